"""Searches articles for readers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bantin_reader.model.article import ArticleSummary
from bantin_reader.model.errors import PageNotFound
from bantin_reader.model.excerpts import Marked, excerpt, marked
from bantin_reader.model.fold import fold, words_of
from bantin_reader.model.listing import ListFilter
from bantin_reader.model.listing_ports import ArticleLists, SearchStore
from bantin_reader.model.search import FacetCell, Hit, HitCounts, HitPosition, SearchFilter
from bantin_reader.model.search_query import MAX_WORDS, SearchQuery, query_text
from bantin_reader.model.slugs import slug_of
from bantin_reader.services.abbreviations import Abbreviations
from bantin_reader.services.spelling import Spelling

PAGE_SIZE = 20
MOST_COUNTED = 10_000
# The most hits that are divided by category and year: for each one a row is read, which takes ten times as long as to
# count it.
MOST_DIVIDED = 2_000
# The most hits that are counted of words side by side, whose positions are compared.
MOST_COMPARED = 500
NEWEST = 5
SUGGESTIONS = 8
# Fewer letters begin too many words to suggest anything.
FEWEST_LETTERS = 2

# The name, the slug and the number of hits of a category; a year with its number. None where they were not counted.
Facet = tuple[str, str, int | None]
Year = tuple[int, int | None]


@dataclass(frozen=True, kw_only=True)
class Result:
    """A hit as a page shows it: title, and sapo or an excerpt of the text, with what was searched for marked."""

    article: ArticleSummary
    title: Marked
    summary: Marked


@dataclass(frozen=True, kw_only=True)
class SearchPage:
    """A page of results.

    `total` is their number, as far as they are counted, and `has_more` says whether there are more. `categories` and
    `years` are those that results may be restricted to, without the present restriction; their results are counted
    where there are no more than MOST_DIVIDED, or MOST_COMPARED. `is_complete` is false where the search was stopped. If
    nothing was found, `offer` is a query that finds something, or empty, and `newest` are the newest articles.
    """

    results: Sequence[Result]
    older: HitPosition | None
    total: int
    has_more: bool
    categories: Sequence[Facet]
    years: Sequence[Year]
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
        limit = MOST_COMPARED if query.has_words_side_by_side else MOST_COUNTED
        counts, restricted = self._counts(query, which, limit)
        total = restricted.total
        most = total if restricted.is_complete and total <= limit else None
        found = self._store.hits(query, which, before, PAGE_SIZE, most)
        if before and not found.hits:
            raise PageNotFound("nothing is older")
        divided = min(limit, MOST_DIVIDED)
        categories, years = self._everywhere(which.lang) if counts.total > divided else _facets(counts.cells)
        page = SearchPage(
            results=[_result(hit, query) for hit in found.hits],
            older=found.older,
            total=min(total, limit),
            has_more=total > limit,
            categories=categories,
            years=years,
            is_complete=restricted.is_complete and found.is_complete,
        )
        return page if page.results or not query.phrases else self._with_offers(page, typed, counts.total > 0)

    def _counts(self, query: SearchQuery, which: SearchFilter, limit: int) -> tuple[HitCounts, HitCounts]:
        """The counts without a restriction to a category or a year, and those with it."""
        everything = replace(which, category="", since=None, until=None)
        divided = min(limit, MOST_DIVIDED)
        counts = self._store.counts(query, everything, limit + 1, divided)
        if which == everything:
            return counts, counts
        if counts.total > divided:
            return counts, self._store.counts(query, which, limit + 1, 0)
        return counts, replace(counts, total=sum(cell.count for cell in counts.cells if _is_in(cell, which)))

    def _everywhere(self, lang: str) -> tuple[Sequence[Facet], Sequence[Year]]:
        """Every category of a language and every year, without counts: more hits than are counted are in most."""
        sections = self._lists.sections(lang.partition("-")[0])
        period = self._lists.period()
        years = range(period[1].year, period[0].year - 1, -1) if period else ()
        return [(one.name, one.slug, None) for one in sections], [(year, None) for year in years]

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


def _facets(cells: Sequence[FacetCell]) -> tuple[Sequence[Facet], Sequence[Year]]:
    """The categories, that with most hits first, and the years, the latest first."""
    names = {slug_of(cell.category): cell.category for cell in cells}
    categories, years = Counter[str](), Counter[int]()
    for cell in cells:
        categories[slug_of(cell.category)] += cell.count
        years[cell.year] += cell.count
    named = [(names[slug], slug, count) for slug, count in categories.most_common() if slug]
    return named, sorted(years.items(), reverse=True)
