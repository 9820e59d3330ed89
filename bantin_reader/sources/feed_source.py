"""A feed as a source: its entries, and the pages of those that are only announced."""

from __future__ import annotations

from bantin_reader.model.article import Draft
from bantin_reader.model.source import KnownItem, Listing, SourceItem, Validators
from bantin_reader.sources.article_page import article_page, refusal_of
from bantin_reader.sources.entry import Entry
from bantin_reader.sources.fetched_source import FetchedSource
from bantin_reader.sources.http_client import PAGES, HttpClient, Response
from bantin_reader.sources.identity import items_of
from bantin_reader.sources.limited_process import LimitedReader

FEEDS = "application/rss+xml, application/atom+xml, application/feed+json, application/xml, application/json, */*;q=0.5"


class FeedSource(FetchedSource):
    """Implements `model.source_ports.ArticleSource`. What leaves a feed stays where it was stored."""

    def __init__(self, url: str, client: HttpClient, reader: LimitedReader) -> None:
        super().__init__(client, reader)
        self._url = url

    def listing(self, validators: Validators) -> Listing:
        response = self._client.get(self._url, accept=FEEDS, validators=validators)
        if response.is_unchanged:
            return Listing(validators=validators, is_unchanged=True)
        return self.listing_of(response)

    def listing_of(self, response: Response) -> Listing:
        """What the feed in a response offers."""
        entries: list[Entry] = self._reader.call("feed", response)
        # The newest stands first in a feed; the oldest is stored first, so that the order of arrival is theirs.
        return Listing(items=items_of(entries, self._url)[::-1], validators=response.validators)

    def draft(self, item: SourceItem, known: KnownItem | None) -> tuple[Draft | None, Validators]:
        entry: Entry = item.content
        draft: Draft
        if entry.is_full:
            with refusal_of():
                draft = self._reader.call("entry", entry)
            return draft, Validators()
        response = self._client.get(
            entry.address, accept=", ".join(PAGES), validators=known.validators if known else None
        )
        if response.is_unchanged and known:
            return None, known.validators
        with refusal_of(response.validators):
            draft = self._reader.call("page_of_entry", article_page(response, self._client, self._reader), entry)
        return draft, response.validators
