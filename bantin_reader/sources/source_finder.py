"""Finds out how a site offers its articles: by WordPress, a feed, or a sitemap."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from types import TracebackType
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from bantin_reader.model.article import Draft
from bantin_reader.model.errors import SourceRefused
from bantin_reader.model.source import Validators
from bantin_reader.model.source_ports import ArticleSource
from bantin_reader.sources.address_patterns import common_pattern
from bantin_reader.sources.addresses import absolute_address
from bantin_reader.sources.content_kind import kind_of
from bantin_reader.sources.http_client import HttpClient, Response
from bantin_reader.sources.text.encoding import decode
from bantin_reader.sources.wordpress_source import wordpress_site

FEED_LINKS = ", ".join(
    f'link[rel~="alternate"][type="application/{kind}"]' for kind in ("atom+xml", "rss+xml", "feed+json")
)
MAX_FAILURES = 6
MAX_ITEMS = 200

Candidate = dict[str, Any]


class SourceFinder:
    """Looks at the site of an address. `open_source` makes a source of a candidate's values."""

    def __init__(self, url: str, client: HttpClient, open_source: Callable[[Mapping[str, Any]], ArticleSource]) -> None:
        self._url = url
        self._client = client
        self._open = open_source

    def __enter__(self) -> SourceFinder:
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        self._client.close()

    def candidates(self) -> Iterator[Candidate]:
        """What the site may offer its articles by, the best first. Raises SourceRefused where it cannot be fetched."""
        response = self._client.get(self._url)
        kind = kind_of(response.content)
        if kind == "feed":
            yield {"kind": "feed", "url": response.url}
            return
        if kind == "sitemap":
            yield from self._of_sitemap(response.url)
            return
        tree = LexborHTMLParser(decode(response.content).text)
        if site := wordpress_site(tree, response.url):
            yield {"kind": "wordpress", "url": site}
        for link in tree.css(FEED_LINKS)[:3]:
            if feed := absolute_address(response.url, (link.attributes.get("href") or "").strip()):
                yield {"kind": "feed", "url": feed}
        yield from self._of_sitemaps(response)

    def _of_sitemaps(self, response: Response) -> Iterator[Candidate]:
        try:
            named = self._client.robots.sitemaps(response.url)
        except SourceRefused:
            named = []
        for address in [*named[:3], absolute_address(response.url, "/sitemap.xml")]:
            yield from self._of_sitemap(address)

    def _of_sitemap(self, address: str) -> Iterator[Candidate]:
        listing = self._open({"kind": "portal", "url": address, "links": "."})
        try:
            addresses = [item.shown for item in listing.listing(Validators()).items]
        except SourceRefused:
            return
        finally:
            listing.close()
        if pattern := common_pattern(addresses):
            yield {"kind": "portal", "url": address, "links": pattern}

    def articles(self, candidate: Mapping[str, Any]) -> Iterator[Draft]:
        """The newest articles that can be read. Raises SourceRefused where none can."""
        source = self._open(candidate)
        try:
            items = list(islice(source.listing(Validators()).items, MAX_ITEMS))[::-1]
            failures = 0
            for item in items:
                try:
                    draft, _ = source.draft(item, None)
                except SourceRefused:
                    failures += 1
                    if failures == MAX_FAILURES:
                        raise
                    continue
                if draft:
                    yield draft
        finally:
            source.close()
