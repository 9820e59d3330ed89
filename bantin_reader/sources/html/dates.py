"""Reads dates and times as Vietnamese and English pages write them."""

from __future__ import annotations

import re
from datetime import MAXYEAR, MINYEAR, datetime, timedelta, timezone
from datetime import date as Date
from datetime import time as Time

from bantin_reader.sources.html.date_words import (
    ENGLISH_MONTHS,
    NUMBER_WORDS,
    UNITS,
    VIETNAMESE_MONTHS,
    either,
    looks_like_date,
)

__all__ = ["Moment", "find_moment", "find_relative", "find_written", "has_written_date", "looks_like_date", "read_iso"]

Moment = tuple[Date, Time | None]

VIETNAMESE = rf"(?P<month>\d{{1,2}}|{either(VIETNAMESE_MONTHS)})"
ENGLISH = rf"(?P<month>{either(ENGLISH_MONTHS)})\.?"
DAY = r"(?P<day>\d{1,2})"
YEAR = r"(?P<year>\d{4})(?!\d)"
WRITTEN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\d/]){DAY}(?P<sign> ?[-/.] ?)(?P<month>\d{{1,2}})(?P=sign){YEAR}",
        rf"(?<![\d/])(?P<year>\d{{4}})[/.](?P<month>\d{{1,2}})[/.]{DAY}(?![\d/])",
        rf"(?<!\d){DAY},? ?(?:tháng|thg\.?) ?{VIETNAMESE}(?:,| năm| -|/)? ?{YEAR}",
        rf"(?<!\w)(?:tháng|thg\.?) {VIETNAMESE} {DAY},? {YEAR}",
        rf"(?<!\w){ENGLISH} {DAY}(?:st|nd|rd|th)?,? {YEAR}",
        rf"(?<!\d){DAY}(?:st|nd|rd|th)? (?:of )?{ENGLISH},? {YEAR}",
    )
)
CLOCK = (
    r"(?P<hour>\d{1,2})(?::(?P<minute>\d{2})(?::\d{2})?|"
    r" ?(?:h|g(?=\d\d)|giờ(?! ?trước))(?![^\W\d_]) ?(?P<minutes>\d{2}|\d(?= ?phút))?(?: ?phút)?)'?"
    r"(?: ?(?P<half>[AP]M|SA|CH|sáng|trưa|chiều|tối|đêm)\b(?! (?:thiểu|đa|dài|rộng|cao)\b))?"
    r"(?: ?\(?(?:GMT|UTC) ?(?P<offset>[-+]\d{1,2}(?::?\d{2})?)\)?)?"
)
AFTER = re.compile(rf"[^\d/]{{1,20}}?{CLOCK}(?!\d)", re.IGNORECASE)
BEFORE = re.compile(rf"(?<!\d){CLOCK}[^\d]{{1,40}}\Z", re.IGNORECASE)
BEFORE_AT_MOST = 70
TODAY = re.compile(r"hôm nay[^\d]{0,30}\Z", re.IGNORECASE)
TODAY_AT_MOST = 40
ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*+(?:Z|[+-]\d{2}:?\d{2})?)?")
BEFORE_OFFSET = re.compile(r"(?<!\s)\s++(?=[+-])")
AGO = re.compile(rf"(?<!\w)(\d{{1,3}}|{either(NUMBER_WORDS)}) ({either(UNITS)}) (?:trước|ago)(?!\w)", re.IGNORECASE)
YESTERDAY = re.compile(r"(?<!\w)(?:hôm qua|yesterday)(?!\w)", re.IGNORECASE)


def find_moment(text: str, patterns: list[re.Pattern[str]], *, month_first: bool = False) -> Moment | None:
    """The first moment in `text`: by the patterns, else as ISO 8601, else by `find_written`. None if there is none, or
    if it is not in the calendar."""
    for pattern in patterns:
        if found := pattern.search(text):
            return _moment(found.groupdict(), {})
    return read_iso(text) or find_written(text, month_first=month_first)


