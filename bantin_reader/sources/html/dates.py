"""Moments as pages write them."""

from __future__ import annotations

import re
from datetime import MAXYEAR, MINYEAR, datetime
from datetime import date as Date
from datetime import time as Time

Moment = tuple[Date, Time | None]

FIELDS = {
    "yyyy": r"(?P<year>\d{4})",
    "yy": r"(?P<short_year>\d{2})",
    "MM": r"(?P<month>\d{1,2})",
    "M": r"(?P<month>\d{1,2})",
    "dd": r"(?P<day>\d{1,2})",
    "d": r"(?P<day>\d{1,2})",
    "HH": r"(?P<hour>\d{1,2})",
    "H": r"(?P<hour>\d{1,2})",
    "hh": r"(?P<hour>\d{1,2})",
    "h": r"(?P<hour>\d{1,2})",
    "mm": r"(?P<minute>\d{2})",
    "ss": r"(?P<second>\d{2})",
    "a": r"(?P<half>[AP]M|SA|CH)",
}
TOKEN = re.compile("|".join([*sorted(FIELDS, key=len, reverse=True), r"'(?:[^']|'')*'", r"\s+", "."]), re.DOTALL)
CLOCK = r"\d{1,2}(?:[:h]|\s*giờ\s*)\d{2}"
WRITTEN = re.compile(
    rf"(?<![\d/])(?:(?P<before>{CLOCK})(?::\d\d)?\s*(?P<early>[AP]M|SA\b|CH\b)?[^\d]{{1,20}})?"
    r"(?<![\d/])(?:(?P<day>\d{1,2})(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<year>\d{4})|"
    r"ngày\s+(?P<long_day>\d{1,2})\s+tháng\s+(?P<long_month>\d{1,2})\s+năm\s+(?P<long_year>\d{4}))(?!\d)"
    rf"(?:[^\d/]{{1,12}}(?P<after>{CLOCK})(?::\d\d)?\s*(?P<half>[AP]M|SA\b|CH\b)?)?",
    re.IGNORECASE,
)
TODAY = re.compile(r"hôm nay[^\d]{0,30}$", re.IGNORECASE)
ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?")


def pattern_of(form: str) -> re.Pattern[str]:
    """A pattern for dates like `dd/MM/yyyy HH:mm` (Unicode Technical Standard 35, date field symbols: y M d H h m s a).

    Raises ValueError where day, month or year is missing, or a field stands twice.
    """
    parts = []
    for token in TOKEN.findall(form):
        if token in FIELDS:
            parts.append(FIELDS[token])
        elif token.isspace():
            parts.append(r"\s+")
        else:
            literal = token[1:-1].replace("''", "'") if token.startswith("'") and len(token) > 1 else token
            parts.append(re.escape(literal or "'"))
    try:
        pattern = re.compile(r"(?<!\d)" + "".join(parts) + r"(?!\d)", re.IGNORECASE)
    except re.error as error:
        raise ValueError(f"{form!r} names a field twice") from error
    if not {"day", "month"} <= set(pattern.groupindex) or not {"year", "short_year"} & set(pattern.groupindex):
        raise ValueError(f"{form!r} needs day, month and year, as in dd/MM/yyyy")
    return pattern


def find_moment(text: str, patterns: list[re.Pattern[str]]) -> Moment | None:
    """The first moment in `text` by the patterns, else as ISO 8601, else as dd/MM/yyyy with HH:mm where it has one.
    None where there is none, or it is not in the calendar."""
    for pattern in patterns:
        if found := pattern.search(text):
            return _moment(found.groupdict())
    return read_iso(text) or find_written(text)


def find_written(text: str) -> Moment | None:
    """The first dd/MM/yyyy in `text`, with the HH:mm beside it; also with - or . between, and in words. Not the day on
    which the page was shown ("Hôm nay: …")."""
    found = next((one for one in WRITTEN.finditer(text) if not TODAY.search(text, 0, one.start())), None)
    if not found:
        return None
    parts = found.groupdict()
    for name in ("day", "month", "year"):
        parts[name] = parts[name] or parts[f"long_{name}"]
    clock = re.findall(r"\d+", parts["after"] or parts["before"] or "")
    if clock:
        parts.update(hour=clock[0], minute=clock[1], half=parts["half"] or parts["early"])
    return _moment(parts)


def read_iso(text: str) -> Moment | None:
    """The first ISO 8601 date or moment in `text`; the time keeps its offset."""
    found = ISO.search(text)
    if not found:
        return None
    try:
        moment = datetime.fromisoformat(found[0].replace(" +", "+").strip())
    except ValueError:
        return None
    if not MINYEAR < moment.year < MAXYEAR:
        # No other zone can be reckoned from the ends of the calendar.
        return None
    return moment.date(), moment.timetz() if len(found[0]) > len("2026-11-18") else None


def _moment(parts: dict[str, str | None]) -> Moment | None:
    hour = int(parts.get("hour") or 0)
    half = (parts.get("half") or "").upper()
    if half in ("PM", "CH") and hour < 12:
        hour += 12
    elif half in ("AM", "SA") and hour == 12:
        hour = 0
    year = int(parts.get("year") or 2000 + int(parts.get("short_year") or 0))
    try:
        day = Date(year, int(parts["month"] or 0), int(parts["day"] or 0))
        return day, Time(hour, int(parts.get("minute") or 0)) if parts.get("hour") else None
    except ValueError:
        return None
