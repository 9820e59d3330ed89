"""Values of query arguments."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from flask import request

from bantin_reader.model.errors import PageNotFound
from bantin_reader.model.listing import Position
from bantin_reader.model.search import HitPosition, SearchFilter, Tier
from bantin_reader.model.slugs import slug_of
from bantin_reader.web.i18n.locale import parse_locale

MOST_DIGITS = 9
LAST_YEAR = 9998
POSITION = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{6})?)~(\d{1,9})", re.ASCII)
HIT_POSITION = re.compile(r"([0-5])~(\d{1,16})", re.ASCII)


def whole_number(text: str) -> int | None:
    """The number that one to nine ASCII digits spell; None for any other text."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None


def year_of(text: str) -> int | None:
    """The year from 1 to 9998 that four ASCII digits spell; None for any other text."""
    year = whole_number(text)
    return year if year and len(text) == 4 and year <= LAST_YEAR else None


def period_of(year: str, month: str, day: str) -> tuple[datetime, datetime]:
    """The first moment of a year, a month or a day, and that of the next one. Raises PageNotFound for what is none, or
    is not written with four and two digits."""
    number = year_of(year)
    months, days = whole_number(month or "01"), whole_number(day or "01")
    if number is None or months is None or days is None or {len(month), len(day)} - {0, 2}:
        raise PageNotFound(f"{year}-{month}-{day}")
    try:
        since = datetime(number, months, days)
    except ValueError as error:
        raise PageNotFound(str(error)) from error
    if day:
        return since, since + timedelta(days=1)
    if month:
        return since, (since + timedelta(days=31)).replace(day=1)
    return since, datetime(number + 1, 1, 1)


def requested_year() -> int | None:
    return year_of(request.args.get("year", ""))


def requested_category() -> str:
    """The slug that `?category=` of the current request is; empty for what is no slug."""
    category = request.args.get("category", "")
    return category if category and slug_of(category) == category else ""


def requested_language() -> str:
    """The language that `?lang=` of the current request names; empty for what is no language."""
    lang = request.args.get("lang", "")
    return lang if parse_locale(lang) else ""


def requested_search_filter() -> SearchFilter:
    """The restriction of a search that `?category=`, `?year=` and `?lang=` of the current request name."""
    year = requested_year()
    return SearchFilter(
        category=requested_category(),
        lang=requested_language(),
        since=datetime(year, 1, 1) if year else None,
        until=datetime(year + 1, 1, 1) if year else None,
    )


def requested_hit_position() -> HitPosition | None:
    """The place among the hits of a search that `?before=` of the current request names. Raises PageNotFound for any
    other text."""
    text = request.args.get("before", "")
    found = HIT_POSITION.fullmatch(text)
    if text and not found:
        raise PageNotFound(f"before {text}")
    return HitPosition(Tier(int(found[1])), int(found[2])) if found else None


def position_text(position: Position) -> str:
    """A position in a list as `?before=` has it: `2026-11-05T07:30:00~123`."""
    return f"{position.moment.isoformat()}~{position.number}"


def position(text: str) -> Position | None:
    """The position that `position_text` has written; None for any other text."""
    found = POSITION.fullmatch(text)
    try:
        return Position(datetime.fromisoformat(found[1]), int(found[2])) if found else None
    except ValueError:  # such as the 30th of February
        return None


def requested_position() -> Position | None:
    """The position that `?before=` of the current request names. Raises PageNotFound for any other text."""
    text = request.args.get("before", "")
    found = position(text)
    if text and found is None:
        raise PageNotFound(f"before {text}")
    return found
