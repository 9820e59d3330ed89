"""Finding a profile's fields in a page. What a field takes is gone from the page for the fields after it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bantin_reader.sources.html.dom import BLOCKS, TAKEN, TITLE, attribute, is_gone, is_taken, take_out
from bantin_reader.sources.html.inline import fold, source_text
from bantin_reader.sources.html.profile import Place, Profile
from bantin_reader.sources.text.portal_labels import without_controls

GUID = re.compile(r"[0-9a-f]{8}([-_]?)[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{12}_?(?:ctl\d+_)*", re.IGNORECASE)
LEAVES = {"p", "pre", "h1", "h2", "h3", "h4", "h5", "h6"}

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


def parts_of(node: LexborNode, *, inside: bool = False) -> list[LexborNode]:
    """The parts of a block that hold text, in order: elements and bare text; wrappers are looked through."""
    children = [child for child in node.iter(include_text=True) if text_of(child)]
    bare = any(child.is_text_node for child in children)
    inline = all(child.tag not in BLOCKS | LEAVES for child in children)
    if inside and (bare or inline or node.tag in LEAVES or node.tag not in BLOCKS):
        return [node]
    return [part for child in children for part in ([child] if child.is_text_node else parts_of(child, inside=True))]


def text_of(node: LexborNode) -> str:
    """The text that a reader of the article sees, without the names of the portal's controls."""
    return without_controls(fold(seen_text(node)))


def seen_text(node: LexborNode, title_place: str = "") -> str:
    """The text that is not hidden and no script, with space where a block ends and a break where a line does;
    `title_place` stands where the title was taken from."""
    if node.is_text_node:
        return source_text(node.text(deep=False))
    if node.is_element_node and node.attributes.get(TAKEN) == TITLE:
        return title_place
    if node.is_comment_node or is_gone(node):
        return ""
    if node.tag == "br":
        return "\n"
    text = "".join(seen_text(child, title_place) for child in node.iter(include_text=True))
    return f" {text} " if node.tag in BLOCKS | LEAVES else text


def _tail(whole: str) -> str:
    """What follows the last GUID in an id; empty where it holds none."""
    found = list(GUID.finditer(whole))
    return whole[found[-1].end() :].lstrip("_-") if found else ""
