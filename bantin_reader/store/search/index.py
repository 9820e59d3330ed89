"""Writes the index. Each function works in the transaction of its connection, which changes the article too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, select

from bantin_reader.model.errors import StoreUnavailable
from bantin_reader.model.fold import FOLD_VERSION
from bantin_reader.model.stored_article import IndexEntry
from bantin_reader.store.bulk_insert import insert_rows
from bantin_reader.store.publication import not_withdrawn
from bantin_reader.store.search import title_words
from bantin_reader.store.search.database import database_named, database_of
from bantin_reader.store.search.free_numbers import free_numbers
from bantin_reader.store.search.terms import COLUMNS, document_of, title_words_of
from bantin_reader.store.tables import articles, search_documents, search_index


class Indexed(NamedTuple):
    """What the index holds of an article. `listed_at` orders it, and `entry` is what `entry_of` made."""

    article_id: int
    title: str
    category: str
    listed_at: datetime
    entry: IndexEntry


def add(connection: Connection, article_ids: Sequence[int]) -> None:
    """Index articles, but for those that are withdrawn. None of them may be in the index."""
    query = select(*COLUMNS).where(articles.c.id.in_(article_ids), not_withdrawn()).order_by(articles.c.id)
    add_rows(connection, connection.execute(query).all())


def add_rows(connection: Connection, rows: Sequence[Any]) -> None:
    """Index rows of `terms.COLUMNS`."""
    dialect = connection.dialect.name
    add_entries(
        connection, [Indexed(row.id, row.title, row.category, row.listed_at, entry_of(dialect, row)) for row in rows]
    )


def add_entries(connection: Connection, new: Sequence[Indexed]) -> None:
    """Index articles that are not in the index."""
    if not new:
        return
    numbers = free_numbers(connection, [one.listed_at for one in new])
    numbered = list(zip(numbers, new, strict=True))
    rows = [(number, one.article_id, one.category, one.listed_at.year) for number, one in numbered]
    insert_rows(connection, search_documents, ("number", "article_id", "category", "year"), rows)
    database_of(connection).add(connection, [(number, one.entry) for number, one in numbered])
    title_words.add(connection, [title_words_of(one.title) for one in new])


def entry_of(dialect: str, row: Any) -> IndexEntry:
    """The texts of an article in the index of a database of this kind; `row` has the columns of `terms.COLUMNS` that
    hold text."""
    entry: IndexEntry = database_named(dialect).entry_of(document_of(row))
    return entry


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
        database_of(connection).remove(connection, row.number, entry_of(connection.dialect.name, row))
        connection.execute(delete(search_documents).where(search_documents.c.number == row.number))
    yield
    add(connection, [article_id])


def version_of(connection: Connection) -> int:
    """The version of the fold that made the index; 0 before it is made."""
    version: int = connection.execute(select(search_index.c.fold_version)).scalar_one()
    return version
