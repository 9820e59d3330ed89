"""Chooses the module with the search statements of a database: SQLite or PostgreSQL."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from bantin_reader.store.search import postgresql, sqlite


def database_of(connection: Connection) -> Any:
    return database_named(connection.dialect.name)


def database_named(dialect: str) -> Any:
    return sqlite if dialect == "sqlite" else postgresql
