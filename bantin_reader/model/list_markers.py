"""The markers of list items as a browser writes them (HTML, the li element; CSS Counter Styles 3)."""

from __future__ import annotations

from collections.abc import Mapping

ROMAN = {
    **{1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc"},
    **{50: "l", 40: "xl", 10: "x", 9: "ix", 5: "v", 4: "iv", 1: "i"},
}
LARGEST_ROMAN = 3999
BULLET = "- "


class ListMarkers:
    """Counts the items of one list. `attributes` are those of the ul or ol element."""

    def __init__(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        self._is_numbered = tag == "ol"
        self._type = attributes.get("type") or "1"
        self._step = -1 if "reversed" in attributes else 1
        start = _number(attributes.get("start"))
        self._number = (1 if start is None else start) - self._step

    def next(self, value: str | None = None) -> str:
        """The marker of the next item, with a space after it; `value` is the item's own number."""
        if not self._is_numbered:
            return BULLET
        given = _number(value)
        self._number = self._number + self._step if given is None else given
        return f"{_written(self._number, self._type)}. "


def _number(text: str | None) -> int | None:
    try:
        return int(text or "")
    except ValueError:
        return None


def _written(number: int, style: str) -> str:
    """In the style of the `type` attribute; a decimal where the style has no such number."""
    written = str(number)
    if style in ("a", "A") and number > 0:
        written = _letters(number)
    elif style in ("i", "I") and 0 < number <= LARGEST_ROMAN:
        written = _roman(number)
    return written.upper() if style in ("A", "I") else written


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(ord("a") + place) + letters
    return letters


def _roman(number: int) -> str:
    written = ""
    for value, sign in ROMAN.items():
        count, number = divmod(number, value)
        written += sign * count
    return written
