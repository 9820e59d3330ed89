"""Dates as readers and as machines read them."""

from __future__ import annotations

from datetime import date as Date
from datetime import datetime, timedelta
from datetime import time as Time
from functools import lru_cache, partial
from typing import Protocol
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from flask import Flask
from markupsafe import Markup

from bantin_reader.web.i18n.locale import language, parse_locale

RECENT = timedelta(days=1)


class Dated(Protocol):
    """An article, or its summary."""

    @property
    def date(self) -> Date | None: ...
    @property
    def time(self) -> Time | None: ...


def register_dates(app: Flask, zone: ZoneInfo, script: Markup) -> None:
    """Give templates the filters `machine_date`, `written_date` and `age`, and the function `today`."""
    app.add_template_filter(machine_date)
    app.add_template_filter(written_date)
    app.add_template_filter(partial(age, zone=zone, script=script), "age")
    app.add_template_global(partial(today, zone), "today")


def written_date(date: Date, time: Time | None, lang: str) -> str:
    """The date in the format of the article's language: `07:30, 24/01/2024` or `24 January 2024, 07:30`."""
    return _written(date, time, lang if parse_locale(lang) else language())


@lru_cache(maxsize=4096)
def _written(date: Date, time: Time | None, lang: str) -> str:
    locale = parse_locale(lang)
    is_vietnamese = locale is not None and locale.language == "vi"
    day = format_date(date, "dd/MM/yyyy" if is_vietnamese else "d MMMM yyyy", locale)
    if time is None:
        return day
    clock = format_time(time, "HH:mm", locale=locale)
    return f"{clock}, {day}" if is_vietnamese else f"{day}, {clock}"


def today(zone: ZoneInfo) -> Markup:
    """Today's date with its weekday in the interface's language, as HTML: `Thứ Bảy, 28/11/2026`."""
    day = datetime.now(zone).date()
    is_vietnamese = language() == "vi"
    words = format_date(day, "EEEE, dd/MM/yyyy" if is_vietnamese else "EEEE, d MMMM yyyy", language())
    return Markup('<time datetime="{}">{}</time>').format(day.isoformat(), words)


def machine_date(date: Date, time: Time | None) -> str:
    """A valid `datetime` value: a date, or a local date and time (HTML, dates and times)."""
    return datetime.combine(date, time).isoformat("T", "minutes") if time else date.isoformat()


def age(item: Dated, *, zone: ZoneInfo, script: Markup) -> Markup:
    """The place beside the date where `script` shows, for one day, how long ago the article was published, as HTML.

    It holds the moment as ISO 8601 with an offset. Empty after that day, and where no time is known.
    """
    if item.date is None or item.time is None:
        return Markup()
    moment = datetime.combine(item.date, item.time, zone)
    if datetime.now(zone) - moment >= RECENT:
        return Markup()
    place = Markup('<span class="br-ago" aria-hidden="true" data-moment="{}"></span><script>{}</script>')
    return place.format(moment.isoformat(timespec="seconds"), script)
