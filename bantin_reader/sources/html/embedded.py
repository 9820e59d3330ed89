"""Elements within a line that are more than marked text: ruby, formulas, drawings, boxes to tick, measures."""

from __future__ import annotations

import re
from collections.abc import Callable

from bantin_reader.sources.html.characters import fold
from bantin_reader.sources.html.dom import texts
from bantin_reader.sources.html.element import Element
from bantin_reader.sources.html.inline import BREAK, Image, Mark, Run
from bantin_reader.sources.html.mathml import formula_of
from bantin_reader.sources.html.media import MEDIA, SHOWS_CONTENT, area_links, links_to
from bantin_reader.sources.html.omissions import words_of_element
from bantin_reader.sources.html.parse_context import Page
from bantin_reader.sources.html.placing import floats, is_small, is_spacer

Marks = tuple[Mark, ...]
# Runs that stand for an element; None where its content does.
Embed = Callable[[Element, Page, Marks], "list[Run] | None"]
RP, RT = Mark("rp"), Mark("rt")
FILE_NAME = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|avif|bmp)", re.IGNORECASE)
DRAWING = "words in a drawing"
CHECKED, UNCHECKED = "☑", "☐"
APART = Run(BREAK * 2)


def tick_box(element: Element, marks: Marks) -> list[Run]:
    """A box of a list of tasks, ticked or not; no other control is text."""
    if element.get("type").lower() != "checkbox" or "disabled" not in element.attributes:
        return []
    return [Run(f"{CHECKED if 'checked' in element.attributes else UNCHECKED} ", marks)]


def _line_break(element: Element, page: Page, marks: Marks) -> list[Run]:
    return [Run(BREAK, marks)]


def _nothing(element: Element, page: Page, marks: Marks) -> list[Run]:
    return []


def _picture(element: Element, page: Page, marks: Marks) -> list[Run]:
    source = None if is_spacer(element) else page.picture(element.node)
    if not source:
        return []
    alt = fold(element.get("alt"))
    link = next((mark.value for mark in marks if mark.tag == "a"), None)
    return [Run("", image=Image(source, "" if FILE_NAME.fullmatch(alt) else alt, floats(element), link))]


def _media(element: Element, page: Page, marks: Marks) -> list[Run] | None:
    """A link to what plays or is shown, on a line of its own."""
    links = links_to(element, page)
    if not links:
        return None if element.tag in SHOWS_CONTENT else []
    return [APART, *links, APART]


def _image_map(element: Element, page: Page, marks: Marks) -> list[Run]:
    """The links of an image map, each on a line of its own."""
    lines = [[*link, Run(BREAK)] for link in area_links(element.node, page)]
    return [APART, *(run for line in lines for run in line), APART] if lines else []


def _formula(element: Element, page: Page, marks: Marks) -> list[Run]:
    """A formula as MathML, else as its text."""
    html, text = formula_of(element.node)
    return [Run(text, marks, html=html)]


def _drawing(element: Element, page: Page, marks: Marks) -> list[Run]:
    """The name of a drawing (`<svg>`), which itself is left out; its words are noted."""
    if element.get("aria-hidden") == "true":
        return []
    title = next((child for child in element.node.iter(include_text=False) if child.tag == "title"), None)
    name = fold(element.get("aria-label") or (title.text() if title is not None else ""))
    page.omissions.add(DRAWING, *(fold(text.text()) for text in element.node.css("text")))
    if is_small(element) and element.get("role") != "img":
        page.omissions.add(DRAWING, name)
        return []
    return [Run(f" {name} ", marks)] if name else []


def _pronunciation(element: Element, page: Page, marks: Marks) -> list[Run] | None:
    """What a `<ruby>` says above its base, in parentheses for whoever cannot show it there."""
    if not any(mark.tag == "ruby" for mark in marks):
        return None
    text = fold(" ".join(texts(element.node)))
    return [Run("(", (*marks, RP)), Run(text, (*marks, RT)), Run(")", (*marks, RP))] if text else []


def _measure(element: Element, page: Page, marks: Marks) -> list[Run] | None:
    """The value of a `<meter>` or `<progress>` that has no text of its own, with its maximum where it gives one."""
    value, most = fold(element.get("value"))[:20], fold(element.get("max"))[:20]
    if not value or fold(element.node.text()):
        return None
    return [Run(f"{value}/{most}" if most else value, marks)]


def _without_scripts(element: Element, page: Page, marks: Marks) -> list[Run]:
    """What only browsers without scripts show."""
    page.omissions.add("shown without scripts only", words_of_element(element.node))
    return []


EMBEDDED: dict[str, Embed] = {
    **dict.fromkeys(MEDIA, _media),
    **dict.fromkeys(("img", "image", "amp-img"), _picture),
    **dict.fromkeys(("meter", "progress"), _measure),
    **dict.fromkeys(("rt", "rtc"), _pronunciation),
    **dict.fromkeys(("rp", "wbr"), _nothing),
    "br": _line_break,
    "map": _image_map,
    "math": _formula,
    "noscript": _without_scripts,
    "svg": _drawing,
}
