"""Writes the index. Each function works in the transaction of its connection, which changes the article too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from bantin_reader.model.errors import StoreUnavailable
from bantin_reader.model.fold import FOLD_VERSION
from bantin_reader.store.search import postgresql, sqlite, title_words
from bantin_reader.store.search.numbers import free_number
from bantin_reader.store.search.terms import COLUMNS, facets_of, parts_of
from bantin_reader.store.tables import articles, search_documents, search_index


def add(connection: Connection, article_id: int) -> None:
    """Index an article, unless it is withdrawn. It must not be in the index."""
    row = connection.execute(select(*COLUMNS).where(articles.c.id == article_id)).one()
    if row.withdrawn_at is None:
        add_row(connection, row)


def add_row(connection: Connection, row: Row[*tuple[Any, ...]]) -> None:
    """Index a row of `terms.COLUMNS`."""
    number, parts, facets = free_number(connection, row.listed_at), parts_of(row), facets_of(row)
    values = {"number": number, "article_id": row.id, "category": row.category, "year": row.listed_at.year}
    connection.execute(insert(search_documents).values(values))
    writer = sqlite if connection.dialect.name == "sqlite" else postgresql
    writer.add(connection, number, parts, facets)
    title_words.add(connection, parts[0])


@contextmanager
def reindexed(connection: Connection, article_id: int) -> Iterator[None]:
    """Index an article anew around a change of its row. Raises StoreUnavailable if the index is of another version.

    SQLite removes an entry by exactly the text that was indexed; by any other text it would find the article forever.
    """
    if version_of(connection) != FOLD_VERSION:
        raise StoreUnavailable("the search index is of another version; run: bantin-reader reindex")
    query = (
        select(search_documents.c.number, *COLUMNS)
        .join_from(search_documents, articles)
        .where(search_documents.c.article_id == article_id)
    )
    row = connection.execute(query).one_or_none()
    if row:
        if connection.dialect.name == "sqlite":
            sqlite.remove(connection, row.number, parts_of(row), facets_of(row))
        else:
            postgresql.remove(connection, row.number)
        connection.execute(delete(search_documents).where(search_documents.c.number == row.number))
    yield
    add(connection, article_id)


def version_of(connection: Connection) -> int:
    """The version of the fold that made the index; 0 before it is made."""
    version: int = connection.execute(select(search_index.c.fold_version)).scalar_one()
    return version
