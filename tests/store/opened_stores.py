"""Stores that a test opens, and locks that another program holds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy import Engine

from bantin_reader.model.article import DEFAULT_ZONE
from bantin_reader.store.article_repository import ArticleRepository
from bantin_reader.store.circuit_breaker import stores_for_readers
from bantin_reader.store.engine import open_database


@contextmanager
def locked(url: str, statement: str) -> Iterator[None]:
    """Hold a lock in a transaction of another program."""
    with psycopg.connect(url) as other:
        other.execute(statement.encode())
        yield
        other.rollback()


class Opened:
    """Opens stores, and closes their connections."""

    def __init__(self) -> None:
        self._engines: list[Engine] = []

    def engine(self, url: str, busy_milliseconds: int | None = None) -> Engine:
        self._engines.append(open_database(url, busy_milliseconds))
        return self._engines[-1]

    def store(self, url: str, busy_milliseconds: int | None = None) -> ArticleRepository:
        return ArticleRepository(self.engine(url, busy_milliseconds))

    def for_readers(self, url: str) -> ArticleRepository:
        store = stores_for_readers(url, DEFAULT_ZONE, make=True).articles
        self._engines.append(store._writing)
        return store

    def close(self) -> None:
        for engine in self._engines:
            engine.dispose()
