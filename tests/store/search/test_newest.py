"""The newest articles that a search finds, as its feed has them."""

from __future__ import annotations

from datetime import date, datetime

from bantin_reader.model.article import DEFAULT_ZONE
from bantin_reader.model.search import SearchFilter
from bantin_reader.model.search_query import parse_query
from bantin_reader.store.article_repository import ArticleRepository
from bantin_reader.store.search.repository import SearchRepository
from tests.store.search.conftest import EVERYTHING, Find
from tests.store.search.test_search import save


def test_the_newest_articles_of_a_search_are_whole_and_in_the_order_of_their_dates(
    store: ArticleRepository, search: SearchRepository, find: Find
) -> None:
    save(store, "1", "Lũ", date=date(2024, 1, 1))
    save(store, "2", "Bài", "Nước lu", date=date(2026, 1, 1), category="Thời sự")
    save(store, "3", "Lu", date=date(2025, 1, 1), lang="en")
    save(store, "4", "Khác", date=date(2026, 2, 1))
    store.withdraw(save(store, "5", "Lũ nữa", date=date(2026, 3, 1)), "Sai.")

    def newest(typed: str, which: SearchFilter = EVERYTHING, limit: int = 20) -> list[str]:
        return [one.article.title for one in search.newest_articles(parse_query(typed), which, limit=limit)]

    assert find("lũ") == ["Lũ", "Lu", "Bài"]
    assert newest("lũ") == ["Bài", "Lu", "Lũ"]
    assert newest("lũ", limit=2) == ["Bài", "Lu"]
    assert newest("lũ", SearchFilter(lang="en")) == ["Lu"]
    assert newest("lũ", SearchFilter(category="thoi-su", since=datetime(2026, 1, 1))) == ["Bài"]
    assert newest("-lũ") == newest("") == newest("nắng") == []
    [first, *_] = search.newest_articles(parse_query("lũ"), EVERYTHING, limit=20)
    assert first.article.body == "<p>Nước lu</p>"
    assert first.published == datetime(2026, 1, 1, tzinfo=DEFAULT_ZONE) <= first.updated
