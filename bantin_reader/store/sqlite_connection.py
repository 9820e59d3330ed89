"""Connections to an SQLite file: each reads the file that stands at its path now, and none makes one."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from typing import Any

from sqlalchemy import Connection, Engine, ExceptionContext, event
from sqlalchemy.exc import DisconnectionError

from bantin_reader.store.driver_errors import DAMAGED, is_locked, sqlite_code

FILE = "bantin_file"
# What SQLite keeps beside a file that was not closed.
BESIDE = ("-wal", "-shm", "-journal")
# Of what could not be read; 0 is Python's, of text that is no UTF-8.
BROKEN = (*DAMAGED, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, 0)


class SqliteFile:
    """The file at a path. Who removes or replaces it needs to restart nobody: a connection to what stood there before
    is closed when it is next asked for, and another is opened. `replaced` counts how often that was so."""

    def __init__(self, path: Path, busy_milliseconds: int) -> None:
        self._path = path
        self._wal = path.with_name(f"{path.name}-wal")
        self._seconds = busy_milliseconds / 1000
        self.replaced = 0

    def serve(self, engine: Engine) -> None:
        """The engine's connections are to this file from now on."""
        event.listen(engine, "do_connect", self._connect)
        event.listen(engine, "checkout", self._check)
        event.listen(engine, "handle_error", _let_go)

    def _connect(self, _dialect: Any, record: Any, _arguments: Any, options: dict[str, Any]) -> SqliteConnection:
        # Before the file is opened: where it is replaced in between, the check that follows sees it.
        record.info[FILE] = self._now(frozen=False)
        try:
            return self._open("rw", options)
        except sqlite3.OperationalError as error:
            if is_locked(error) or self._has_wal():
                raise
            # Where nothing can be written beside it, SQLite reads a file only if told that nobody changes it. Nobody
            # does without a -wal first, and the check sees that too.
            record.info[FILE] = self._now(frozen=True)
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
        if record.info[FILE] != self._now(frozen=frozen):
            self.replaced += 1
            raise DisconnectionError(f"{self._path} is another file now")

    def _now(self, *, frozen: bool) -> tuple[object, ...]:
        """What tells the file from another; `frozen`, from itself after a change too."""
        try:
            facts = self._path.stat()
        except OSError:
            return (None, None)
        known = (facts.st_dev, facts.st_ino)
        return (*known, facts.st_size, facts.st_mtime_ns, self._has_wal()) if frozen else known

    def _has_wal(self) -> bool:
        """Whether something is written down that the file itself does not hold yet."""
        try:
            return self._wal.stat().st_size > 0
        except OSError:
            return False


def _let_go(context: ExceptionContext) -> None:
    """A connection that read something broken would not look at the file again when that is mended."""
    if sqlite_code(context.original_exception) in BROKEN:
        context.is_disconnect = True


def times_replaced(connection: Connection) -> int:
    """How often the file that this connection's engine reads was replaced by another."""
    file = connection.get_execution_options().get(FILE)
    return file.replaced if isinstance(file, SqliteFile) else 0
