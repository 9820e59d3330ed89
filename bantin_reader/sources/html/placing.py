"""Reads how a page places an element: its alignment, whether it floats, its size, its level in a Word list."""

from __future__ import annotations

import re

from bantin_reader.sources.html.element import Element

ALIGNMENTS = {"start": "left", "justify": "left", "end": "right", "left": "left", "right": "right", "center": "center"}
LIST_LEVEL = re.compile(r"l\d+\s+level(\d{1,2})")
SYMBOL_FONT = re.compile(r"font-family\s*:\s*[\"']?(?:symbol|wingdings|webdings)", re.IGNORECASE)
BULLET = "•"
SYMBOL = re.compile(
    r"(?:^|[/_-])(?:icon|ico|pdf|docx?|xlsx?|word|excel|attach(?:ment)?|download|new|moi)\.(?:gif|png)$", re.IGNORECASE
)
SIZE = re.compile(r"(\d{1,5})(?:px)?")
LINE_HEIGHT = re.compile(r"(?:[0-3]?\.\d+|[1-3])e[mx]")
SPACER = 2
SMALL = 32


def align_of(element: Element, around: str) -> str:
    """left, center or right; `around` where the element declares none."""
    if element.tag == "center":
        return "center"
    given = element.style("text-align") or element.get("align").lower()
    return ALIGNMENTS.get(given, around)


def floats(element: Element) -> bool:
    """Whether text runs beside it."""
    return element.get("align").lower() in ("left", "right") or element.style("float") in ("left", "right")


def list_level(element: Element) -> int:
    """The level of a Word list's item, from 1; 0 where it is none."""
    found = LIST_LEVEL.match(element.style("mso-list"))
    if found:
        return int(found[1])
    return 1 if "MsoListParagraph" in element.get("class") else 0


def is_list_marker(element: Element) -> bool:
    """Whether it contains the marker that Word puts before an item."""
    return element.style("mso-list") == "ignore"


def list_marker(element: Element, text: str) -> str:
    """The marker as readers see it: in a font of symbols, a letter is a bullet."""
    return BULLET if SYMBOL_FONT.search(element.node.html or "") else text


def is_spacer(image: Element) -> bool:
    """Whether an image is only a spacer or a tracking pixel."""
    return any(size <= SPACER for size in _sizes(image))


def is_symbol(image: Element) -> bool:
    """Whether an image is named as the symbols beside links are, such as `pdf.gif` or `icon.png`."""
    return SYMBOL.search(image.get("src")) is not None


def is_small(element: Element) -> bool:
    """Whether its declared size is that of a few letters, or its height that of a line of text, as with formulas."""
    if LINE_HEIGHT.fullmatch(element.style("height")):
        return True
    sizes = _sizes(element)
    return len(sizes) == 2 and max(sizes) <= SMALL


def _sizes(element: Element) -> list[int]:
    """The declared width and height, in pixels."""
    given = [element.get(name).strip() or element.style(name) for name in ("width", "height")]
    return [int(found[1]) for size in given if (found := SIZE.fullmatch(size))]
