"""Finds the author and the sapo of an article on a page of any site, each with evidence in the page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from selectolax.lexbor import LexborNode

from bantin_reader.sources.html.characters import fold
from bantin_reader.sources.html.dates import has_written_date
from bantin_reader.sources.html.dom import attribute
from bantin_reader.sources.html.page_metadata import Metadata
from bantin_reader.sources.html.selectors import seen_text
from bantin_reader.sources.text.byline_patterns import reads_as_byline, without_label

AUTHOR_CLASS = re.compile(r"(?:^|[\s_-])(?:by-?line|author)s?(?:[_-]*name)?(?=$|\s)", re.IGNORECASE)
# What newspapers in Vietnam call a summary, and what others do.
CALLED_SAPO = re.compile(r"(?:^|[\s_-])sapo(?=$|[\s_-])", re.IGNORECASE)
CALLED_SUMMARY = re.compile(
    r"(?:^|[\s_-])(?:desc(?:ription)?|summary|lead|excerpt|standfirst|sub-?title|sub-?head(?:line)?|dek)(?=$|\s)",
    re.IGNORECASE,
)
MOST_AUTHORS = 3
# Letters of a summary that the metadata must repeat, at least.
LEAST_SAPO = 40
MOST_SAPO = 1000
# Letters before them, such as those of the place that a report comes from.
MOST_BEFORE = 40


def find_author(metadata: Metadata, title: str, nodes: Sequence[LexborNode]) -> list[LexborNode]:
    """The elements among `nodes` that name the authors; none where the metadata name them."""
    site = metadata.site
    if any(not site.is_no_author(without_label(name), title) for name in metadata.of("author")):
        return []
    named = [node for node in nodes if _names_author(node)]
    inner = [node for node in named if not any(other is not node and _is_inside(other, node) for other in named)]
    texts = {node.mem_id: without_label(fold(seen_text(node))) for node in inner}
    good = [
        node
        for node in inner
        if _reads_as_name(texts[node.mem_id]) and not site.is_no_author(texts[node.mem_id], title)
    ]
    distinct = {texts[node.mem_id]: node for node in reversed(good)}
    return [node for node in good if node in distinct.values()] if len(distinct) <= MOST_AUTHORS else []


def find_sapo(metadata: Metadata, nodes: Sequence[LexborNode]) -> LexborNode | None:
    """The element among `nodes` that the page calls the sapo, or calls a summary where the description in the metadata
    repeats it."""
    keys = [_letters(said.rstrip(" .…[]")) for said in metadata.of("sapo") if not metadata.site.holds(said)]
    for node in nodes:
        if node.css_first("a") is not None or _is_in_link(node):
            continue
        called = f"{attribute(node, 'class')} {attribute(node, 'data-role')}"
        if CALLED_SAPO.search(called) and LEAST_SAPO <= len(fold(seen_text(node))) <= MOST_SAPO:
            return node
        if CALLED_SUMMARY.search(called) or "description" in attribute(node, "itemprop").split():
            text = _letters(fold(seen_text(node)))
            if any(_repeats(text, key) for key in keys):
                return node
    return None


def _repeats(text: str, key: str) -> bool:
    """Whether a description is the text, apart from a few letters before it, or its beginning."""
    return len(key) >= LEAST_SAPO and key in text[: len(key) + MOST_BEFORE] and len(text) < 4 * len(key)


def _names_author(node: LexborNode) -> bool:
    attributes = node.attributes
    if not attributes:
        return False
    if "author" in attribute(node, "rel").split() or "author" in attribute(node, "itemprop").split():
        return True
    return AUTHOR_CLASS.search(attribute(node, "class")) is not None


def _reads_as_name(text: str) -> bool:
    return reads_as_byline(text) and len(text.split()) <= 8 and not has_written_date(text) and text[:1].isupper()


def _is_in_link(node: LexborNode) -> bool:
    around = node.parent
    return any(one is not None and one.tag == "a" for one in (node, around, around.parent if around else None))


def _is_inside(node: LexborNode, other: LexborNode) -> bool:
    around = node.parent
    while around is not None:
        if around.mem_id == other.mem_id:
            return True
        around = around.parent
    return False


def _letters(text: str) -> str:
    return "".join(text.split()).casefold()
