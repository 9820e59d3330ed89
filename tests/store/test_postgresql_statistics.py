"""Statistics of PostgreSQL after an import."""

from __future__ import annotations

from functools import partial

import pytest
from sqlalchemy import Engine

from bantin_reader.model.article import DEFAULT_ZONE
from bantin_reader.model.search import SearchFilter
from bantin_reader.model.search_query import parse_query
from bantin_reader.model.stored_article import History, StoredArticle
from bantin_reader.store.article_repository import ArticleRepository
from bantin_reader.store.engine import transaction
from bantin_reader.store.search.repository import SearchRepository
from tests.postgresql import PostgreSQL
from tests.store.drafts import draft
from tests.store.opened_stores import Opened

TABLES = ("articles", "fts_text", "search_documents", "terms")
ARTICLES = 1500


@pytest.fixture
def engine(postgresql: PostgreSQL, postgresql_url: str, opened: Opened) -> Engine:
    """An empty database, whose tables no other process analyses meanwhile."""
    engine = opened.engine(postgresql_url)
    with engine.begin() as connection:
        for table in (*TABLES, "search_words"):
            connection.exec_driver_sql(f"ALTER TABLE {table} SET (autovacuum_enabled = false)")
    return engine


def add(store: ArticleRepository, first: int, count: int) -> None:
    drafts = [
        draft(f"{number}", f"Tin số {number}", body=f"<p>Mưa lũ. Mã {number}.</p>", tags=("Lũ",), category="Thời sự")
        for number in range(first, first + count)
    ]
    store.restore([StoredArticle(one, History()) for one in drafts])


def rows_by_statistics(engine: Engine) -> dict[str, float]:
    """The number of rows that PostgreSQL counts with; -1 or 0 for a table without statistics."""
    query = "SELECT relname, reltuples FROM pg_class WHERE relname = ANY(%s)"
    with engine.begin() as connection:
        return dict(connection.exec_driver_sql(query, (list(TABLES),)).all())


def words_waiting(engine: Engine) -> int:
    """How many pages of entries the indexes of words have not taken in."""
    with engine.begin() as connection:
        query = "SELECT gin_clean_pending_list('ix_fts_text_text') + gin_clean_pending_list('ix_fts_text_title')"
        return int(connection.exec_driver_sql(query).scalar_one())


def test_a_large_import_leaves_statistics_and_a_complete_index(engine: Engine) -> None:
    store = ArticleRepository(engine)
    add(store, 0, ARTICLES)
    assert set(rows_by_statistics(engine).values()) <= {-1.0, 0.0}
    store.checkpoint()
    assert set(rows_by_statistics(engine).values()) == {float(ARTICLES)}
    assert words_waiting(engine) == 0
    with engine.begin() as connection:
        query = "SELECT attname FROM pg_stats WHERE tablename = 'fts_text' AND most_common_elems IS NOT NULL"
        assert connection.exec_driver_sql(query).scalars().all() == [], "no search compares its words with statistics"
    search = SearchRepository(partial(transaction, engine), DEFAULT_ZONE)
    assert len(search.hits(parse_query("lũ"), SearchFilter(), None, 20).hits) == 20


def test_statistics_are_taken_again_only_after_growth(engine: Engine) -> None:
    store = ArticleRepository(engine)
    add(store, 0, ARTICLES)
    store.checkpoint()
    add(store, ARTICLES, 1)
    store.checkpoint()
    assert set(rows_by_statistics(engine).values()) == {float(ARTICLES)}
    add(store, ARTICLES + 1, ARTICLES)
    assert set(rows_by_statistics(engine).values()) == {float(ARTICLES)}
    store.checkpoint()
    assert set(rows_by_statistics(engine).values()) == {float(2 * ARTICLES + 1)}


def test_words_of_one_article_do_not_wait_either(engine: Engine) -> None:
    store = ArticleRepository(engine)
    add(store, 0, 1)
    assert words_waiting(engine) > 0, "nothing waits, so nothing is shown"
    add(store, 1, 1)
    store.checkpoint()
    assert words_waiting(engine) == 0


def test_other_processes_write_while_statistics_are_taken(engine: Engine, postgresql_url: str, opened: Opened) -> None:
    store = ArticleRepository(engine)
    add(store, 0, ARTICLES)
    with opened.engine(postgresql_url).begin() as other:
        other.exec_driver_sql("SELECT pg_advisory_xact_lock(%s)", (int.from_bytes(b"bantin", "big"),))
        store.checkpoint()
        assert set(rows_by_statistics(engine).values()) == {float(ARTICLES)}


def test_an_import_ends_well_where_statistics_cannot_be_taken(
    engine: Engine, postgresql_url: str, opened: Opened
) -> None:
    store = opened.store(postgresql_url, busy_milliseconds=50)
    add(store, 0, ARTICLES)
    with engine.begin() as other:
        other.exec_driver_sql("LOCK TABLE articles, fts_text IN SHARE UPDATE EXCLUSIVE MODE")
        store.checkpoint()
    assert store.by_slug("tin-so-0").title == "Tin số 0"
