"""Searches articles for readers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from bantin_reader.model.article import ArticleSummary
from bantin_reader.model.errors import PageNotFound
from bantin_reader.model.excerpts import Marked, excerpt, marked
from bantin_reader.model.fold import fold, words_of
from bantin_reader.model.listing import ListFilter
from bantin_reader.model.listing_ports import ArticleLists, SearchStore
from bantin_reader.model.search import FacetCell, Hit, HitPosition, SearchFilter
from bantin_reader.model.search_query import MAX_WORDS, SearchQuery, query_text
from bantin_reader.model.slugs import slug_of
from bantin_reader.services.abbreviations import Abbreviations
from bantin_reader.services.spelling import Spelling

PAGE_SIZE = 20
MOST_COUNTED = 10_000
NEWEST = 5
SUGGESTIONS = 8
# Fewer letters begin too many words to suggest anything.
FEWEST_LETTERS = 2

Key = TypeVar("Key", int, str)


@dataclass(frozen=True, kw_only=True)
class Result:
    """A hit as a page shows it: title, and sapo or an excerpt of the text, with what was searched for marked."""

    article: ArticleSummary
    title: Marked
    summary: Marked


@dataclass(frozen=True, kw_only=True)
class SearchPage:
    """A page of results.

    `total` is their number, at most MOST_COUNTED, and `has_more` says whether there are more than that. `categories`
    are names with slugs and counts, `years` years with counts; both without the restriction to one. `is_complete` is
    false where the search was stopped. If nothing was found, `offer` is a query that finds something, or empty, and
    `newest` are the newest articles.
    """

    results: Sequence[Result]
    older: HitPosition | None
    total: int
    has_more: bool
    categories: Sequence[tuple[str, str, int]]
    years: Sequence[tuple[int, int]]
    is_complete: bool
    offer: str = ""
    newest: Sequence[ArticleSummary] = ()


class SearchService:
    def __init__(self, store: SearchStore, lists: ArticleLists, abbreviations: Abbreviations) -> None:
        self._store = store
        self._lists = lists
        self._abbreviations = abbreviations
        self._spelling = Spelling(store)

    def search(self, query: SearchQuery, which: SearchFilter, before: HitPosition | None) -> SearchPage:
        """A page of results, the first one or that after a position. Raises PageNotFound if nothing is after it."""
        typed, query = query, self._abbreviations.expanded(query)
        found = self._store.hits(query, which, before, PAGE_SIZE)
        if before and not found.hits:
            raise PageNotFound("nothing is older")
        cells: Sequence[FacetCell] = ()
        counted = found.is_complete
        if counted:
            everything = replace(which, category="", since=None, until=None)
            cells, counted = self._store.counts(query, everything, MOST_COUNTED + 1)
        total = sum(cell.count for cell in cells)
        if total > MOST_COUNTED and which != everything:
            restricted, counted = self._store.counts(query, which, MOST_COUNTED + 1)
            total = sum(cell.count for cell in restricted)
        elif which.category or which.since:
            total = sum(cell.count for cell in cells if _is_in(cell, which))
        page = SearchPage(
            results=[_result(hit, query) for hit in found.hits],
            older=found.older,
            total=min(total, MOST_COUNTED),
            has_more=total > MOST_COUNTED,
            categories=_categories(cells),
            years=sorted(_sums((cell.year, cell.count) for cell in cells), reverse=True),
            is_complete=counted,
        )
        return page if page.results or not query.phrases else self._with_offers(page, typed, bool(cells))

    def suggestions(self, typed: str) -> Sequence[ArticleSummary]:
        """The newest articles whose title has the words that were typed, of which the last one may be unfinished."""
        words = [fold(word) for word in words_of(query_text(typed))][:MAX_WORDS]
        if len("".join(words)) < FEWEST_LETTERS:
            return []
        return self._store.titles_beginning(words, SUGGESTIONS)

    def newest(self) -> Sequence[ArticleSummary]:
        return self._lists.slice(ListFilter(), None, NEWEST).headlines

    def _with_offers(self, page: SearchPage, query: SearchQuery, found_elsewhere: bool) -> SearchPage:
        offer = self._spelling.correct(query) if page.is_complete and not found_elsewhere else ""
        return replace(page, offer=offer, newest=self.newest())


def _result(hit: Hit, query: SearchQuery) -> Result:
    article = hit.article
    summary = excerpt(hit.text, query) or marked(article.sapo, query)
    return Result(article=article, title=marked(article.title, query), summary=summary)


def _is_in(cell: FacetCell, which: SearchFilter) -> bool:
    """Whether a filter for a category or a whole year, or both, has it."""
    in_category = not which.category or slug_of(cell.category) == which.category
    return in_category and (which.since is None or cell.year == which.since.year)


def _categories(cells: Sequence[FacetCell]) -> list[tuple[str, str, int]]:
    names = {slug_of(cell.category): cell.category for cell in cells}
    counts = _sums((slug_of(cell.category), cell.count) for cell in cells)
    return [(names[slug], slug, count) for slug, count in counts if slug]


def _sums(pairs: Iterable[tuple[Key, int]]) -> list[tuple[Key, int]]:
    """The sum for each key, the largest first."""
    counter: Counter[Key] = Counter()
    for key, count in pairs:
        counter[key] += count
    return counter.most_common()
