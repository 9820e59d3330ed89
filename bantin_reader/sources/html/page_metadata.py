"""What a page says of itself in its head: JSON-LD (schema.org), Open Graph and the older meta names."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from bantin_reader.sources.html.inline import fold
from bantin_reader.sources.text.normalize import clean_text

ARTICLES = {"Article", "NewsArticle", "ReportageNewsArticle", "BlogPosting", "AnalysisNewsArticle"}
NAMES = {
    "title": ("headline", ("og:title", "twitter:title", "dc.title")),
    "date": ("datePublished", ("article:published_time", "og:published_time", "pubdate", "dc.date", "dc.date.issued")),
    "sapo": ("description", ("og:description", "description", "twitter:description")),
    "author": ("author", ("author", "article:author", "dc.creator")),
    "tags": ("keywords", ("article:tag", "news_keywords", "keywords")),
}
PLAIN = {"author", "description", "keywords", "og:description", "twitter:description"}
SITE = re.compile(
    r"(?:chào mừng|cổng|trang|website|hệ thống|chuyên trang)\s+(?:thông tin|tin|tt|điện tử|web)|"
    r"(?:administrator|admin|root|sharepoint|mojoportal|ban quản trị)\b",
    re.IGNORECASE,
)
DEEPEST = 8


class Metadata:
    """`of("date")` gives what the page says of a field, the best source first; nothing where it says nothing."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self._linked = next(_articles(tree), {})
        title = tree.css_first("title")
        self._page_title = fold(title.text()).casefold() if title is not None else ""
        self._named: dict[str, list[str]] = {}
        for meta in tree.css("meta[content]"):
            name = meta.attributes.get("property") or meta.attributes.get("name") or ""
            content = fold(meta.attributes.get("content") or "")
            if content and not (name.lower() in PLAIN and self._is_of_the_site(content)):
                self._named.setdefault(name.lower(), []).append(content)

    def _is_of_the_site(self, content: str) -> bool:
        """Whether a page's template says it on every page: the site's name, or a sentence about the site."""
        return SITE.match(content) is not None or content.casefold() in self._page_title

    def of(self, field: str) -> list[str]:
        property_name, names = NAMES[field]
        linked = [text for text in _texts(self._linked.get(property_name)) if text]
        return linked or next((self._named[name] for name in names if name in self._named), [])


def _articles(tree: LexborHTMLParser) -> Iterator[dict[str, Any]]:
    for script in tree.css('script[type="application/ld+json"]'):
        try:
            yield from _in(json.loads(script.text(), strict=False), DEEPEST)
        except (ValueError, RecursionError):
            continue


def _in(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth == 0:
        return
    if isinstance(value, list):
        for one in value:
            yield from _in(one, depth - 1)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        if any(isinstance(kind, str) and kind in ARTICLES for kind in (kinds if isinstance(kinds, list) else [kinds])):
            yield value
        yield from _in(value.get("@graph"), depth - 1)


def _texts(value: Any) -> list[str]:
    """The texts of a property: a text, a thing with a name, or a list of these."""
    if isinstance(value, str):
        return [fold(clean_text(unescape(value)))]
    if isinstance(value, dict):
        return _texts(value.get("name"))
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    return []
