"""One element of a page: its tag, attributes and inline style, each read from the tree once."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from bantin_reader.sources.html.elements import BLOCKS, HEADINGS, INLINE, KNOWN, STRUCTURES

FOR_VOICES = re.compile(r"(?:^|\s)(?:sr-only|visually-hidden|screen-reader-text)")
SPACING = ("width", "min-width", "margin", "margin-left", "margin-right", "padding", "padding-left", "padding-right")
SEPARATING = re.compile(r"(?:inline-)?(?:flex|grid)")
BLOCK_DISPLAY = re.compile(r"block|flex|grid|list-item|flow-root|table(?!-column)|-webkit-box|run-in", re.IGNORECASE)


class Element:
    """The properties of an element that the importer uses; names of attributes and styles are in lower case."""

    __slots__ = ("_style", "attributes", "node", "tag")

    def __init__(self, node: LexborNode) -> None:
        self.node = node
        self.tag = node.tag or ""
        self.attributes = node.attributes
        self._style: dict[str, str] | None = None

    def get(self, name: str) -> str:
        """The value of an attribute, empty where there is none."""
        return self.attributes.get(name) or ""

    def style(self, name: str) -> str:
        """The value of a property of the `style` attribute, empty where there is none."""
        if self._style is None:
            self._style = _declarations(self.get("style")) if "style" in self.attributes else {}
        return self._style.get(name, "")

    @property
    def names(self) -> str:
        """The class and the id, by which a site's templates name the element."""
        return f"{self.get('class')} {self.get('id')}"

    @property
    def is_block(self) -> bool:
        """Whether it begins on a line of its own, by its style, otherwise by its tag. An unknown element does unless
        text is directly beside it."""
        display = self.style("display")
        if display:
            if BLOCK_DISPLAY.match(display):
                return True
            if display == "inline" and self.tag in ("div", "p", "section"):
                return False
        if self.tag in BLOCKS or self.tag in STRUCTURES or self.tag in HEADINGS:
            return True
        return self.is_unknown and not (_is_in_line(self.node.parent) or touches_text(self.node))

    @property
    def separates_children(self) -> bool:
        """Whether its children are laid out separately, as in a flexible box or a grid."""
        return "style" in self.attributes and SEPARATING.match(self.style("display")) is not None

    @property
    def is_unknown(self) -> bool:
        """Whether it is neither an element of HTML nor one of Office (`o:p`)."""
        return self.tag not in KNOWN and ":" not in self.tag


def stands_apart(element: Element) -> bool:
    """Whether the words in an inline element are separate from those beside it: in an unknown element, unless text is
    directly beside it, and in one that is positioned elsewhere, such as words for screen readers, or has a width
    or a margin of its own."""
    if element.is_unknown:
        return not touches_text(element.node)
    if not element.attributes:
        return False
    if element.style("display").startswith(("inline-block", "inline-table")):
        return any(element.style(name) not in ("", "0", "auto") for name in SPACING)
    out_of_line = element.style("position") in ("absolute", "fixed") or element.style("float") in ("left", "right")
    return out_of_line or FOR_VOICES.search(element.get("class")) is not None


def _declarations(style: str) -> dict[str, str]:
    found = {}
    for declaration in style.split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            found[name.strip().lower()] = value.partition("!")[0].strip().lower()
    return found


def _is_in_line(parent: LexborNode | None) -> bool:
    return parent is not None and (parent.tag in INLINE or parent.tag in HEADINGS or parent.tag == "p")


def touches_text(node: LexborNode) -> bool:
    """Whether text is directly before or after it, in the same element."""
    return any(
        beside is not None and beside.is_text_node and bool(beside.text(deep=False).strip())
        for beside in (node.prev, node.next)
    )
