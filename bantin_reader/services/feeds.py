"""The newest articles of the site, a category, a tag or a search, for feed readers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bantin_reader.model.errors import PageNotFound
from bantin_reader.model.listing import DatedArticle
from bantin_reader.model.listing_ports import ArticleLists, SearchStore, TermLists
from bantin_reader.model.search import SearchFilter
from bantin_reader.model.search_query import SearchQuery
from bantin_reader.model.terms import TermKind
from bantin_reader.services.abbreviations import Abbreviations

ENTRIES = 20


@dataclass(frozen=True)
class Feed:
    """Articles, newest first. `name` is that of the category or the tag, or a query in quotation marks; empty for the
    whole site."""

    name: str
    articles: Sequence[DatedArticle]


class FeedService:
    def __init__(
        self, lists: ArticleLists, terms: TermLists, searches: SearchStore, abbreviations: Abbreviations
    ) -> None:
        self._lists = lists
        self._abbreviations = abbreviations
        self._searches = searches
        self._terms = terms

    def site(self, *, lang: str = "") -> Feed:
        """The newest articles of the site, in a language if it is given."""
        return Feed("", self._lists.newest_articles(limit=ENTRIES, lang=lang))

    def category(self, slug: str, *, lang: str = "") -> Feed:
        """The same of a category. Raises PageNotFound if it has no published article in any language."""
        articles = self._lists.newest_articles(limit=ENTRIES, category=slug, lang=lang)
        named = articles or self._lists.newest_articles(limit=1, category=slug)
        if not named or not slug:
            raise PageNotFound(f"no article of the category {slug}")
        return Feed(named[0].article.category, articles)

    def tag(self, slug: str) -> Feed:
        """The newest articles of a tag. Raises PageNotFound if no published article has it."""
        name = self._terms.name(TermKind.TAG, slug)
        if name is None:
            raise PageNotFound(f"no article of the tag {slug}")
        return Feed(name, self._terms.newest_articles(TermKind.TAG, slug, limit=ENTRIES))

    def search(self, query: SearchQuery, which: SearchFilter) -> Feed:
        """The newest articles that a search finds; none for a query without a phrase."""
        found = self._searches.newest_articles(self._abbreviations.expanded(query), which, limit=ENTRIES)
        return Feed(f"“{query.text}”" if query.text else "", found)
