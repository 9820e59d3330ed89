"""What services that list and search articles need of the store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from bantin_reader.model.article import ArticleSummary
from bantin_reader.model.errors import SourceRefused
from bantin_reader.model.listing import DatedArticle, ListFilter, ListSlice, Neighbour, Position, Section, SitemapEntry
from bantin_reader.model.search import Hit, HitCounts, HitPosition, Hits, SearchFilter
from bantin_reader.model.search_query import SearchQuery
from bantin_reader.model.stored_article import StoredArticle
from bantin_reader.model.terms import TermKind

LineResult = tuple[int, StoredArticle | SourceRefused]

# A site that has more categories has imported something else as its categories.
MOST_SECTIONS = 200


class ArticleLists(Protocol):
    """Lists of published articles. Every method raises StoreUnavailable."""

    def newest_articles(self, *, limit: int, category: str = "", lang: str = "") -> Sequence[DatedArticle]:
        """The newest articles, newest first; of a category, by its slug, and of a language if they are given."""

    def slice(self, which: ListFilter, before: Position | None, size: int) -> ListSlice:
        """At most `size` articles of a list, from its newest or from the first after a position."""

    def pinned(self, *, lang: str = "") -> ArticleSummary | None:
        """The newest article that is pinned, of a language if it is given; None if there is none."""

    def newest_of_each(self, filters: Sequence[ListFilter], *, limit: int) -> Sequence[Sequence[ArticleSummary]]:
        """The newest articles of several lists, which are restricted by a category and a main language alone."""

    def sections(self, lang: str) -> Sequence[Section]:
        """The categories that have an article in a main language, or in any if it is empty; the first MOST_SECTIONS by
        their slugs."""

    def neighbours(self, slug: str, size: int) -> tuple[Sequence[Neighbour], Sequence[Neighbour]]:
        """At most `size` newer and as many older articles of an article's category and main language, each from the
        nearest one; of its language where it has no category."""

    def counts(self, which: ListFilter, moments: Sequence[datetime], *, most: int) -> Sequence[int]:
        """How many articles of a category and a language each period between two successive moments has, at most
        `most`; the period of the filter itself restricts nothing."""

    def position(self, rank: int) -> Position | None:
        """The position of the article that `rank` others precede in the list of all articles; None past the last."""

    def period(self) -> tuple[datetime, datetime] | None:
        """The moments of the oldest and the newest article, by the site's clocks; None if there are none."""


class SearchStore(Protocol):
    """Searches published articles. Every method raises StoreUnavailable. A search without a phrase finds nothing."""

    def hits(
        self,
        query: SearchQuery,
        which: SearchFilter,
        before: HitPosition | None,
        size: int,
        most: int | None = None,
    ) -> Hits:
        """At most `size` articles that have all phrases of the query, from the best or from the first after a position:
        those with the marks that were typed first; of these first those whose title has them, then title and sapo, then
        the text; of these the newest first. `most` is the number of all hits if it is known, which saves work."""

    def newest_articles(self, query: SearchQuery, which: SearchFilter, *, limit: int) -> Sequence[DatedArticle]:
        """The newest articles that have all phrases of the query, newest first, wherever they have them; none where
        finding them would have taken too much work."""

    def counts(self, query: SearchQuery, which: SearchFilter, limit: int, most_divided: int) -> HitCounts:
        """How many hits there are, up to `limit`, divided by category and year if they are at most `most_divided`."""

    def first_found(self, queries: Sequence[SearchQuery], which: SearchFilter) -> tuple[SearchQuery, Hit] | None:
        """The first of several queries that finds something, with its newest hit and the text of that."""

    def known_words(self, words: Sequence[str]) -> Sequence[str]:
        """Those of these folded words that an article has."""

    def similar_words(self, word: str, limit: int) -> Sequence[str]:
        """Folded words of titles that are written like a folded word, the most similar first."""

    def titles_beginning(self, words: Sequence[str], limit: int) -> Sequence[ArticleSummary]:
        """The newest articles whose title has all folded words, and one that begins with the last of them."""


class TermLists(Protocol):
    """Lists of the published articles of a tag or an author. The language of a filter is a main language. Every method
    raises StoreUnavailable."""

    def name(self, kind: TermKind, slug: str) -> str | None:
        """The name as its newest article has it; None if no article has it."""

    def slice(self, kind: TermKind, slug: str, which: ListFilter, before: Position | None, size: int) -> ListSlice:
        """At most `size` of its articles that a filter matches, from the newest or from the first after a position."""

    def total(self, kind: TermKind, slug: str, which: ListFilter, *, most: int) -> int:
        """How many articles that a filter matches it has, at most `most`."""

    def newest_articles(self, kind: TermKind, slug: str, *, limit: int) -> Sequence[DatedArticle]:
        """Its newest articles, newest first."""


class SitemapStore(Protocol):
    """Published articles in parts, which are counted from 1. Every method raises StoreUnavailable."""

    def parts(self, size: int) -> int:
        """The number of parts of at most `size` articles."""

    def part(self, number: int, size: int) -> Sequence[SitemapEntry]:
        """The articles of one part, with their translations; a part may be empty."""

    def newest_since(self, age: timedelta, *, limit: int) -> Sequence[SitemapEntry]:
        """Articles that were published no longer ago than `age`, newest first, without their translations."""
