"""A portal as a source: a page that lists its articles, or a sitemap, and the pages that those lead to."""

from __future__ import annotations

import re

from bantin_reader.model.article import Draft
from bantin_reader.model.source import KnownItem, Listing, SourceItem, Validators
from bantin_reader.sources.article_page import article_page, refusal_of
from bantin_reader.sources.fetched_source import FetchedSource
from bantin_reader.sources.http_client import PAGES, HttpClient, Response
from bantin_reader.sources.identity import address_key, canonical_address
from bantin_reader.sources.limited_process import LimitedReader
from bantin_reader.sources.link_list import LinkList

LISTS = "text/html, application/xml, application/gzip, */*;q=0.5"
# Of a sitemap index, the lists that changed last.
MAX_SITEMAPS = 20


class PortalSource(FetchedSource):
    """Implements `model.source_ports.ArticleSource`. `links` is what the address of an article matches, anywhere in it.
    Pages that were read are read again by their age, also when the list no longer has them."""

    def __init__(self, url: str, links: re.Pattern[str], client: HttpClient, reader: LimitedReader) -> None:
        super().__init__(client, reader)
        self._url = url
        self._links = links

    def listing(self, validators: Validators) -> Listing:
        response = self._client.get(self._url, accept=LISTS, validators=validators)
        if response.is_unchanged:
            return Listing(validators=validators, is_unchanged=True)
        return self.listing_of(response)

    def listing_of(self, response: Response) -> Listing:
        """What the list in a response, and the lists that it names, lead to."""
        found = self._read(response)
        links = list(found.links)
        # An index has no version that tells of its lists' changes.
        kept = Validators() if found.sitemaps else response.validators
        for address, _ in sorted(found.sitemaps, key=lambda one: one[1], reverse=True)[:MAX_SITEMAPS]:
            links += self._read(self._client.get(address, accept=LISTS)).links
        articles = {canonical_address(link): changed for link, changed in links if self._links.search(link)}
        items = [self._item(address, changed) for address, changed in articles.items()]
        return Listing(items=items[::-1], validators=kept)

    def _read(self, response: Response) -> LinkList:
        found: LinkList = self._reader.call("links", response)
        return found

    def _item(self, address: str, version: str) -> SourceItem:
        return SourceItem(keys=(address_key(address),), source_id=address, shown=address, version=version)

    def draft(self, item: SourceItem, known: KnownItem | None) -> tuple[Draft | None, Validators]:
        response = self._client.get(item.shown, accept=", ".join(PAGES), validators=known.validators if known else None)
        if response.is_unchanged and known:
            return None, known.validators
        with refusal_of(response.validators):
            draft: Draft = self._reader.call("page", article_page(response, self._client, self._reader))
        return draft, response.validators

    def item_at(self, known: KnownItem) -> SourceItem | None:
        return self._item(known.address, known.version) if known.address else None
