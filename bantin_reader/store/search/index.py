"""Writes the index. Each function works in the transaction of its connection, which changes the article too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from bantin_reader.model.errors import StoreUnavailable
from bantin_reader.model.fold import FOLD_VERSION
from bantin_reader.model.stored_article import IndexEntry
from bantin_reader.store.publication import not_withdrawn
from bantin_reader.store.search import title_words
from bantin_reader.store.search.database import database_named, database_of
from bantin_reader.store.search.free_numbers import free_numbers
from bantin_reader.store.search.terms import COLUMNS, document_of, title_of
from bantin_reader.store.tables import articles, search_documents, search_index

NOT_KNOWN: Mapping[int, IndexEntry] = {}


def add(connection: Connection, article_ids: Sequence[int]) -> None:
    """Index articles, but for those that are withdrawn. None of them may be in the index."""
    query = select(*COLUMNS).where(articles.c.id.in_(article_ids), not_withdrawn()).order_by(articles.c.id)
    add_rows(connection, connection.execute(query).all())


def add_rows(connection: Connection, rows: Sequence[Any], known: Mapping[int, IndexEntry] = NOT_KNOWN) -> None:
    """Index rows of `terms.COLUMNS`, or objects that have these columns. `known` are those that `entry_of` made of some
    before, by the article's id."""
    if not rows:
        return
    made = [known.get(row.id) or entry_of(connection.dialect.name, row) for row in rows]
    numbers = free_numbers(connection, [row.listed_at for row in rows])
    values = [
        {"number": number, "article_id": row.id, "category": row.category, "year": row.listed_at.year}
        for number, row in zip(numbers, rows, strict=True)
    ]
    connection.execute(insert(search_documents), values)
    database_of(connection).add(connection, list(zip(numbers, made, strict=True)))
    title_words.add(connection, [title_of(row) for row in rows])


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
