"""Determines the marks that an inline element gives its text: by its tag, its attributes and its style."""

from __future__ import annotations

import re

from bantin_reader.sources.html.element import Element
from bantin_reader.sources.html.inline import EM, STRONG, Mark
from bantin_reader.sources.text.language import TAG, reads_as_vietnamese

STRIKE, SUP, SUB = Mark("s"), Mark("sup"), Mark("sub")
PLAIN = {
    "b": STRONG, "strong": STRONG, "i": EM, "em": EM, "cite": Mark("cite"), "s": STRIKE, "strike": STRIKE,
    "mark": Mark("mark"), "small": Mark("small"), "sub": SUB, "sup": SUP, "code": Mark("code"), "tt": Mark("code"),
    "var": Mark("var"),
}  # fmt: skip
# Two of these side by side stay two elements: each gets its own number.
SEPARATE = frozenset({"bdi", "dfn", "kbd", "q", "ruby", "samp"})
# Elements that are written with an attribute, and what its value must look like.
WITH_VALUE = {
    "abbr": ("title", re.compile(r".{1,300}", re.DOTALL)),
    "acronym": ("title", re.compile(r".{1,300}", re.DOTALL)),
    "bdo": ("dir", re.compile(r"ltr|rtl")),
    "data": ("value", re.compile(r".{1,100}", re.DOTALL)),
    "time": ("datetime", re.compile(r"[-+:.\dTZWPYMDHSt ]{2,40}")),
}
CHANGED = re.compile(r"[-+:.\dTZ ]{4,40}")
DIRECTIONS = ("ltr", "rtl", "auto")
BOLD = re.compile(r"bold|[6-9]00")
# Text that is smaller and raised or lowered by a length is an exponent or an index.
LENGTH = re.compile(r"-?(?!0[a-z%]|0$)\d{0,4}\.?\d{1,4}(?:px|pt|em|ex|rem|%)")
NORMAL_WEIGHT = re.compile(r"normal|[1-4]00")
WORD = re.compile(r"\bMso[A-Z]")

Marks = tuple[Mark, ...]


class MarkReader:
    """Reads the marks of one page's elements."""

    def __init__(self) -> None:
        self._number = 0

    def inside(self, element: Element, around: Marks) -> Marks:
        """The marks of the text inside an element, given those around it, without duplicates."""
        found = self._by_tag(element)
        if "style" not in element.attributes and not found:
            return around
        marks = list(around)
        found += _by_style(element)
        for unset in _unset(element):
            found = [one for one in found if one != unset]
            marks = [one for one in marks if one != unset]
        marks += [mark for number, mark in enumerate(found) if mark not in marks and mark not in found[:number]]
        return tuple(marks)

    def _by_tag(self, element: Element) -> list[Mark]:
        tag = element.tag
        if tag in PLAIN:
            return [PLAIN[tag]]
        if tag in ("del", "ins"):
            moment = element.get("datetime")
            return [Mark(tag, "datetime", moment) if CHANGED.fullmatch(moment) else Mark(tag)]
        if tag in WITH_VALUE:
            name, pattern = WITH_VALUE[tag]
            value = " ".join(element.get(name).split())
            if not pattern.fullmatch(value):
                return [self._numbered("bdi")] if tag == "bdo" else []
            return [self._numbered("abbr" if tag == "acronym" else tag, name, value)]
        if tag in SEPARATE:
            title = " ".join(element.get("title").split()) if tag == "dfn" else ""
            return [self._numbered(tag, *(("title", title[:300]) if title else ()))]
        return []

    def _numbered(self, tag: str, name: str = "", value: str = "") -> Mark:
        self._number += 1
        return Mark(tag, name, value, self._number)


def _by_style(element: Element) -> list[Mark]:
    found = [STRONG] if BOLD.match(element.style("font-weight")) else []
    if element.style("font-style").startswith(("italic", "oblique")):
        found.append(EM)
    if "line-through" in element.style("text-decoration") + element.style("text-decoration-line"):
        found.append(STRIKE)
    raised = element.style("vertical-align")
    if raised in ("super", "sub") or ("font-size" in element.get("style") and LENGTH.fullmatch(raised)):
        found.append(SUB if raised.startswith(("sub", "-")) else SUP)
    return found


def _unset(element: Element) -> list[Mark]:
    """The marks that the style removes."""
    unset = [STRONG] if NORMAL_WEIGHT.match(element.style("font-weight")) else []
    return [*unset, EM] if element.style("font-style") == "normal" else unset


def is_from_word(element: Element) -> bool:
    """Whether Word wrote it. The languages that Word declares are unreliable."""
    return WORD.search(element.get("class")) is not None or "mso-" in element.get("style").lower()


def language_of(element: Element, around: str) -> str:
    """The language that the element declares, empty where that is the one around it or is implausible."""
    if "lang" not in element.attributes and "xml:lang" not in element.attributes:
        return ""
    lang = element.get("lang") or element.get("xml:lang")
    main = lang.split("-")[0].lower()
    if main == "vn":  # the country's code, where the language's is meant
        lang = main = "vi"
    if not TAG.fullmatch(lang) or main == around.split("-")[0].lower() or is_from_word(element):
        return ""
    return "" if main != "vi" and reads_as_vietnamese(element.node.text(), main) else lang


def direction_of(element: Element) -> str:
    """The direction that the element declares: ltr, rtl or auto, empty where it declares none."""
    given = element.get("dir").lower()
    if given in DIRECTIONS:
        return given
    styled = element.style("direction")
    return styled if styled in ("ltr", "rtl") else ""
