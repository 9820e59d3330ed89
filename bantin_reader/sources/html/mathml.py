"""Reads formulas: MathML Core (W3C), which browsers show, is kept; of any other formula, its text."""

from __future__ import annotations

import re

from markupsafe import escape
from selectolax.lexbor import LexborNode

from bantin_reader.sources.html.characters import fold

TOKENS = frozenset({"mi", "mn", "mo", "ms", "mtext"})
LAYOUT = frozenset({
    "math", "merror", "mfrac", "mmultiscripts", "mover", "mpadded", "mphantom", "mprescripts", "mroot", "mrow",
    "mspace", "msqrt", "mstyle", "msub", "msubsup", "msup", "mtable", "mtd", "mtr", "munder", "munderover",
})  # fmt: skip
# Attributes that change the meaning of a formula, unlike sizes and colours.
ATTRIBUTES = {
    "math": {"display": re.compile("block|inline")},
    "mfrac": {"linethickness": re.compile(r"0(?:px|em)?")},
    "mi": {"mathvariant": re.compile("normal")},
    "mo": {name: re.compile("true|false") for name in ("fence", "largeop", "movablelimits", "separator", "stretchy")}
    | {"form": re.compile("prefix|infix|postfix")},
    "mover": {"accent": re.compile("true|false")},
    "munder": {"accentunder": re.compile("true|false")},
    "mtd": {"columnspan": re.compile(r"\d{1,2}"), "rowspan": re.compile(r"\d{1,2}")},
}
DEEPEST = 60
MOST_NODES = 5000


def formula_of(node: LexborNode) -> tuple[str, str]:
    """The MathML of a `<math>`, empty where browsers would show it wrongly, and its text."""
    text = _text(node)
    alternative = fold(node.attributes.get("alttext") or "")
    try:
        html = _Writer().write(node, DEEPEST)
    except _NotCore:
        return "", alternative or text
    return (html, text) if text else ("", alternative)


class _NotCore(Exception):
    """The formula has elements outside of MathML Core, or is too large."""


class _Writer:
    def __init__(self) -> None:
        self._left = MOST_NODES

    def write(self, node: LexborNode, depth: int) -> str:
        tag = node.tag or ""
        self._left -= 1
        if self._left < 0 or depth < 0:
            raise _NotCore
        if tag == "semantics":
            first = next((child for child in node.iter(include_text=False)), None)
            return self.write(first, depth - 1) if first is not None else ""
        if tag in TOKENS:
            if any(child.is_element_node for child in node.iter(include_text=True)):
                raise _NotCore
            inside = str(escape(fold(node.text())))
        elif tag in LAYOUT:
            inside = "".join(self._child(child, depth - 1) for child in node.iter(include_text=True))
        else:
            raise _NotCore
        allowed = ATTRIBUTES.get(tag, {})
        given = ((name, (value or "").strip().lower()) for name, value in node.attributes.items() if name in allowed)
        attributes = "".join(f' {name}="{value}"' for name, value in given if allowed[name].fullmatch(value))
        return f"<{tag}{attributes}>{inside}</{tag}>"

    def _child(self, child: LexborNode, depth: int) -> str:
        if child.is_element_node:
            return self.write(child, depth)
        if child.is_text_node and child.text(deep=False).strip():
            raise _NotCore
        return ""


def _text(node: LexborNode) -> str:
    """The text of a formula without its copies in other languages (`<annotation>`), and none of phantoms."""
    found = []
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if one.is_text_node:
            found.append(one.text(deep=False))
        elif one.is_element_node and one.tag not in ("annotation", "annotation-xml", "mphantom", "script", "style"):
            waiting += reversed(list(one.iter(include_text=True)))
    return fold(" ".join(found))
