"""An address that a person names once: a feed, or the page of one article. Its content tells which."""

from __future__ import annotations

import re

from bantin_reader.model.article import Draft
from bantin_reader.model.source import KnownItem, Listing, SourceItem, Validators
from bantin_reader.sources import json_feed
from bantin_reader.sources.feed_source import FeedSource
from bantin_reader.sources.http_client import HttpClient, Response, page_of
from bantin_reader.sources.identity import address_key, canonical_address, items_of
from bantin_reader.sources.limited_process import LimitedReader

FEED_START = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]")
START_WITHIN = 4_000


def is_feed(content: bytes) -> bool:
    """Whether a document is a feed, whatever it is called."""
    return FEED_START.search(content[:START_WITHIN]) is not None or json_feed.recognises(content)


class AddressSource:
    """Implements `model.source_ports.ArticleSource`."""

    def __init__(self, url: str, client: HttpClient, reader: LimitedReader) -> None:
        self._url = url
        self._client = client
        self._reader = reader
        self._feed = FeedSource(url, client, reader)

    def listing(self, validators: Validators) -> Listing:
        response = self._client.get(self._url)
        if is_feed(response.content):
            return Listing(items=items_of(self._reader.call("feed", response), self._url)[::-1])
        address = canonical_address(response.url)
        item = SourceItem(keys=(address_key(address),), source_id=address, shown=response.url, content=response)
        return Listing(items=[item])

    def draft(self, item: SourceItem, known: KnownItem | None) -> tuple[Draft | None, Validators]:
        if not isinstance(item.content, Response):
            return self._feed.draft(item, known)
        draft: Draft = self._reader.call("page", page_of(item.content))
        return draft, Validators()

    def item_at(self, known: KnownItem) -> SourceItem | None:
        return None

    def close(self) -> None:
        self._feed.close()
