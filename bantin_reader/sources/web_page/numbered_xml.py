"""Writes the tree of a page as strict XML in which each element has a number, so that another parser can name it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

NUMBER = "n"
EMPTY = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
UNSAFE_NAME = re.compile(r"[^a-z0-9-]")
NAME = re.compile(r"[a-z_][a-z0-9_-]*", re.IGNORECASE)
BLANKS = re.compile(r"\s{2,}")
# Characters that XML 1.0 does not allow (section 2.2).
NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SPECIAL = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
# Elements in each other; deeper ones are written without their tags.
MAX_DEPTH = 150


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
    root: LexborNode, attributes: Collection[str] | None, is_written: Callable[[LexborNode], bool]
) -> NumberedXml:
    """An element as XML. Only the `attributes` of these names are written, all if None."""
    xml = NumberedXml()
    written: list[str] = []
    waiting: list[tuple[LexborNode | str, int]] = [(root, 0)]
    while waiting:
        node, depth = waiting.pop()
        if isinstance(node, str):
            written.append(node)
            xml.ends[depth] = len(xml.nodes) - 1
        elif node.is_text_node:
            written.append(escaped(BLANKS.sub(" ", node.text(deep=False))))
        elif node.is_element_node and is_written(node):
            tag, number = UNSAFE_NAME.sub("-", node.tag or "-"), len(xml.nodes)
            children = [] if tag in EMPTY else [(child, depth + 1) for child in node.iter(include_text=True)]
            if depth <= MAX_DEPTH:
                xml.nodes.append(node)
                xml.ends.append(number)
                end = "/>" if tag in EMPTY else ">"
                written.append(f'<{tag} {NUMBER}="{number}"{_attributes(node, attributes)}{end}')
                waiting += [(f"</{tag}>", number)] if tag not in EMPTY else []
            waiting += reversed(children)
    xml.text = "".join(written)
    return xml


def escaped(text: str) -> str:
    """The text as it stands in XML, in an element or an attribute."""
    return NOT_IN_XML.sub(" ", text).translate(SPECIAL)


def _attributes(node: LexborNode, names: Collection[str] | None) -> str:
    own = node.attributes
    if not own:
        return ""
    chosen = own if names is None else [name for name in names if name in own]
    return "".join(
        f' {name}="{escaped(own[name] or "")}"' for name in chosen if name != NUMBER and NAME.fullmatch(name)
    )
