"""Connections to an SQLite file. They notice when another file replaces it, and never create one."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from typing import Any

from sqlalchemy import Connection, Engine, ExceptionContext, event
from sqlalchemy.exc import DisconnectionError

from bantin_reader.store.driver_errors import DAMAGED, is_locked, sqlite_code

FILE = "bantin_file"
# Suffixes of the journals that SQLite leaves beside a database that was not closed.
JOURNAL_SUFFIXES = ("-wal", "-shm", "-journal")
# What a connection caches that stores many articles.
BATCH_KIBIBYTES = 24_576
# Result codes of failed reads; sqlite3 itself raises errors without a code (0) for text that is not UTF-8.
BROKEN = (*DAMAGED, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, 0)


class SqliteFile:
    """An SQLite file that may be removed or replaced under a running server.

    When the pool hands out a connection to an earlier file, that connection is closed and a new one opened. `replaced`
    counts these replacements.
    """

    def __init__(self, path: Path, busy_milliseconds: int) -> None:
        self._path = path
        self._wal = path.with_name(f"{path.name}-wal")
        self._seconds = busy_milliseconds / 1000
        self.replaced = 0

    def attach(self, engine: Engine) -> None:
        """Make the engine connect to this file."""
        event.listen(engine, "do_connect", self._connect)
        event.listen(engine, "checkout", self._check)
        event.listen(engine, "handle_error", _discard_after_failed_read)

    def _connect(self, _dialect: Any, record: Any, _arguments: Any, options: dict[str, Any]) -> SqliteConnection:
        # Before the file is opened, so that the next check notices a replacement in between.
        record.info[FILE] = self._identity(frozen=False)
        try:
            return self._open("rw", options)
        except sqlite3.OperationalError as error:
            if is_locked(error) or self._has_wal():
                raise
            # In a folder without write permission, SQLite opens a file only as immutable. A program that changes it
            # creates a -wal file first, which the next check notices.
            record.info[FILE] = self._identity(frozen=True)
            return self._open("ro&immutable=1", options)

    def _open(self, mode: str, options: dict[str, Any]) -> SqliteConnection:
        address = f"{self._path.absolute().as_uri()}?mode={mode}"
        connection: SqliteConnection = sqlite3.connect(address, **options | {"uri": True, "timeout": self._seconds})
        try:
            connection.execute("PRAGMA schema_version").fetchone()
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def _check(self, _connection: SqliteConnection, record: Any, _fairy: Any) -> None:
        frozen = len(record.info[FILE]) > 2
        if record.info[FILE] != self._identity(frozen=frozen):
            self.replaced += 1
            raise DisconnectionError(f"{self._path} is another file now")

    def _identity(self, *, frozen: bool) -> tuple[object, ...]:
        """Identifies the file; with `frozen`, also its content by size, time and write-ahead log."""
        try:
            facts = self._path.stat()
        except OSError:
            return (None, None)
        known = (facts.st_dev, facts.st_ino)
        return (*known, facts.st_size, facts.st_mtime_ns, self._has_wal()) if frozen else known

    def _has_wal(self) -> bool:
        """Whether the write-ahead log holds something."""
        try:
            return self._wal.stat().st_size > 0
        except OSError:
            return False


def _discard_after_failed_read(context: ExceptionContext) -> None:
    """Discard a connection after a failed read, because it has pages of the damaged file in memory."""
    if sqlite_code(context.original_exception) in BROKEN:
        context.is_disconnect = True


def times_replaced(connection: Connection) -> int:
    """How often the engine of this connection noticed another file."""
    file = connection.get_execution_options().get(FILE)
    return file.replaced if isinstance(file, SqliteFile) else 0


def enlarge_cache(connection: Connection) -> None:
    """Let a connection that stores many articles hold more of the file than SQLite's 2 MB: each of them goes into some
    twenty trees, at places far from each other."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA cache_size=-{BATCH_KIBIBYTES}").close()


def limit_cache(engine: Engine, kibibytes: int) -> None:
    """Let each connection of the engine cache so much of the database file."""

    @event.listens_for(engine, "connect")
    def limit(connection: SqliteConnection, _record: Any) -> None:
        connection.execute(f"PRAGMA cache_size=-{kibibytes}").close()
