"""Measures how deeply the elements of a page are nested, before it is parsed: parsing takes time proportional to the
square of the depth."""

from __future__ import annotations

import re
from collections import Counter

TAG = re.compile(r"<(/?)([a-z][^\s/>]*+)", re.IGNORECASE)
# Elements that are empty, that the next one closes, or that are shapes of a drawing.
NOT_COUNTED = {
    "area", "base", "body", "br", "circle", "col", "colgroup", "dd", "dt", "ellipse", "embed", "head", "hr", "html",
    "image", "img", "input", "li", "line", "link", "meta", "optgroup", "option", "p", "param", "path", "polygon",
    "polyline", "rect", "rp", "rt", "source", "stop", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "use",
    "wbr",
}  # fmt: skip


def is_deeper_than(most: int, text: str) -> bool:
    """Whether more than `most` elements of the HTML in `text` are open at once. An end tag closes an element of its
    name only; elements that are never closed count to the end."""
    if text.count("<") <= most:
        return False
    of_name: Counter[str] = Counter()
    depth = 0
    for found in TAG.finditer(text):
        name = found[2].lower()
        if name in NOT_COUNTED:
            continue
        if not found[1]:
            of_name[name] += 1
            depth += 1
            if depth > most:
                return True
        elif of_name[name]:
            of_name[name] -= 1
            depth -= 1
    return False
