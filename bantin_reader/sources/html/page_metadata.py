"""Reads a page's metadata: JSON-LD and microdata (schema.org), Open Graph and older `<meta>` names."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from html import unescape
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from bantin_reader.sources.html.characters import fold
from bantin_reader.sources.html.microdata import read_microdata
from bantin_reader.sources.html.site_names import SiteNames
from bantin_reader.sources.text.normalize import clean_text

PUBLISHERS = {"Organization", "NewsMediaOrganization", "GovernmentOrganization", "WebSite"}
ARTICLES = {"Article", "NewsArticle", "ReportageNewsArticle", "BlogPosting", "AnalysisNewsArticle"}
NAMES = {
    "title": ("headline", ("headline", "og:title", "twitter:title", "dc.title")),
    "date": (
        "datePublished",
        ("article:published_time", "og:published_time", "datepublished", "pubdate", "dc.date", "dc.date.issued"),
    ),
    "updated": ("dateModified", ("article:modified_time", "og:updated_time", "datemodified", "dc.date.modified")),
    "category": ("articleSection", ("article:section", "articlesection")),
    "sapo": ("description", ("og:description", "description", "twitter:description")),
    "author": ("author", ("dable:author", "author", "article:author", "dc.creator")),
    "tags": ("keywords", ("article:tag", "news_keywords", "keywords")),
}
PLAIN = {"author", "description", "keywords", "og:description", "twitter:description"}
SITE = re.compile(
    r"(?:chào mừng|cổng|trang|website|hệ thống|chuyên trang)\s+(?:thông tin|tin|tt|điện tử|web)|"
    r"(?:administrator|admin|root|sharepoint|mojoportal|ban quản trị)\b",
    re.IGNORECASE,
)
DEEPEST = 8
# Markup and character references that a site wrote into a text as if it were HTML.
MARKUP = re.compile(r"</?(?:p|br|b|strong|i|em|u|span|div|font|h[1-6])(?:\s[^<>]{0,300})?/?>", re.IGNORECASE)
REFERENCE = re.compile(r"&(?:[a-z]{2,8}|#\d{2,5}|#x[\da-f]{2,5});", re.IGNORECASE)


class Metadata:
    """The metadata of one page. `of("date")` returns the values of a field from JSON-LD, else from microdata, else from
    the first `<meta>` name in NAMES that the page has. The fields in `ignored` have no values."""

    def __init__(self, tree: LexborHTMLParser, ignored: Collection[str] = ()) -> None:
        self._ignored = ignored
        things = list(_things(tree))
        publishers = [thing for thing in things if _is_of_kind(thing, PUBLISHERS)]
        self._about_site = {text for thing in publishers for text in _texts(thing.get("description"))}
        self._linked = _resolved(next((thing for thing in things if _is_of_kind(thing, ARTICLES)), {}), things)
        self._microdata = read_microdata(tree, ARTICLES)
        self._breadcrumb = _names_of(next((thing for thing in things if _is_of_kind(thing, {"BreadcrumbList"})), {}))
        canonical = tree.css_first('link[rel="canonical"]')
        self._addresses = [canonical.attributes.get("href") or ""] if canonical is not None else []
        title = tree.css_first("title")
        self._page_title = fold(title.text()) if title is not None else ""
        self._named: dict[str, list[str]] = {}
        for meta in tree.css("meta[content]"):
            attributes = meta.attributes
            name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
            content = _plain(meta.attributes.get("content") or "")
            if content and not (name.lower() in PLAIN and self._is_of_the_site(content)):
                self._named.setdefault(name.lower(), []).append(content)

    def _is_of_the_site(self, content: str) -> bool:
        """Whether the content is the site's name or a description of the site, not of the article."""
        is_about = SITE.match(content) is not None or content in self._about_site
        return is_about or content.casefold() in self._page_title.casefold()

    @property
    def site(self) -> SiteNames:
        """The names and hosts of the page's site."""
        publisher = self._linked.get("publisher")
        names = [*self._named.get("og:site_name", []), *self._named.get("application-name", []), *_texts(publisher)]
        return SiteNames(names, [*self._named.get("og:url", []), *self._addresses], self._page_title)

    @property
    def declares_article(self) -> bool:
        """Whether the page's JSON-LD describes an article."""
        return bool(self._linked)

    @property
    def breadcrumb(self) -> list[str]:
        """The names in the BreadcrumbList, beginning with the home page."""
        return self._breadcrumb

    def origin(self, field: str) -> str:
        """The JSON-LD or microdata property or `<meta>` element that `of` reads; empty if there is none."""
        if field in self._ignored:
            return ""
        property_name, names = NAMES[field]
        if any(_texts(self._linked.get(property_name))):
            return f"JSON-LD {property_name}"
        if self._in_microdata(property_name):
            return f"microdata {property_name}"
        return next((f"<meta {name}>" for name in names if name in self._named), "")

    def of(self, field: str) -> list[str]:
        if field in self._ignored:
            return []
        property_name, names = NAMES[field]
        linked = [text for text in _texts(self._linked.get(property_name)) if text and text not in self._about_site]
        described = linked or self._in_microdata(property_name)
        return described or next((self._named[name] for name in names if name in self._named), [])

    def _in_microdata(self, name: str) -> list[str]:
        texts = (_plain(text) for text in self._microdata.get(name, []))
        return [text for text in texts if text and text not in self._about_site]


def _things(tree: LexborHTMLParser) -> Iterator[dict[str, Any]]:
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
        yield value
        yield from _in(value.get("@graph"), depth - 1)


def _resolved(article: dict[str, Any], things: list[dict[str, Any]]) -> dict[str, Any]:
    """The article with what it only names by `@id` (JSON-LD 1.1, 3.3) where that stands beside it."""
    known = {str(thing["@id"]): thing for thing in things if "@id" in thing and "name" in thing}

    def resolve(value: Any) -> Any:
        if isinstance(value, list):
            return [resolve(one) for one in value]
        if isinstance(value, dict) and "name" not in value:
            return known.get(str(value.get("@id")), value)
        return value

    return article | {name: resolve(article[name]) for name in ("author", "publisher") if name in article}


def _plain(text: str) -> str:
    """A text without markup and character references in it."""
    text = unescape(text) if REFERENCE.search(text) else text
    is_markup = "</" in text or "<br" in text
    return fold(clean_text(MARKUP.sub(" ", text) if is_markup else text))


def _is_of_kind(thing: dict[str, Any], wanted: set[str]) -> bool:
    kinds = thing.get("@type")
    return any(isinstance(kind, str) and kind in wanted for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _names_of(breadcrumb: dict[str, Any]) -> list[str]:
    """The names of the items of a BreadcrumbList, in order. An item has a name itself or in its `item`."""
    listed = breadcrumb.get("itemListElement")
    items = listed if isinstance(listed, list) else []
    flat = [one for item in items for one in (item if isinstance(item, list) else [item]) if isinstance(one, dict)]
    return [name for one in flat for name in (_texts(one.get("name")) or _texts(one.get("item")))[:1]]


def _texts(value: Any) -> list[str]:
    """The texts of a JSON-LD property, which is a text, a thing with a name, or a list of these."""
    if isinstance(value, str):
        return [_plain(unescape(value))]
    if isinstance(value, dict):
        return _texts(value.get("name"))
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    return []
