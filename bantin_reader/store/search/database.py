"""Chooses the module with the search statements of a connection's database: SQLite or PostgreSQL."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from bantin_reader.store.search import postgresql, sqlite


def database_of(connection: Connection) -> Any:
    return sqlite if connection.dialect.name == "sqlite" else postgresql
