"""Determines how lists count, from HTML's `type`, from `list-style-type`, and from markers that Word writes as text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bantin_reader.sources.html.element import Element

STYLES = {
    "decimal": "1", "decimal-leading-zero": "1", "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A",
    "upper-latin": "A", "lower-roman": "i", "upper-roman": "I",
}  # fmt: skip
BULLETS = ("disc", "circle", "square", "none")
SAYS_NOTHING = re.compile(r"inside|outside|url\(|inherit|initial|unset")
TYPES = ("1", "a", "A", "i", "I")
MARKER = re.compile(r"\(?(\d{1,4}|[a-zA-Z]{1,7})[.)]?")
ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
INTEGER = re.compile(r"-?\d{1,4}")


def list_style(element: Element) -> str | None:
    """How a list or an item declares that it counts: a `type` of `<ol>`, "" for bullets or no marker, the name of
    another style; None where it declares nothing."""
    given = element.style("list-style-type") or element.style("list-style")
    for word in given.split():
        if word in STYLES:
            return STYLES[word]
        if word in BULLETS:
            return ""
    if given and not SAYS_NOTHING.search(given):
        return given.split()[0]
    kind = element.get("type")
    return kind if element.tag in ("ol", "li") and kind in TYPES else None


def integer(text: str) -> int | None:
    """The number that an attribute gives, of at most four digits."""
    return int(text) if INTEGER.fullmatch(text.strip()) else None


@dataclass(frozen=True)
class Numbering:
    """A style of `<ol>`, and the number of each item."""

    style: str
    numbers: tuple[int, ...]


def numbering_of(markers: Sequence[str]) -> Numbering | None:
    """The numbering that shows these markers but for their signs; None where HTML has none that does, as for
    "Điều 5.", "1.2." and Vietnamese letters with đ after d."""
    found = [MARKER.fullmatch(marker) for marker in markers]
    words = [match[1] for match in found if match]
    if len(words) < len(markers):
        return None
    if all(word.isdigit() for word in words):
        return Numbering("1", tuple(map(int, words)))
    if any(word.isdigit() for word in words) or not (all(map(str.islower, words)) or all(map(str.isupper, words))):
        return None
    is_lower = words[0].islower()
    lower = [word.lower() for word in words]
    romans = tuple(map(_roman, lower))
    letters = tuple(ord(word) - ord("a") + 1 for word in lower if len(word) == 1)
    counts_in_roman = all(romans) and (len(letters) < len(lower) or _steps(romans) > _steps(letters))
    if counts_in_roman or (len(lower) == 1 and lower[0] == "i"):
        return Numbering("i" if is_lower else "I", romans)
    return Numbering("a" if is_lower else "A", letters) if len(letters) == len(lower) else None


def _steps(numbers: Sequence[int]) -> int:
    """How often a number is one more than the one before, and whether the first is 1."""
    return (numbers[0] == 1) + sum(after - before == 1 for before, after in pairwise(numbers))


def _roman(word: str) -> int:
    """A Roman number, 0 where it is none."""
    if not ROMAN.fullmatch(word):
        return 0
    digits = [DIGITS[letter] for letter in word]
    following = [*digits[1:], 0]
    return sum(-digit if digit < after else digit for digit, after in zip(digits, following, strict=True))
