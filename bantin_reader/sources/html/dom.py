"""Helpers for the tree of a page: attributes, removal of elements, the text below a node."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from bantin_reader.sources.html.elements import SILENT

TAKEN = "data-taken"
TITLE = "title"


def attribute(node: LexborNode, name: str) -> str:
    return node.attributes.get(name) or ""


def take_out(node: LexborNode, kind: str = "") -> None:
    """Remove an element or a text from the page. An element only gets a mark: other code may hold a reference to it."""
    if node.is_element_node:
        node.attrs[TAKEN] = kind
    else:
        node.decompose()


def is_taken(node: LexborNode) -> bool:
    """Whether the node, or an element around it, was removed."""
    around: LexborNode | None = node
    while around is not None:
        if around.is_element_node and TAKEN in around.attributes:
            return True
        around = around.parent
    return False


def texts(node: LexborNode, without: str = "") -> Iterator[str]:
    """Each text below a node in order, hidden or not, except in scripts, styles and elements with the tag `without`."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        tag = one.tag
        if one.is_text_node:
            yield one.text(deep=False)
        elif one.is_element_node and tag not in SILENT and tag != without:
            waiting += reversed(list(one.iter(include_text=True)))
