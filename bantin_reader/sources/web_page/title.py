"""Finds the title of an article on a page of any site: the heading that the page's metadata confirm, else theirs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bantin_reader.sources.html.characters import fold
from bantin_reader.sources.html.page_metadata import Metadata
from bantin_reader.sources.html.selectors import seen_text
from bantin_reader.sources.html.site_names import SiteNames

HEADINGS = ("h1", "h2", '[itemprop~="headline"]', '[class*="title" i], [id*="title" i]')
WORD = re.compile(r"\w+")
BETWEEN = re.compile(r"(?<!\s)\s++[|–—»·-]\s++|\|")
# The share of the words of a heading and of a title in the metadata that are the same.
ALIKE = 0.6
# An only heading of the first level, or a `<title>`, is the title without confirmation if it has as many words.
LEAST_WORDS = 4
MOST_HEADINGS = 200
LONGEST = 300


def find_title(tree: LexborHTMLParser) -> tuple[LexborNode | None, str]:
    """The heading that is the title, if there is one, and the title; empty where the page names none."""
    metadata = Metadata(tree)
    site = metadata.site
    page_title = _text(tree.css_first("title"))
    stated = [site.without(title) for title in metadata.of("title") if not site.holds(title)]
    parts = [part for part in _parts(page_title, site) if part not in stated]
    stated += parts
    only: list[tuple[LexborNode | None, str]] = []
    for selector in HEADINGS:
        nodes = [(node, _text(node)) for node in tree.css(selector)[:MOST_HEADINGS]]
        headings = [(node, text) for node, text in nodes if 0 < len(text) <= LONGEST and not site.holds(text)]
        if found := _best(headings, stated, page_title):
            return found
        only += headings if selector == "h1" and len({text for _, text in headings}) == 1 else []
    if only and (not stated or len(WORD.findall(only[0][1])) >= LEAST_WORDS):
        return only[0]
    titles = [title for title in stated if title not in parts or len(WORD.findall(title)) >= LEAST_WORDS]
    return (None, titles[0]) if titles else _repeated(tree, metadata)


def _repeated(tree: LexborHTMLParser, metadata: Metadata) -> tuple[LexborNode | None, str]:
    """A heading that repeats the title of the metadata, on a site that gives each article's title as its own name."""
    stated = [title for title in metadata.of("title") if len(WORD.findall(title)) >= LEAST_WORDS]
    headings = ((node, _text(node)) for node in tree.css("h1")[:MOST_HEADINGS])
    return next(((node, text) for node, text in headings if text in stated), (None, ""))


def _best(
    headings: Sequence[tuple[LexborNode, str]], stated: Sequence[str], page_title: str
) -> tuple[LexborNode, str] | None:
    """The first heading that a stated title repeats, else the one most like it."""
    ranked = [(max(_likeness(text, title) for title in stated), node, text) for node, text in headings if stated]
    rank = max((rank for rank, _, _ in ranked), default=0.0)
    return next(((node, text) for own, node, text in ranked if own == rank and rank >= ALIKE), None)


def _parts(page_title: str, site: SiteNames) -> list[str]:
    """The whole `<title>` without the site's name, and its longest part."""
    parts = [part for one in BETWEEN.split(page_title) if (part := one.strip()) and not site.holds(part)]
    longest = max(parts, key=len, default="")
    return [part for part in dict.fromkeys((longest, site.without(page_title))) if part and not site.holds(part)]


def _likeness(one: str, other: str) -> float:
    """The share of words that two titles have in common, from 0 to 1."""
    words, others = set(WORD.findall(one.casefold())), set(WORD.findall(other.casefold()))
    return len(words & others) / max(len(words), len(others), 1)


def _text(node: LexborNode | None) -> str:
    if node is None:
        return ""
    return fold(node.text()) if node.tag == "title" else fold(seen_text(node))
