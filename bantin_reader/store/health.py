"""Whether a database can be used, told without changing it and without a word that only the operator should read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL, Connection, NullPool, select
from sqlalchemy.exc import SQLAlchemyError

from bantin_reader.store.engine import engine_of, is_absent
from bantin_reader.store.schema import newest_schema, schema_of
from bantin_reader.store.sqlite_connection import DAMAGED, HELD, primary
from bantin_reader.store.tables import articles

ABSENT = "is not there"
UNREADABLE = "cannot be read"
IS_HELD = "is locked"
IS_DAMAGED = "is damaged"
# Less than readiness waits for an answer.
BUSY_MILLISECONDS = 1000


def problem(url: str) -> str:
    """What is wrong with the database; empty when its schema is the newest and its articles can be read."""
    try:
        if is_absent(url):
            return ABSENT
        with looking(url) as connection:
            schema, newest = schema_of(connection), newest_schema()
            if schema != newest:
                return f"has schema {schema or 'none'}, needs {newest}"
            connection.execute(select(articles.c.id).limit(1)).first()
    except (SQLAlchemyError, ImportError, OSError) as error:
        code = primary(getattr(error, "orig", error))
        return IS_HELD if code in HELD else IS_DAMAGED if code in DAMAGED else UNREADABLE
    return ""


@contextmanager
def looking(url: str | URL) -> Iterator[Connection]:
    """A connection of its own, new: one that stood open would go on reading a file that was removed."""
    engine = engine_of(url, BUSY_MILLISECONDS, poolclass=NullPool)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def damage(connection: Connection) -> str:
    """What SQLite finds wrong in its file; empty when nothing, or where the database is another."""
    if connection.dialect.name != "sqlite":
        return ""
    found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA quick_check(3)")]
    return "" if found == ["ok"] else "; ".join(" ".join(line.split()) for line in found)
