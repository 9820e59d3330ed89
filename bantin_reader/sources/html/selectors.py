"""Finds elements of a page by the selectors and places of a profile, and reads their visible text."""

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
# Elements whose text is not part of a field.
UNREAD = MEDIA | {"math", "noscript", "rp", "svg"}
VISIBILITY = Visibility()

Finder = Place | str


class Selectors:
    """Finds elements of one page that have not been removed. An id that contains a GUID also matches the part after
    it."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self._tree = tree
        ids = [(node, attribute(node, "id")) for node in tree.css("[id]")]
        self._long_ids = [(node, whole, tail) for node, whole in ids if (tail := _tail(whole))]

    def matches(self, profile: Profile) -> str:
        """What of the profile the page lacks: `mark` (no selector of `detect` matches), `title` or `body`; empty if the
        profile fits."""
        if profile.detect and not any(self.all(selector) for selector in profile.detect):
            return "mark"
        for field in ("title", "body"):
            if not any(text_of(node) for finder in profile.fields[field] for node in self.all(finder)):
                return field
        return ""

    def all(self, finder: Finder) -> list[LexborNode]:
        """All elements that a selector matches, or the part at a place, as a list of at most one."""
        if isinstance(finder, Place):
            containers = self._select(finder.of)
            parts = parts_of(containers[0]) if containers else []
            return parts[finder.child - 1 : finder.child]
        return self._select(finder)

    def first(self, finders: Sequence[Finder]) -> LexborNode | None:
        """The first element with text that a finder matches."""
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
    """The parts of a block that contain text, in order: elements and text nodes. An element that only wraps other
    blocks is replaced by its own parts."""
    parts: list[LexborNode] = []
    waiting = _holding_text(node)[::-1]
    while waiting:
        one = waiting.pop()
        may_wrap = one.tag in BLOCKS and one.tag not in LEAVES
        children = _holding_text(one) if may_wrap else []
        bare = any(child.is_text_node for child in children)
        inline = all(child.tag not in BLOCKS | LEAVES for child in children)
        if bare or inline:
            parts.append(one)
        else:
            waiting += children[::-1]
    return parts


def _holding_text(node: LexborNode) -> list[LexborNode]:
    return [child for child in node.iter(include_text=True) if text_of(child)]


def text_of(node: LexborNode) -> str:
    """The visible text, without the labels of the portal's controls."""
    return without_controls(fold(seen_text(node)))


def seen_text(node: LexborNode, title_place: str = "") -> str:
    """The visible text, with a space around each block and a line break for each `<br>`. `title_place` is put in the
    place of the title that was removed."""
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
    """The part of an id after its last GUID; empty if it contains none."""
    found = list(GUID.finditer(whole))
    return whole[found[-1].end() :].lstrip("_-") if found else ""
