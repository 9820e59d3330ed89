"""A search of common words reads the newest spans of time first. What it finds is the same, in both databases."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from bantin_reader.model.search import HitPosition, SearchFilter, Tier
from bantin_reader.model.search_query import parse_query
from bantin_reader.store.article_repository import ArticleRepository
from bantin_reader.store.search.numbers import FIRST, LAST, first_number, last_number
from bantin_reader.store.search.repository import SearchRepository
from bantin_reader.store.search.spans import Span, merged, newest_first, time_terms
from tests.store.drafts import draft
from tests.store.search.conftest import EVERYTHING, Find

pytestmark = pytest.mark.slow  # many articles

MOMENTS = st.datetimes(FIRST, LAST)
# Days before the newest article: in each span, and where one ends and the next begins.
AGES = (0, 1, 5, 11, 12, 22, 23, 24, 60, 90, 91, 92, 180, 183, 365, 700, 730, 1000, 1460, 1500, 4000, 9000)
NEWEST = date(2024, 3, 9)


@given(MOMENTS, MOMENTS, MOMENTS)
def test_each_number_is_in_one_span_and_has_a_term_of_it(one: datetime, other: datetime, moment: datetime) -> None:
    first, last = first_number(min(one, other)), last_number(max(one, other))
    for found in ((in_all := list(newest_first(first, last))), merged(in_all)):
        check(found, first, last, min(max(first_number(moment), first), last))


def check(found: list[Span], first: int, last: int, number: int) -> None:
    assert (found[0].last, found[-1].first) == (last, first)
    assert all(older.last == newer.first - 1 for newer, older in pairwise(found))
    [span] = [span for span in found if span.first <= number <= span.last]
    assert not span.terms or set(span.terms) & set(time_terms(number))


@pytest.fixture(scope="module")
def store(engine_of_the_module: Engine) -> ArticleRepository:
    """An article of each age, in an order that is not that of time."""
    store = ArticleRepository(engine_of_the_module)
    for age in sorted(AGES, key=lambda age: age % 7):
        store.save(draft(f"{age}", f"Lũ {age}", body="<p>Mưa lớn.</p>", date=NEWEST - timedelta(days=age)))
    return store


@pytest.fixture
def engine(engine_of_the_module: Engine) -> Engine:
    return engine_of_the_module


def titles(ages: list[int]) -> list[str]:
    return [f"Lũ {age}" for age in sorted(ages)]


@pytest.mark.parametrize("size", [1, 3, 21, 50])
@pytest.mark.parametrize("typed", ["lũ", "mua", '"mưa lớn"'])
def test_the_newest_come_first_however_old_they_are(
    store: ArticleRepository, find: Find, typed: str, size: int
) -> None:
    assert find(typed, size=size) == titles([*AGES])[:size]


@pytest.mark.parametrize("typed", ["lũ", '"mưa lớn"'])
@pytest.mark.parametrize("year", [1999, 2013, 2020, 2023, 2024, 2025])
def test_a_year_has_its_articles(
    store: ArticleRepository, find: Find, search: SearchRepository, typed: str, year: int
) -> None:
    which = SearchFilter(since=datetime(year, 1, 1), until=datetime(year + 1, 1, 1))
    of_year = [age for age in AGES if (NEWEST - timedelta(days=age)).year == year]
    assert find(typed, which) == titles(of_year)
    counts = search.counts(parse_query(typed), which, 50, 50)
    assert (counts.total, sum(cell.count for cell in counts.cells)) == (len(of_year), len(of_year))


@pytest.mark.parametrize("limit", [1, 4, len(AGES), 50])
@pytest.mark.parametrize("typed", ["lũ", '"mưa lớn"', '"lu 11"'])
def test_all_are_counted_up_to_the_limit(
    store: ArticleRepository, search: SearchRepository, typed: str, limit: int
) -> None:
    total = 1 if "11" in typed else len(AGES)
    assert search.counts(parse_query(typed), EVERYTHING, limit, 0).total == min(total, limit)


def test_pages_follow_each_other_across_spans(store: ArticleRepository, search: SearchRepository) -> None:
    found: list[str] = []
    before: HitPosition | None = None
    while True:
        hits = search.hits(parse_query("lũ"), EVERYTHING, before, 4)
        found += [hit.article.title for hit in hits.hits]
        if not (before := hits.older):
            break
        assert before.tier == Tier.EXACT_TITLE
    assert found == titles([*AGES])


def test_titles_are_suggested_from_the_newest_on(store: ArticleRepository, search: SearchRepository) -> None:
    assert [one.title for one in search.titles_beginning(["l"], 30)] == titles([*AGES])
    assert [one.title for one in search.titles_beginning(["lu", "9"], 3)] == titles([90, 91, 92])
