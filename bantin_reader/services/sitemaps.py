"""Sitemaps of the articles for search engines (sitemaps.org)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bantin_reader.model.errors import PageNotFound
from bantin_reader.model.listing import SitemapEntry
from bantin_reader.model.listing_ports import SitemapStore

# sitemaps.org allows 50,000 in a file; a smaller one takes no longer to make than a few pages.
PART_SIZE = 1000
NEWS_AGE = timedelta(days=2)
NEWS_LIMIT = 1000


class SitemapService:
    def __init__(self, store: SitemapStore) -> None:
        self._store = store

    def parts(self) -> int:
        """The number of parts, at least 1: the first one also names the front page."""
        return max(1, self._store.parts(PART_SIZE))

    def part(self, number: int) -> Sequence[SitemapEntry]:
        """The articles of a part; parts are counted from 1. Raises PageNotFound past the last."""
        if not 1 <= number <= self.parts():
            raise PageNotFound(f"sitemap {number}")
        return self._store.part(number, PART_SIZE)

    def news(self) -> Sequence[SitemapEntry]:
        """The articles of the last two days, at most 1,000, newest first (Google News sitemaps)."""
        return self._store.newest_since(NEWS_AGE, limit=NEWS_LIMIT)
