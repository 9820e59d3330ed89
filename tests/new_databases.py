"""New SQLite databases get their schema as a copy: the migrations run once a process, not once a test.

Nothing waits for the disk, because a test's files need not outlive the machine.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, event

from bantin_reader.store import engine as engines
from bantin_reader.store.schema import migrate
from bantin_reader.store.search.rebuild import rebuild_if_outdated

NO_SYNC = "PRAGMA synchronous=OFF"


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
            rebuild_if_outdated(one, one)
            one.dispose()
        with closing(sqlite3.connect(template)) as source, closing(sqlite3.connect(file)) as target:
            target.execute(NO_SYNC)
            source.backup(target)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engines, "migrate", migrate_or_copy)
        yield


@contextmanager
def without_waiting_for_the_disk() -> Iterator[None]:
    """Also for databases that are there already; not for other processes, whose tests may kill them."""
    prepare = engines._prepare_sqlite

    def prepare_without_sync(engine: Engine) -> None:
        prepare(engine)
        event.listen(engine, "connect", lambda connection, _record: connection.execute(NO_SYNC).close())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engines, "_prepare_sqlite", prepare_without_sync)
        patch.setattr(os, "fsync", lambda _descriptor: None)
        yield


def _is_empty(file: str) -> bool:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute("SELECT 1 FROM sqlite_master").fetchone() is None
