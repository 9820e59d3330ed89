"""Inserts many rows by the driver's own statement: SQLAlchemy's takes longer for a row than SQLite does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Table

INSERT = "INSERT INTO {table} ({names}) VALUES ({places})"
PLACEHOLDERS = {"qmark": "?", "pyformat": "%s"}


def for_driver(table: Table, dialect: Dialect, values: Mapping[str, Any]) -> dict[str, Any]:
    """Values of columns of the table, as the database's driver takes them."""
    processors = _processors(table, dialect)
    return {name: processors[name](value) if name in processors else value for name, value in values.items()}


def insert_rows(connection: Connection, table: Table, names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows of the columns `names`, whose values are as the driver takes them."""
    if not rows:
        return
    places = [PLACEHOLDERS[connection.dialect.paramstyle]] * len(names)
    quoted = [f'"{name}"' for name in names]
    statement = INSERT.format(table=table.name, names=", ".join(quoted), places=", ".join(places))
    connection.exec_driver_sql(statement, rows)


@lru_cache
def _processors(table: Table, dialect: Dialect) -> dict[str, Callable[[Any], Any]]:
    """What makes a driver's value of one of the column's, by the column's name, where these differ."""
    found = {column.name: column.type.dialect_impl(dialect).bind_processor(dialect) for column in table.c}
    return {name: processor for name, processor in found.items() if processor}
