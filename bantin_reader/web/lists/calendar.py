"""The calendar of the archive: a month in weeks, or the months of a year, with the number of articles of each."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime, timedelta

from babel.dates import format_date, format_skeleton, get_day_names

from bantin_reader.web.i18n.locale import language, parse_locale


@dataclass(frozen=True)
class Period:
    """A day or a month by its first day, and how many articles it has."""

    start: Date
    count: int

    @property
    def values(self) -> dict[str, str]:
        """The parts of its address."""
        year, month, day = self.start.isoformat().split("-")
        return {"year": year, "month": month, "day": day}


@dataclass(frozen=True, kw_only=True)
class Month:
    """A month in weeks from Monday to Sunday, in which None stands for the days of other months. A count above `most`
    stands for more than that. `weekdays` are short and in full."""

    name: str
    weekdays: Sequence[tuple[str, str]]
    weeks: Sequence[Sequence[Period | None]]
    most: int


@dataclass(frozen=True)
class Neighbour:
    """The year or the month before or after another one: its name, and the parts of its address."""

    name: str
    values: dict[str, str]


def neighbour(moment: datetime, *, is_month: bool) -> Neighbour:
    """The month or the year of a moment."""
    values = Period(moment.date(), 0).values
    if is_month:
        return Neighbour(month_and_year(moment.date()), {"year": values["year"], "month": values["month"]})
    return Neighbour(values["year"], {"year": values["year"]})


def days_of(moment: datetime) -> list[datetime]:
    """The beginnings of the days of a month, and of the next month."""
    first = moment.replace(day=1)
    length = calendar.monthrange(first.year, first.month)[1]
    return [first + timedelta(days=number) for number in range(length + 1)]


def months_of(moment: datetime) -> list[datetime]:
    """The beginnings of the months of a year, and of the next year."""
    return [*(datetime(moment.year, month, 1) for month in range(1, 13)), datetime(moment.year + 1, 1, 1)]


def periods(starts: Sequence[datetime], counts: Sequence[int]) -> list[Period]:
    return [Period(start.date(), count) for start, count in zip(starts, counts, strict=False)]


def month_of(days: Sequence[Period], most: int) -> Month:
    first, by_date = days[0].start, {day.start: day for day in days}
    weeks = calendar.Calendar(calendar.MONDAY).monthdatescalendar(first.year, first.month)
    locale = parse_locale(language())
    short, full = (get_day_names(width, "stand-alone", locale) for width in ("short", "wide"))
    return Month(
        name=month_and_year(first),
        weekdays=[(short[day], full[day]) for day in range(7)],
        weeks=[[by_date.get(day) for day in week] for week in weeks],
        most=most,
    )


def month_name(month: Date) -> str:
    """The name of a month in the page's language: `Tháng 11`, `November`."""
    return _capitalized(format_date(month, "LLLL", parse_locale(language())))


def month_and_year(month: Date) -> str:
    """`Tháng 11 năm 2026`, `November 2026`."""
    return _capitalized(format_skeleton("yMMMM", month, locale=parse_locale(language())))


def _capitalized(name: str) -> str:
    return name[:1].upper() + name[1:]
