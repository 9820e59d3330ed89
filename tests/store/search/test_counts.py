"""How many hits a search has, in both databases."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Engine, event

from bantin_reader.model.search import FacetCell, HitCounts, Tier
from bantin_reader.model.search_query import parse_query
from bantin_reader.store.article_repository import ArticleRepository
from bantin_reader.store.search.repository import SearchRepository
from tests.store.search.conftest import EVERYTHING
from tests.store.search.test_search import save


def test_no_tier_is_asked_once_all_hits_are_found(
    store: ArticleRepository, search: SearchRepository, engine: Engine
) -> None:
    save(store, "1", "Lũ về")
    save(store, "2", "Tin", "Lũ về")
    asked: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *arguments: asked.append(arguments[2]))

    def hits(most: int | None) -> tuple[list[str], int]:
        asked.clear()
        found = search.hits(parse_query("lũ"), EVERYTHING, None, 20, most)
        return [hit.article.title for hit in found.hits], sum(
            "fts_text WHERE text" in one or "fts_text MATCH" in one for one in asked
        )

    assert hits(None) == (["Lũ về", "Tin"], len(Tier))
    assert hits(2) == (["Lũ về", "Tin"], Tier.EXACT_ALL + 1)
    assert hits(0) == ([], 0)


def test_counts_by_category_and_year(store: ArticleRepository, search: SearchRepository) -> None:
    for number in range(5):
        save(store, f"a{number}", "Lũ", category="Thời sự", date=date(2024 + number % 2, 1, 1))
    save(store, "b", "Khác", "lũ")
    counts = search.counts(parse_query("lũ"), EVERYTHING, 7, 6)
    assert (counts.total, counts.is_complete) == (6, True)
    assert set(counts.cells) == {
        FacetCell("Thời sự", 2024, 3),
        FacetCell("Thời sự", 2025, 2),
        FacetCell("", 2026, 1),
    }
    for limit in (3, 6, 9):
        counts = search.counts(parse_query("lũ"), EVERYTHING, limit, 2)
        assert counts == HitCounts(total=min(limit, 6)), "too many to divide"
    assert search.counts(parse_query("-lũ"), EVERYTHING, 3, 2) == HitCounts()
