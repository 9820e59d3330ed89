"""A document that a person names once, with its content: a feed, a sitemap, the page of one article, or of WordPress
posts, an export or the home page. Its content tells which."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from io import BytesIO

from bantin_reader.model.article import Draft
from bantin_reader.model.source import KnownItem, Listing, SourceItem, Validators
from bantin_reader.model.source_ports import ArticleSource
from bantin_reader.sources.address_patterns import common_pattern
from bantin_reader.sources.article_page import article_page
from bantin_reader.sources.content_kind import kind_of
from bantin_reader.sources.feed_source import FeedSource
from bantin_reader.sources.fetched_source import FetchedSource
from bantin_reader.sources.http_client import HttpClient, Response
from bantin_reader.sources.identity import address_key, canonical_address
from bantin_reader.sources.limited_process import LimitedReader
from bantin_reader.sources.portal_source import PortalSource
from bantin_reader.sources.wordpress_export_source import WordPressExportSource
from bantin_reader.sources.wordpress_source import WordPressSource

ANY_LINK = re.compile(".")


class AddressSource(FetchedSource):
    """Implements `model.source_ports.ArticleSource` for the document in `response`."""

    def __init__(self, response: Response, client: HttpClient, reader: LimitedReader) -> None:
        super().__init__(client, reader)
        self._response = response
        self._list: ArticleSource | None = None

    def listing(self, validators: Validators) -> Listing:
        response, client, reader = self._response, self._client, self._reader
        match kind_of(response.content):
            case "feed":
                self._list = feed = FeedSource(response.url, client, reader)
                return feed.listing_of(response)
            case "sitemap":
                self._list = portal = PortalSource(response.url, ANY_LINK, client, reader)
                return _articles_of(portal.listing_of(response))
            case "posts":
                self._list = posts = WordPressSource(response.url, client, reader)
                return posts.listing_of(response)
            case "export":
                opened = partial(BytesIO, response.content)
                self._list = WordPressExportSource(response.url, opened, client, reader)
                return self._list.listing(Validators())
        if site := reader.call("wordpress_home", response):
            self._list = WordPressSource(site, client, reader)
            return self._list.listing(Validators())
        address = canonical_address(response.url)
        item = SourceItem(keys=(address_key(address),), source_id=address, shown=response.url)
        return Listing(items=[item])

    def draft(self, item: SourceItem, known: KnownItem | None) -> tuple[Draft | None, Validators]:
        if self._list:
            return self._list.draft(item, known)
        draft: Draft = self._reader.call("page", article_page(self._response, self._client, self._reader))
        return draft, Validators()


def _articles_of(listing: Listing) -> Listing:
    """Of the pages in a sitemap those whose addresses have the form of an article's; all where none has."""
    items = list(listing.items)
    pattern = re.compile(common_pattern([item.shown for item in items]))
    return replace(listing, items=[item for item in items if pattern.search(item.shown)])
