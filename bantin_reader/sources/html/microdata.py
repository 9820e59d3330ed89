"""Reads the microdata of a page's article (HTML Standard, 5 "Microdata"; schema.org's kinds of articles)."""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bantin_reader.sources.html.dom import attribute

# What gives a property's value, by element; other elements give their text.
VALUES = {"meta": "content", "time": "datetime", "data": "value", "meter": "value"}
MOST_ITEMS, MOST_PROPERTIES, LONGEST = 20, 100, 1000
DEEPEST = 100


def read_microdata(tree: LexborHTMLParser, kinds: Collection[str]) -> dict[str, list[str]]:
    """The properties of the first item of these kinds that holds the page's heading or an article's body: lists of
    texts by the property's name. Lists of articles have items too, which hold neither."""
    for item in islice(tree.css("[itemscope][itemtype]"), MOST_ITEMS):
        names = {kind.rpartition("/")[2] for kind in attribute(item, "itemtype").split()}
        if names & set(kinds) and item.css_first('h1, [itemprop~="articleBody"]') is not None:
            return _properties(item)
    return {}


def _properties(item: LexborNode) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node in islice(item.css("[itemprop]"), MOST_PROPERTIES):
        if _belongs_to(node, item) and (value := _value(node)):
            for name in attribute(node, "itemprop").split():
                found.setdefault(name, []).append(value)
    return found


def _belongs_to(node: LexborNode, item: LexborNode) -> bool:
    """Whether no other item stands between the two."""
    around = node.parent
    for _ in range(DEEPEST):
        if around is None:
            return False
        if "itemscope" in around.attributes:
            return around.mem_id == item.mem_id
        around = around.parent
    return False


def _value(node: LexborNode) -> str:
    """A property's value; of an item, its name."""
    if "itemscope" in node.attributes:
        name = node.css_first('[itemprop~="name"]')
        return _value(name) if name is not None and "itemscope" not in name.attributes else ""
    given = attribute(node, "content") or attribute(node, VALUES.get(node.tag or "", "content"))
    if given or node.tag in VALUES:
        return given or node.text()[:LONGEST]
    # The body itself is no metadata.
    return "" if "articleBody" in attribute(node, "itemprop") else node.text()[:LONGEST]
