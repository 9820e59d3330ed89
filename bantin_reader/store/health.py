"""Checks whether a database can be used, without changing it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL, Connection, NullPool, select
from sqlalchemy.exc import SQLAlchemyError

from bantin_reader.model.errors import StoreUnavailable
from bantin_reader.store.driver_errors import cause, is_damaged, is_locked
from bantin_reader.store.engine import engine_of, is_absent
from bantin_reader.store.schema import schema_of, schema_problem
from bantin_reader.store.tables import articles

ABSENT = "is not there"
UNREADABLE = "cannot be read"
LOCKED = "is locked"
DAMAGED = "is damaged"
# Less than the time limit of the readiness check.
BUSY_MILLISECONDS = 1000


def problem(url: str, *, with_cause: bool = False) -> str:
    """What is wrong with the database; empty when its schema is the newest and its articles can be read.

    `with_cause` adds the driver's message, which may name hosts, users and paths: it is for the operator.
    """
    try:
        if is_absent(url):
            return ABSENT
        with connect_once(url) as connection:
            if wrong := schema_problem(schema_of(connection)):
                return wrong
            connection.execute(select(articles.c.id).limit(1)).first()
    except (SQLAlchemyError, StoreUnavailable, OSError) as error:
        found = LOCKED if is_locked(error) else DAMAGED if is_damaged(error) else UNREADABLE
        return f"{found}: {cause(error)}" if with_cause else found
    return ""


@contextmanager
def connect_once(url: str | URL) -> Iterator[Connection]:
    """A new connection, because a pooled one may still read a file that was removed. Raises StoreUnavailable if the
    database's driver is not installed."""
    engine = engine_of(url, BUSY_MILLISECONDS, BUSY_MILLISECONDS, poolclass=NullPool)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def damage(connection: Connection) -> str:
    """What SQLite's quick_check reports, in one line; empty if nothing, or for PostgreSQL."""
    if connection.dialect.name != "sqlite":
        return ""
    found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA quick_check(3)")]
    return "" if found == ["ok"] else "; ".join(" ".join(line.split()) for line in found)
