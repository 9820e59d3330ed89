"""Finding a profile's fields in a page. What a field takes is gone from the page for the fields after it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bantin_reader.sources.html.characters import fold, source_text
from bantin_reader.sources.html.dom import TAKEN, TITLE, attribute, is_taken, take_out
from bantin_reader.sources.html.element import Element, touches_text
from bantin_reader.sources.html.elements import BLOCKS, LEAVES, MEDIA
from bantin_reader.sources.html.profile import Place, Profile
from bantin_reader.sources.html.visibility import Visibility
from bantin_reader.sources.text.portal_labels import without_controls

GUID = re.compile(r"[0-9a-f]{8}([-_]?)[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{12}_?(?:ctl\d+_)*", re.IGNORECASE)
# Elements of a page whose text is no part of a field.
UNREAD = MEDIA | {"math", "noscript", "rp", "svg"}
VISIBILITY = Visibility()

Finder = Place | str


class Selectors:
    """The elements of one page by selectors and places. An id that holds a GUID is also found by what follows it."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self._tree = tree
        ids = [(node, attribute(node, "id")) for node in tree.css("[id]")]
        self._long_ids = [(node, whole, tail) for node, whole in ids if (tail := _tail(whole))]

    def matches(self, profile: Profile) -> str:
        """Empty where the profile fits the page, else what is missing of it: its title, its body or its mark."""
        if profile.detect and not any(self.all(selector) for selector in profile.detect):
            return "mark"
        for field in ("title", "body"):
            if not any(text_of(node) for finder in profile.fields[field] for node in self.all(finder)):
                return field
        return ""

    def all(self, finder: Finder) -> list[LexborNode]:
        """Every element that a selector matches, or the one at a place."""
        if isinstance(finder, Place):
            containers = self._select(finder.of)
            parts = parts_of(containers[0]) if containers else []
            return parts[finder.child - 1 : finder.child]
        return self._select(finder)

    def first(self, finders: Sequence[Finder]) -> LexborNode | None:
        """The first element with text that a finder gives."""
        return next((node for finder in finders for node in self.all(finder) if text_of(node)), None)

    def strip(self, selectors: Sequence[str]) -> None:
        for selector in selectors:
            for node in self._select(selector):
                take_out(node)

    def _select(self, selector: str) -> list[LexborNode]:
        nodes = self._tree.css(selector)
        if not nodes and self._long_ids and "#" in selector:
            for node, _, tail in self._long_ids:
                node.attrs["id"] = tail
            nodes = self._tree.css(selector)
            for node, whole, _ in self._long_ids:
                node.attrs["id"] = whole
        return [node for node in nodes if not is_taken(node)]


def parts_of(node: LexborNode) -> list[LexborNode]:
    """The parts of a block that hold text, in order: elements and bare text; wrappers are looked through."""
    parts: list[LexborNode] = []
    waiting = _holding_text(node)[::-1]
    while waiting:
        one = waiting.pop()
        children = [] if one.is_text_node else _holding_text(one)
        bare = any(child.is_text_node for child in children)
        inline = all(child.tag not in BLOCKS | LEAVES for child in children)
        if bare or inline or one.tag in LEAVES or one.tag not in BLOCKS:
            parts.append(one)
        else:
            waiting += children[::-1]
    return parts


def _holding_text(node: LexborNode) -> list[LexborNode]:
    return [child for child in node.iter(include_text=True) if text_of(child)]


def text_of(node: LexborNode) -> str:
    """The text that a reader of the article sees, without the names of the portal's controls."""
    return without_controls(fold(seen_text(node)))


def seen_text(node: LexborNode, title_place: str = "") -> str:
    """The text that is not hidden and no script, with space where a block ends and a break where a line does;
    `title_place` stands where the title was taken from."""
    found: list[str] = []
    waiting: list[LexborNode | str] = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            found.append(one)
        elif one.is_text_node:
            found.append(source_text(one.text(deep=False)))
        elif one.is_element_node:
            element = Element(one)
            if element.attributes.get(TAKEN) == TITLE:
                found.append(title_place)
            elif element.tag == "br":
                found.append("\n")
            elif element.tag not in UNREAD and VISIBILITY.omission(element) is None:
                if element.is_block or (element.is_unknown and not touches_text(one)):
                    found.append(" ")
                    waiting.append(" ")
                waiting += reversed(list(one.iter(include_text=True)))
    return "".join(found)


def _tail(whole: str) -> str:
    """What follows the last GUID in an id; empty where it holds none."""
    found = list(GUID.finditer(whole))
    return whole[found[-1].end() :].lstrip("_-") if found else ""
