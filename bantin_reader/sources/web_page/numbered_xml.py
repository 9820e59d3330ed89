"""Writes the tree of a page as strict XML in which each element has a number, so that another parser can name it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from html import escape

from selectolax.lexbor import LexborNode

from bantin_reader.sources.html.elements import BLOCKS, HEADINGS, STRUCTURES

NUMBER = "n"
EMPTY = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
UNSAFE_NAME = re.compile(r"[^a-z0-9-]")
NAME = re.compile(r"[a-z_][a-z0-9_-]*", re.IGNORECASE)
BLANKS = re.compile(r"\s{2,}")
# Characters that XML 1.0 does not allow (section 2.2).
NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Elements in each other; deeper ones are written without their tags.
MAX_DEPTH = 150
ON_LINES_OF_THEIR_OWN = BLOCKS | HEADINGS | STRUCTURES


@dataclass
class NumberedXml:
    """`nodes` are the elements in the order of their numbers, which is that of the page; `ends` are the numbers of the
    last elements inside them."""

    text: str = ""
    nodes: list[LexborNode] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def before(self, container: int, first: int, spared: Collection[int]) -> list[LexborNode]:
        """The outermost elements with numbers from `first` on that stand before the container, and neither are nor hold
        a spared one. `spared` are ids (`mem_id`)."""
        places = [number for number in range(first, container) if self.nodes[number].mem_id in spared]
        found: list[LexborNode] = []
        number = first
        while number < container:
            end = self.ends[number]
            if end >= container or any(number < place <= end for place in places):
                number += 1
                continue
            found += [] if number in places else [self.nodes[number]]
            number = end + 1
        return found


def write_xml(
    root: LexborNode, attributes: Mapping[str, Callable[[str], str]] | None, is_written: Callable[[LexborNode], bool]
) -> NumberedXml:
    """An element as XML, without white space that no browser shows. Of its attributes those that `attributes` names are
    written, with what the functions make of their values; all as they are if None."""
    xml = NumberedXml()
    written: list[str] = []
    waiting: list[tuple[LexborNode | str, int]] = [(root, 0)]
    while waiting:
        node, depth = waiting.pop()
        if isinstance(node, str):
            written.append(node)
            xml.ends[depth] = len(xml.nodes) - 1
        elif node.is_text_node:
            written.append(escape(BLANKS.sub(" ", node.text(deep=False))))
        elif node.is_element_node and is_written(node):
            tag, number = UNSAFE_NAME.sub("-", node.tag or "-"), len(xml.nodes)
            children = [] if tag in EMPTY else [(child, depth + 1) for child in _shown_children(node)]
            if depth <= MAX_DEPTH:
                xml.nodes.append(node)
                xml.ends.append(number)
                end = "/>" if tag in EMPTY else ">"
                written.append(f'<{tag} {NUMBER}="{number}"{_attributes(node, attributes)}{end}')
                waiting += [(f"</{tag}>", number)] if tag not in EMPTY else []
            waiting += reversed(children)
    xml.text = NOT_IN_XML.sub(" ", "".join(written))
    return xml


def _shown_children(node: LexborNode) -> list[LexborNode]:
    """The child nodes, without white space that stands beside a block or at an end of one."""
    nodes = [None, *node.iter(include_text=True), None]
    edge = node.tag in ON_LINES_OF_THEIR_OWN
    beside = [edge if one is None else one.tag in ON_LINES_OF_THEIR_OWN for one in nodes]
    return [
        one
        for one, before, after in zip(nodes[1:-1], beside, beside[2:], strict=False)
        if one is not None and not ((before or after) and one.is_text_node and one.text(deep=False).isspace())
    ]


def _attributes(node: LexborNode, chosen: Mapping[str, Callable[[str], str]] | None) -> str:
    own = node.attributes
    if not own:
        return ""
    if chosen is None:
        pairs = [(name, value or "") for name, value in own.items() if name != NUMBER and NAME.fullmatch(name)]
    else:
        pairs = [(name, written(own[name] or "")) for name, written in chosen.items() if name in own]
    return "".join([f' {name}="{escape(value)}"' for name, value in pairs])
