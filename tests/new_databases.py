"""New SQLite databases get their schema as a copy: the migrations run once a process, not once a test."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine

from bantin_reader.store import engine as engines
from bantin_reader.store.schema import migrate


@contextmanager
def copied_schema(folder: Path) -> Iterator[None]:
    """While it lasts, `open_database` copies the newest schema into an empty SQLite file; it migrates all others."""
    template = folder / "schema.sqlite3"

    def migrate_or_copy(reading: Engine, writing: Engine) -> None:
        file = reading.url.database if reading.dialect.name == "sqlite" else None
        if not file or not _is_empty(file):
            migrate(reading, writing)
            return
        if not template.exists():
            one = create_engine(f"sqlite:///{template}")
            migrate(one, one)
            one.dispose()
        with closing(sqlite3.connect(template)) as source, closing(sqlite3.connect(file)) as target:
            source.backup(target)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engines, "migrate", migrate_or_copy)
        yield


def _is_empty(file: str) -> bool:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute("SELECT 1 FROM sqlite_master").fetchone() is None
