"""Builds the whole index again."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, Engine, delete, select, tuple_, update

from bantin_reader.model.fold import FOLD_VERSION
from bantin_reader.store.publication import not_withdrawn
from bantin_reader.store.search.database import database_of
from bantin_reader.store.search.index import add_rows, version_of
from bantin_reader.store.search.terms import COLUMNS
from bantin_reader.store.tables import articles, search_documents, search_index, search_words

BATCH_SIZE = 500


def rebuild_if_outdated(reading: Engine, writing: Engine) -> None:
    """Build the index of a database that has none or one of another version. `writing` is the same engine for
    transactions that write."""
    with reading.begin() as connection:
        if version_of(connection) == FOLD_VERSION:
            return
    with writing.begin() as connection:
        if version_of(connection) != FOLD_VERSION:  # another process may have built it meanwhile
            rebuild(connection)


def rebuild(connection: Connection, report: Callable[[int], object] = lambda _count: None) -> int:
    """Index all articles from the oldest on, in one transaction; the number of them. `report` is told how many there
    are so far, after each batch."""
    database = database_of(connection)
    for table in (search_documents, search_words):
        connection.execute(delete(table))
    database.clear(connection)
    place = (articles.c.listed_at, articles.c.id)
    page = select(*COLUMNS).where(not_withdrawn()).order_by(*place).limit(BATCH_SIZE)
    count, query = 0, page
    while rows := connection.execute(query).all():
        add_rows(connection, rows)
        count += len(rows)
        report(count)
        query = page.where(tuple_(*place) > (rows[-1].listed_at, rows[-1].id))
    database.finish(connection)
    connection.execute(update(search_index).values(fold_version=FOLD_VERSION))
    return count
