"""Reads inline elements other than marked text: ruby, formulas, drawings, check boxes, meters."""

from __future__ import annotations

from collections.abc import Callable

from bantin_reader.sources.html.characters import fold
from bantin_reader.sources.html.dom import texts
from bantin_reader.sources.html.element import Element, touches_text
from bantin_reader.sources.html.inline import BREAK, Mark, Run
from bantin_reader.sources.html.inline_images import APART, image, picture_at, without_scripts
from bantin_reader.sources.html.link_names import name_of_address
from bantin_reader.sources.html.mathml import formula_of
from bantin_reader.sources.html.media import MEDIA, SHOWS_CONTENT, area_links, links_to, shown_picture
from bantin_reader.sources.html.parse_context import Page
from bantin_reader.sources.html.placing import is_small

Marks = tuple[Mark, ...]
# The runs that replace an element; None where its content is read.
Embed = Callable[[Element, Page, Marks], "list[Run] | None"]
RP, RT = Mark("rp"), Mark("rt")
DRAWING = "words in a drawing"
CHECKED, UNCHECKED = "☑", "☐"


def control_in_line(element: Element, marks: Marks) -> list[Run]:
    """The runs that replace a control: a sign for a check box in a list of tasks, or for a ticked one beside words; a
    space for any other visible one, because it separates the words beside it."""
    kind = element.get("type").lower()
    is_filled_in = "checked" in element.attributes and touches_text(element.node)
    if kind == "checkbox" and ("disabled" in element.attributes or is_filled_in):
        return [Run(f"{CHECKED if 'checked' in element.attributes else UNCHECKED} ", marks)]
    return [] if kind == "hidden" else [Run(" ")]


def wordless_link(element: Element, page: Page, marks: Marks) -> list[Run]:
    """The words of a link without readable content: its label, otherwise its address where it contains an icon. An
    empty link is reported."""
    address = next((mark.value for mark in marks if mark.tag == "a"), "")
    label = fold(element.get("aria-label") or element.get("title"))
    if address and (label or element.node.first_child is not None or "style" in element.attributes):
        return [Run(" "), Run(label or name_of_address(address), marks), Run(" ")]
    page.omissions.add("links without words", "" if address.startswith("#") else address)
    return []


def _line_break(element: Element, page: Page, marks: Marks) -> list[Run]:
    return [Run(BREAK, marks)]


def _nothing(element: Element, page: Page, marks: Marks) -> list[Run]:
    return []


def _media(element: Element, page: Page, marks: Marks) -> list[Run] | None:
    """A link to the media on a line of its own, below its preview picture. A picture in a frame becomes a picture."""
    named = fold(element.get("title") or element.get("aria-label"))
    if address := shown_picture(element):
        return picture_at(address, named or fold(element.node.text()), page, marks)
    poster = picture_at(element.get("poster"), named, page, marks)
    links = links_to(element, page)
    if not links and not poster:
        return None if element.tag in SHOWS_CONTENT else []
    return [*poster, APART, *links, APART]


def _image_map(element: Element, page: Page, marks: Marks) -> list[Run]:
    """The links of an image map, each on a line of its own."""
    lines = [[*link, Run(BREAK)] for link in area_links(element.node, page)]
    return [APART, *(run for line in lines for run in line), APART] if lines else []


def _formula(element: Element, page: Page, marks: Marks) -> list[Run]:
    """A formula as MathML, else as its text."""
    html, text = formula_of(element.node)
    return [Run(text, marks, html=html)]


def _drawing(element: Element, page: Page, marks: Marks) -> list[Run]:
    """The name of a drawing (`<svg>`). The drawing is left out, and its words are reported."""
    if element.get("aria-hidden") == "true":
        return [Run(" ")]
    title = next((child for child in element.node.iter(include_text=False) if child.tag == "title"), None)
    name = fold(element.get("aria-label") or (title.text() if title is not None else ""))
    page.omissions.add(DRAWING, *(fold(text.text()) for text in element.node.css("text, desc")))
    if is_small(element) and element.get("role") != "img":
        page.omissions.add(DRAWING, name)
        return [Run(" ")]
    return [Run(f" {name} ", marks)]


def _pronunciation(element: Element, page: Page, marks: Marks) -> list[Run] | None:
    """The annotation of a `<ruby>`, in parentheses for browsers that cannot show it above its base."""
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


EMBEDDED: dict[str, Embed] = {
    **dict.fromkeys(MEDIA, _media),
    **dict.fromkeys(("img", "image", "amp-anim", "amp-img"), image),
    **dict.fromkeys(("meter", "progress"), _measure),
    **dict.fromkeys(("rt", "rtc"), _pronunciation),
    **dict.fromkeys(("rp", "wbr"), _nothing),
    "br": _line_break,
    "map": _image_map,
    "math": _formula,
    "noscript": without_scripts,
    "svg": _drawing,
}
