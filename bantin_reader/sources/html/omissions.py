"""Collects what the importer leaves out of an article, and writes the warnings that name it."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from bantin_reader.sources.html.characters import fold
from bantin_reader.sources.html.dom import attribute, texts

MOST_NAMED = 5
LONGEST = 100
# How many texts of one element are read: enough for the longest name.
MOST_TEXTS = 200


class Omissions:
    """Collects what is left out, by reason, in the order of the page."""

    def __init__(self) -> None:
        self._named: dict[str, dict[str, None]] = {}

    def add(self, reason: str, *names: str) -> None:
        """Record what was left out. Blank names and repeated ones are ignored."""
        for name in filter(None, map(fold, names)):
            self._named.setdefault(reason, {})[name] = None

    def add_element(self, reason: str, node: LexborNode) -> None:
        """Record an element by its words, otherwise by its pictures and links. One without any of these is ignored."""
        self.add(reason, name_of_element(node))

    def warnings(self) -> list[str]:
        """One line a reason: `left out, hidden on the page: “…”, “…” and 3 more`."""
        return [f"left out, {reason}: {_listed(list(names))}" for reason, names in self._named.items()]


def name_of_element(node: LexborNode) -> str:
    """By what a warning names an element: its first words, else what it is filled with, else a picture or a link."""
    return words_of_element(node) or _value(node) or next(_addresses(node), "")


def _value(node: LexborNode) -> str:
    """What a field of a form is filled with."""
    return attribute(node, "value") if node.tag == "input" and attribute(node, "type") != "hidden" else ""


def words_of_element(node: LexborNode) -> str:
    """The first words below a node."""
    found: list[str] = []
    length = 0
    for number, text in enumerate(texts(node)):
        found.append(text)
        length += len(text.strip())
        if length > LONGEST or number > MOST_TEXTS:
            break
    return fold(" ".join(found))


def _addresses(node: LexborNode) -> Iterator[str]:
    """The alternative texts and file names of the pictures below a node, then the addresses of its links."""
    for image in node.css("img, amp-img"):
        source = attribute(image, "src") or attribute(image, "data-src")
        yield from filter(None, (attribute(image, "alt"), "" if source.startswith("data:") else source))
    for link in node.css("a[href], iframe[src], video[src], audio[src]"):
        address = attribute(link, "href") or attribute(link, "src")
        if not address.startswith(("#", "javascript:", "about:")):
            yield address


def _listed(names: list[str]) -> str:
    shown = ", ".join(f"“{_cut(name)}”" for name in names[:MOST_NAMED])
    more = len(names) - MOST_NAMED
    return f"{shown} and {more} more" if more > 0 else shown


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"
