"""Opening the database: an SQLite file in WAL mode, or PostgreSQL."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from time import monotonic, sleep
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import SQLAlchemyError

from bantin_reader.model.errors import StoreUnavailable
from bantin_reader.store import postgresql_connection, postgresql_statistics
from bantin_reader.store.driver_errors import cause, is_locked, is_read_only
from bantin_reader.store.schema import migrate
from bantin_reader.store.search.rebuild import rebuild_if_outdated
from bantin_reader.store.sqlite_connection import FILE, JOURNAL_SUFFIXES, SqliteFile

BUSY_MILLISECONDS = 10_000
IN_MEMORY = "sqlite://"
# The execution option of connections whose transactions write.
WRITES = "bantin_write"

# Opens a transaction for statements that read.
Transaction = Callable[[], AbstractContextManager[Connection]]


def open_database(url: str | URL, busy_milliseconds: int | None = None) -> Engine:
    """An engine whose database has the newest schema. Creates an SQLite file and its folder where they are absent.

    Several processes may open an empty database at the same time: one migrates it, the others wait. Waits for a locked
    database as `engine_of` does. Raises StoreUnavailable.
    """
    engine = engine_of(url, busy_milliseconds)
    try:
        if path := _path_of(engine.url):
            _create_file(path)
            _switch_to_wal(engine)
        if engine.dialect.name == "postgresql":
            postgresql_connection.require_utf8(engine)
        migrate(engine, writing(engine))
        rebuild_if_outdated(engine, writing(engine))
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        engine.dispose()
        raise StoreUnavailable(f"cannot be opened: {cause(error)}") from error
    except StoreUnavailable:
        engine.dispose()
        raise
    return engine


def engine_of(
    url: str | URL, busy_milliseconds: int | None = None, statement_milliseconds: int = 0, **options: Any
) -> Engine:
    """An engine that has not connected yet, and that creates no file.

    A statement waits `busy_milliseconds` for locks of other processes, BUSY_MILLISECONDS if unset. PostgreSQL ends one
    that takes longer than `statement_milliseconds`, unless that is 0. `options` are those of `create_engine`. Raises
    StoreUnavailable where the database's driver is not installed.
    """
    parsed = make_url(url)
    patience = BUSY_MILLISECONDS if busy_milliseconds is None else busy_milliseconds
    try:
        if parsed.get_backend_name() == "postgresql":
            engine = create_engine(parsed, **postgresql_connection.OPTIONS, **options)
            postgresql_connection.prepare(engine, patience, statement_milliseconds, WRITES)
            return engine
        path = _path_of(parsed)
        file = SqliteFile(path, patience) if path else None
        engine = create_engine(parsed, execution_options={FILE: file}, **options)
    except ImportError as error:
        raise StoreUnavailable(_missing_driver(error)) from error
    if file:
        file.attach(engine)
    _prepare_sqlite(engine)
    return engine


def _missing_driver(error: ImportError) -> str:
    if error.name == "psycopg":
        return "psycopg is not installed; it comes with requirements.txt, or with bantin-reader[postgresql]"
    return cause(error)


def is_absent(url: str) -> bool:
    """Whether the URL names an SQLite file that does not exist."""
    parsed = make_url(url)
    return parsed.get_backend_name() == "sqlite" and not Path(str(parsed.database)).is_file()


def _path_of(url: URL) -> Path | None:
    """The path of an SQLite file; None for PostgreSQL, a database in memory, or one named by a SQLite URI."""
    if url.get_backend_name() != "sqlite" or url.database in (None, "", ":memory:") or "uri" in url.query:
        return None
    return Path(str(url.database))


def _create_file(path: Path) -> None:
    """Create an empty file if there is none. Renames an earlier file's journals, which SQLite would apply to it."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with _locked(path.parent):
        if path.exists():
            return
        moment = f"{time.time_ns():x}"
        for end in JOURNAL_SUFFIXES:
            with suppress(FileNotFoundError):
                left = path.with_name(path.name + end)
                left.rename(path.with_name(f"{path.name}.before-{moment}{end}"))
        path.touch()


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold a lock on the folder, so that one process at a time creates the file."""
    held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


def _prepare_sqlite(engine: Engine) -> None:
    """Let SQLAlchemy begin and end transactions instead of the driver.

    https://docs.sqlalchemy.org/en/21/dialects/sqlite.html (Transactions with SQLite and the sqlite3 driver)
    """

    @event.listens_for(engine, "connect")
    def set_up(connection: SqliteConnection, _record: Any) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA synchronous=NORMAL").close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        immediate = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _switch_to_wal(engine: Engine) -> None:
    """Retries while the database is locked, because a change of the journal mode ignores the busy timeout."""
    last = monotonic() + BUSY_MILLISECONDS / 1000
    with closing(engine.raw_connection()) as connection:
        while True:
            try:
                connection.cursor().execute("PRAGMA journal_mode=WAL")
            except sqlite3.OperationalError as error:
                if is_read_only(error):
                    return  # a read-only database is read in the mode that it has
                if not is_locked(error) or monotonic() > last:
                    raise
                sleep(0.05)
            else:
                return


def checkpoint(engine: Engine) -> None:
    """Move the content of SQLite's write-ahead log into the database file, unless a reader prevents it. PostgreSQL
    takes new statistics where much was added, unless another process prevents it."""
    if engine.dialect.name == "sqlite":
        with suppress(SQLAlchemyError, sqlite3.Error), closing(engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    else:  # without the lock of a transaction that writes: other processes write meanwhile
        unlocked = engine.execution_options(**{WRITES: False})
        with suppress(SQLAlchemyError), unlocked.begin() as connection:
            postgresql_statistics.refresh(connection)


def reading(engine: Engine) -> Engine:
    """The same engine for statements that only read. PostgreSQL then spares the commands that begin and end a
    transaction: without these, too, each statement sees what is committed when it begins."""
    return engine.execution_options(isolation_level="AUTOCOMMIT") if engine.dialect.name == "postgresql" else engine


def writing(engine: Engine) -> Engine:
    """The same engine with transactions that take the database's write lock when they begin."""
    return engine.execution_options(**{WRITES: True})


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """A connection in a transaction, which is rolled back on an exception. Raises StoreUnavailable."""
    try:
        with engine.begin() as connection:
            yield connection
    except SQLAlchemyError as error:
        raise StoreUnavailable(f"the store cannot be used: {cause(error)}") from error
