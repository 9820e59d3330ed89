"""Ordered lists of an article: those with long numbers are marked, so that the style sheet makes room for them."""

from __future__ import annotations

import re
from dataclasses import dataclass

TAG = re.compile(r"<(?P<end>/?)(?P<name>[ou]l|li)(?P<attributes>(?: [^<>]*+)?+)>")
ATTRIBUTE = re.compile(r' (start|value|type)="([^"]*)"')
INTEGER = re.compile(r"-?\d{1,4}")
MOST_DIGITS, DIGITS_OF_ROMAN = 4, 3
# A Roman number of more letters is as wide as one of three digits.
NARROW_ROMAN = 3
# Value and number of letters.
ROMAN = ((1000, 1), (900, 2), (500, 1), (400, 2), (100, 1), (90, 2), (50, 1), (40, 2), (10, 1), (9, 2), (5, 1), (4, 2))


@dataclass
class _List:
    """An open list: the place after `<ol` (None for a bulleted list), its style, its next number, its room."""

    place: int | None
    style: str
    number: int
    digits: int = 1

    def count(self, number: int) -> None:
        self.number = number + 1
        self.digits = max(self.digits, _digits(number, self.style))


def mark_long_numbers(body: str) -> str:
    """A body with `class="br-digits-2"` on each `<ol>` with a number of two digits, `br-digits-3` for three or a
    long Roman number, `br-digits-4` for more."""
    if "<ol" not in body:
        return body
    shown, last = [], 0
    for place, digits in sorted(_places(body)):
        shown += [body[last:place], f' class="br-digits-{digits}"']
        last = place
    return "".join([*shown, body[last:]])


def _places(body: str) -> list[tuple[int, int]]:
    """Where the attributes of the lists with long numbers begin, and the digits that each needs room for."""
    found: list[tuple[int, int]] = []
    lists: list[_List] = []
    for tag in TAG.finditer(body):
        given = dict(ATTRIBUTE.findall(tag["attributes"]))
        if tag["name"] == "li":
            if lists and not tag["end"]:
                lists[-1].count(_integer(given.get("value", ""), lists[-1].number))
        elif not tag["end"]:
            place = tag.start("attributes") if tag["name"] == "ol" else None
            lists.append(_List(place, given.get("type", "1"), _integer(given.get("start", ""), 1)))
        elif lists:
            closed = lists.pop()
            if closed.place is not None and closed.digits > 1:
                found.append((closed.place, closed.digits))
    return found


def _integer(text: str, default: int) -> int:
    return int(text) if INTEGER.fullmatch(text) else default


def _digits(number: int, style: str) -> int:
    """How many digits are as wide as a number, four at most. Letters are one until the 702nd item."""
    if style in ("a", "A"):
        return 1
    if style in ("i", "I"):
        return DIGITS_OF_ROMAN if _roman_letters(number) > NARROW_ROMAN else 1
    return min(len(str(number)), MOST_DIGITS)


def _roman_letters(number: int) -> int:
    """The number of letters of a Roman number; below 1 browsers write digits."""
    if number < 1:
        return len(str(number))
    letters = 0
    for value, length in ROMAN:
        letters += number // value * length
        number %= value
    return letters + number
