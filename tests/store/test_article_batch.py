"""Many articles in one transaction are stored as they would be one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Engine, event, select

from bantin_reader.model.article import DEFAULT_ZONE, Draft
from bantin_reader.model.errors import ArticleMoved, ArticleWithdrawn, SourceRefused
from bantin_reader.model.listing import ListFilter
from bantin_reader.model.ports import Outcome
from bantin_reader.model.search import SearchFilter
from bantin_reader.model.search_query import parse_query
from bantin_reader.model.stored_article import History, StoredArticle
from bantin_reader.model.terms import TermKind
from bantin_reader.store.article_repository import ArticleRepository
from bantin_reader.store.engine import transaction
from bantin_reader.store.search.repository import SearchRepository
from bantin_reader.store.sqlite_connection import BATCH_KIBIBYTES
from bantin_reader.store.tables import articles, search_documents, terms
from bantin_reader.store.term_repository import TermRepository
from tests.store.drafts import FULL, draft


def batch(*drafts: Draft) -> list[StoredArticle]:
    return [StoredArticle(one, History()) for one in drafts]


@pytest.fixture
def statements(engine: Engine) -> Iterator[list[str]]:
    """The statements that ran."""
    found: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        found.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield found
    event.remove(engine, "before_cursor_execute", note)


def found(engine: Engine, typed: str) -> list[str]:
    search = SearchRepository(partial(transaction, engine), DEFAULT_ZONE)
    return sorted(hit.article.slug for hit in search.hits(parse_query(typed), SearchFilter(), None, 20).hits)


def test_new_articles_are_stored_and_found(store: ArticleRepository, engine: Engine) -> None:
    results = store.restore(batch(FULL, draft("b", "Lũ về"), draft("c", "Nắng lên")))
    assert results == [(Outcome.CREATED, slug) for slug in (FULL.slug, "lu-ve", "nang-len")]
    assert store.by_slug(FULL.slug).corrections == FULL.corrections
    assert (found(engine, "lũ về"), found(engine, "nội dung")) == (["lu-ve"], ["lu-ve", "nang-len"])
    with pytest.raises(ArticleMoved):
        store.by_slug(FULL.former_slugs[0])
    lists = TermRepository(partial(transaction, engine), DEFAULT_ZONE)
    [listed] = lists.slice(TermKind.AUTHOR, "ly-thi-hoa", ListFilter(), None, 9).headlines
    assert listed.slug == FULL.slug


def test_articles_of_one_title_and_one_minute_are_told_apart(store: ArticleRepository, engine: Engine) -> None:
    store.save(draft("a", "Tin", date=date(2026, 1, 1)))
    results = store.restore(batch(*(draft(one, "Tin", date=date(2026, 1, 1)) for one in "bcd")))
    assert results == [(Outcome.CREATED, f"tin-{number}") for number in (2, 3, 4)]
    assert found(engine, "tin") == ["tin", "tin-2", "tin-3", "tin-4"]


def test_the_last_of_two_lines_of_one_article_counts(store: ArticleRepository, engine: Engine) -> None:
    results = store.restore(batch(draft("a", "Lũ về"), draft("b", "Nắng"), draft("a", "Mưa tạnh")))
    assert results == [(Outcome.CREATED, "lu-ve"), (Outcome.CREATED, "nang"), (Outcome.UPDATED, "lu-ve")]
    assert store.by_slug("lu-ve").title == "Mưa tạnh"
    assert (found(engine, "lũ"), found(engine, "mưa")) == ([], ["lu-ve"])
    assert store.restore(batch(draft("a", "Mưa tạnh"))) == [(Outcome.UNCHANGED, "lu-ve")]


@pytest.mark.parametrize("wrong", [{"slug": "tin"}, {"slug": "tin-cu"}, {"former_slugs": ("tin",)}])
@pytest.mark.parametrize("is_stored", [True, False])
def test_a_line_with_an_address_of_another_article_is_refused_alone(
    store: ArticleRepository, wrong: dict[str, Any], is_stored: bool
) -> None:
    owner, other = draft("a", "Tin", former_slugs=("tin-cu",)), draft("c", "Nắng")
    if is_stored:
        store.save(owner)
    first, refused, last = store.restore(batch(owner, draft("b", "Khác", **wrong), other))
    assert isinstance(refused, SourceRefused)
    assert "is that of another article" in str(refused)
    assert (first, last) == (
        (Outcome.UNCHANGED if is_stored else Outcome.CREATED, "tin"),
        (Outcome.CREATED, "nang"),
    )
    assert store.count() == 2


def test_an_address_that_a_line_before_gave_to_an_article_is_taken(store: ArticleRepository) -> None:
    store.save(draft("a", "Tin"))
    moved = replace(draft("a", "Tin"), slug="nang")
    assert store.restore(batch(moved, draft("b", "Nắng"), draft("c", "Tin"))) == [
        (Outcome.UPDATED, "nang"),
        (Outcome.CREATED, "nang-2"),
        (Outcome.CREATED, "tin-2"),
    ]


def test_a_withdrawn_article_stays_withdrawn_and_is_not_found(store: ArticleRepository, engine: Engine) -> None:
    moment = datetime(2026, 1, 2)
    history = History(created_at=moment, updated_at=moment, withdrawn_at=moment, withdrawn_reason="Sai.")
    store.restore([StoredArticle(draft("a", "Lũ về"), history), *batch(draft("b", "Nắng"))])
    with pytest.raises(ArticleWithdrawn):
        store.by_slug("lu-ve")
    assert found(engine, "lũ") == []


def test_forty_new_articles_take_as_many_statements_as_four(store: ArticleRepository, statements: list[str]) -> None:
    """What an import takes is mostly the number of its statements."""
    counts = []
    for size in (4, 40):
        statements.clear()
        store.restore(batch(*(draft(f"{size}-{one}", f"Tin {size}x{one}") for one in range(size))))
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_what_was_prepared_in_another_process_is_indexed_as_it_would_be_here(
    store: ArticleRepository, engine: Engine
) -> None:
    """SQLite removes an article from the index by the very text that was indexed, or finds its words forever."""
    prepared = [store.prepare(one) for one in batch(FULL, draft("b", "Lũ về"))]
    assert all(one.prepared for one in prepared)
    store.restore(prepared)
    assert (found(engine, "lũ về"), found(engine, "nội dung")) == (["lu-ve"], ["lu-ve"])
    assert found(engine, "khuổi mây") == [FULL.slug]
    store.restore(batch(draft("day-du.md", "Khác hẳn"), draft("b", "Nắng lên")))
    assert found(engine, "khuổi mây") == found(engine, "lũ về") == []


def test_an_article_that_was_prepared_and_cannot_be_stored_is_refused_alone(store: ArticleRepository) -> None:
    long = store.prepare(*batch(draft("x" * 3000, "Lũ")))
    refused, created = store.restore([long, *batch(draft("b", "Nắng"))])
    assert isinstance(refused, SourceRefused)
    assert created == (Outcome.CREATED, "nang")


@pytest.mark.parametrize("is_prepared", [True, False])
def test_a_row_of_a_batch_is_that_of_an_article_stored_alone(
    store: ArticleRepository, engine: Engine, is_prepared: bool
) -> None:
    """Those of a batch are written by the driver, without SQLAlchemy."""
    alone, [together] = FULL, batch(replace(FULL, source_id="khac", slug="khac", former_slugs=("khac-cu",)))
    store.save(alone)
    store.restore([store.prepare(together) if is_prepared else together])
    own = {"id", "source_id", "former_slugs", "created_at", "updated_at", "article_id", "number"}
    for table in (articles, terms, search_documents):
        columns = [column for column in table.c if column.name not in own and column is not articles.c.slug]
        with engine.connect() as connection:
            rows = connection.execute(select(*columns).order_by(*columns[:2])).all()
        assert rows
        assert rows[::2] == rows[1::2]


def test_a_batch_goes_into_the_index_in_one_piece(store: ArticleRepository, engine: Engine) -> None:
    """SQLite writes what it holds of the index when that is large, and merges all pieces later."""
    if engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL has no such pieces")
    text = " ".join(f"chữ{number}" for number in range(1000))
    store.restore(batch(*(draft(f"{one}", f"Tin {one}", body=f"<p>{text}</p>") for one in range(400))))
    with engine.connect() as connection:
        pieces = connection.exec_driver_sql("SELECT count(DISTINCT segid) FROM fts_text_idx").scalar_one()
        cached = connection.exec_driver_sql("PRAGMA cache_size").scalar_one()
    assert pieces == 1
    assert cached == -BATCH_KIBIBYTES
