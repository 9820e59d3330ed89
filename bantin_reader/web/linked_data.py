"""Linked data of pages (JSON-LD): schema.org's ItemList and BreadcrumbList."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from bantin_reader.model.article import ArticleSummary
from bantin_reader.web.urls import PublicUrls

CONTEXT = "https://schema.org"


def json_ld(data: object) -> Markup:
    """The content of a data block (HTML, 4.12.1)."""
    return htmlsafe_json_dumps(data, ensure_ascii=False, separators=(",", ":"))


def list_data(urls: PublicUrls, articles: Sequence[ArticleSummary], trail: Sequence[tuple[str, str]]) -> Markup:
    """The data of a page that lists articles. `trail` has names and paths from the home page to the page itself, of
    which the last path may be empty."""
    return json_ld(
        [item_list(urls, articles), breadcrumb([(name, path and urls.origin + path) for name, path in trail])]
    )


def breadcrumb(trail: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """A BreadcrumbList of names and absolute URLs, from the home page to the page itself, whose URL may be empty."""
    entries = [
        {"@type": "ListItem", "position": position, "name": name} | ({"item": url} if url else {})
        for position, (name, url) in enumerate(trail, 1)
    ]
    return {"@context": CONTEXT, "@type": "BreadcrumbList", "itemListElement": entries}


def item_list(urls: PublicUrls, articles: Sequence[ArticleSummary]) -> dict[str, Any]:
    """An ItemList of the articles that a page lists."""
    entries = [
        {"@type": "ListItem", "position": position, "name": one.title, "url": urls.article(one.slug).article}
        for position, one in enumerate(articles, 1)
    ]
    return {
        "@context": CONTEXT,
        "@type": "ItemList",
        "itemListOrder": f"{CONTEXT}/ItemListOrderDescending",
        "numberOfItems": len(entries),
        "itemListElement": entries,
    }