def find_written(text: str, *, month_first: bool = False) -> Moment | None:
    """The first date in `text`, with the time beside it: 24/01/2024, `24 tháng 1, 2024`, `Tháng Ba 15, 2016`,
    `March 15, 2016` and the like. The current date that a page shows ("Hôm nay: …") is ignored.

    A date in digits begins with the month if `month_first` is set or if only that is in the calendar."""
    text = " ".join(text.split())
    found = [match for pattern in WRITTEN if (match := _first(pattern, text))]
    if not found:
        return None
    first = min(found, key=lambda match: match.start())
    parts = first.groupdict()
    if "sign" in parts and _is_month_first(parts, month_first=month_first):
        parts["day"], parts["month"] = parts["month"], parts["day"]
    before = text[max(0, first.start() - BEFORE_AT_MOST) : first.start()]
    clock = AFTER.match(text, first.end()) or BEFORE.search(before)
    return _moment(parts, clock.groupdict() if clock else {})


def has_written_date(text: str) -> bool:
    """Whether `text` contains a day, a month and a year, be they in the calendar or not."""
    return any(pattern.search(" ".join(text.split())) for pattern in WRITTEN)


def _first(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    for match in pattern.finditer(text):
        if not TODAY.search(text[max(0, match.start() - TODAY_AT_MOST) : match.start()]):
            return match
    return None


def _is_month_first(parts: dict[str, str | None], *, month_first: bool) -> bool:
    day, month = int(parts["day"] or 0), int(parts["month"] or 0)
    return (month > 12 >= day) or (month_first and day <= 12)


def read_iso(text: str) -> Moment | None:
    """The first ISO 8601 date or moment in `text`; the time keeps its offset."""
    found = ISO.search(text)
    if not found:
        return None
    try:
        moment = datetime.fromisoformat(BEFORE_OFFSET.sub("", found[0]).strip())
    except ValueError:
        return None
    if not MINYEAR < moment.year < MAXYEAR:
        # A conversion to another time zone would leave the calendar.
        return None
    return moment.date(), moment.timetz() if len(found[0]) > len("2026-11-18") else None


def find_relative(text: str, now: datetime) -> Moment | None:
    """The moment that `text` describes relative to `now`: "3 giờ trước", "2 days ago", "Hôm qua". In units of a day or
    more, without a time."""
    text = " ".join(text.split())
    if found := AGO.search(text):
        number, unit = found[1].lower(), UNITS[found[2].lower()]
        then = now - (int(number) if number.isdigit() else NUMBER_WORDS[number]) * unit
        return then.date(), then.time().replace(second=0, microsecond=0) if unit < timedelta(days=1) else None
    return ((now - timedelta(days=1)).date(), None) if YESTERDAY.search(text) else None


def _moment(parts: dict[str, str | None], clock: dict[str, str | None]) -> Moment | None:
    clock = clock or parts
    hour = int(clock.get("hour") or 0)
    hour = _of_day(hour, (clock.get("half") or "").upper())
    year = int(parts.get("year") or 2000 + int(parts.get("short_year") or 0))
    try:
        day = Date(year, _month(parts["month"] or ""), int(parts["day"] or 0))
        minute = int(clock.get("minute") or clock.get("minutes") or 0)
        return day, Time(hour, minute, tzinfo=_zone(clock.get("offset"))) if clock.get("hour") else None
    except ValueError:
        return None


def _of_day(hour: int, half: str) -> int:
    """The hour of the day, from 0 to 23, of an hour with the half or the part of the day that it is in."""
    if half in ("AM", "SA", "SÁNG"):
        return 0 if hour == 12 else hour
    if half in ("TỐI", "ĐÊM"):  # 12 giờ đêm is midnight, 1 giờ đêm is before dawn
        return 0 if hour == 12 else hour + 12 if 5 <= hour < 12 else hour
    if half == "TRƯA":
        return hour + 12 if hour < 4 else hour
    return hour + 12 if half and hour < 12 else hour


def _month(text: str) -> int:
    return int(text) if text.isdigit() else (VIETNAMESE_MONTHS | ENGLISH_MONTHS)[text.lower()]


def _zone(offset: str | None) -> timezone | None:
    """The zone of `+7`, `+0700` or `+07:00`. Raises ValueError."""
    if not offset:
        return None
    digits = offset[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
    length = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-length if offset.startswith("-") else length)
