"""Values of query arguments."""

from __future__ import annotations

import re
from datetime import datetime

from flask import request

from bantin_reader.model.errors import PageNotFound
from bantin_reader.model.listing import Position

MOST_DIGITS = 9
POSITION = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{6})?)~(\d{1,9})", re.ASCII)


def whole_number(text: str) -> int | None:
    """The number that one to nine ASCII digits spell; None for any other text."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None


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
