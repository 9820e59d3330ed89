"""Reads every article with its history, in batches, so that memory does not grow with their number."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, NullPool, select
from sqlalchemy.exc import SQLAlchemyError

from bantin_reader.model.errors import StoreUnavailable
from bantin_reader.model.stored_article import History, StoredArticle
from bantin_reader.store.driver_errors import cause
from bantin_reader.store.engine import engine_of
from bantin_reader.store.row_mapping import article_of
from bantin_reader.store.tables import articles

BATCH_SIZE = 200


@contextmanager
def snapshot(url: str) -> Iterator[Connection]:
    """A connection that reads the database as it was at one moment, while others write. Raises StoreUnavailable."""
    engine = engine_of(url, poolclass=NullPool)
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    try:
        with engine.begin() as connection:
            yield connection
    except SQLAlchemyError as error:
        raise StoreUnavailable(f"the store cannot be used: {cause(error)}") from error
    finally:
        engine.dispose()


def stored_articles(connection: Connection) -> Iterator[StoredArticle]:
    """Every article, also embargoed, expired and withdrawn ones, in the order of their arrival."""
    page = select(articles).order_by(articles.c.id).limit(BATCH_SIZE)
    last = -1
    while rows := connection.execute(page.where(articles.c.id > last)).all():
        for row in rows:
            history = History(
                created_at=row.created_at,
                updated_at=row.updated_at,
                withdrawn_at=row.withdrawn_at,
                withdrawn_reason=row.withdrawn_reason or "",
            )
            yield StoredArticle(article_of(row), history)
        last = rows[-1].id
