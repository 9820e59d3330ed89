"""Opening the database: SQLite in WAL mode today, PostgreSQL by the same statements."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from textwrap import shorten
from time import monotonic, sleep
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import SQLAlchemyError

from bantin_reader.model.errors import StoreUnavailable
from bantin_reader.store.schema import migrate
from bantin_reader.store.sqlite_connection import BESIDE, FILE, HELD, SqliteFile, primary

BUSY_MILLISECONDS = 10_000
LONGEST_CAUSE = 200
IN_MEMORY = "sqlite://"


def open_database(url: str | URL, busy_milliseconds: int | None = None) -> Engine:
    """An engine whose database has the newest schema. Makes the file and its folder where they are absent.

    Safe when several processes open an empty database at once: one migrates, the rest wait. Who finds the database held
    by another waits BUSY_MILLISECONDS, or as long as is said. Raises StoreUnavailable.
    """
    try:
        engine = engine_of(url, busy_milliseconds)
        if path := _path_of(engine.url):
            _make(path)
            _switch_to_wal(engine)
        migrate(engine, writing(engine))
        return engine
    except (SQLAlchemyError, sqlite3.Error, ImportError, OSError) as error:
        cause = getattr(error, "orig", None) or error
        raise StoreUnavailable(f"cannot be opened: {' '.join(str(cause).split())}") from error


def engine_of(url: str | URL, busy_milliseconds: int | None = None, **options: Any) -> Engine:
    """An engine that has looked at nothing yet, and makes no file. `options` are those of SQLAlchemy's."""
    parsed = make_url(url)
    path = _path_of(parsed)
    patience = BUSY_MILLISECONDS if busy_milliseconds is None else busy_milliseconds
    file = SqliteFile(path, patience) if path else None
    engine = create_engine(parsed, execution_options={FILE: file}, **options)
    if engine.dialect.name == "sqlite":
        if file:
            file.serve(engine)
        _prepare_sqlite(engine)
    return engine


def is_absent(url: str) -> bool:
    """Whether it names an SQLite file that is not there yet."""
    parsed = make_url(url)
    return parsed.get_backend_name() == "sqlite" and not Path(str(parsed.database)).is_file()


def _path_of(url: URL) -> Path | None:
    """Where an SQLite file lies; None for another database, one in memory, and a file named by a URI of its own."""
    if url.get_backend_name() != "sqlite" or url.database in (None, "", ":memory:") or "uri" in url.query:
        return None
    return Path(str(url.database))


def _make(path: Path) -> None:
    """An empty file where there is none. What an earlier one left beside it is not this one's, and is put aside."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with _alone_in(path.parent):
        if path.exists():
            return
        moment = f"{time.time_ns():x}"
        for end in BESIDE:
            with suppress(FileNotFoundError):
                left = path.with_name(path.name + end)
                left.rename(path.with_name(f"{path.name}.before-{moment}{end}"))
        path.touch()


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Of the processes that would make the same file one at a time."""
    held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


def _prepare_sqlite(engine: Engine) -> None:
    """Transactions begin and end where SQLAlchemy says so, not where the driver guesses.

    https://docs.sqlalchemy.org/en/21/dialects/sqlite.html (Transactions with SQLite and the sqlite3 driver)
    """

    @event.listens_for(engine, "connect")
    def set_up(connection: SqliteConnection, _record: Any) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA synchronous=NORMAL").close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        immediate = connection.get_execution_options().get("bantin_write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _switch_to_wal(engine: Engine) -> None:
    """SQLite answers "locked" at once here, without its busy timeout, while another process holds a new database."""
    last = monotonic() + BUSY_MILLISECONDS / 1000
    with closing(engine.raw_connection()) as connection:
        while True:
            try:
                connection.cursor().execute("PRAGMA journal_mode=WAL")
            except sqlite3.OperationalError as error:
                if primary(error) == sqlite3.SQLITE_READONLY:
                    return  # it can be read as it is
                if primary(error) not in HELD or monotonic() > last:
                    raise
                sleep(0.05)
            else:
                return


def checkpoint(engine: Engine) -> None:
    """Bring what SQLite has written down beside its file into it, unless others read just then."""
    if engine.dialect.name == "sqlite":
        with suppress(SQLAlchemyError, sqlite3.Error), closing(engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


def writing(engine: Engine) -> Engine:
    """The same engine for transactions that write: SQLite takes its write lock at the start."""
    return engine.execution_options(bantin_write=True)


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """A connection whose statements land together or not at all. Raises StoreUnavailable, and nothing has changed."""
    try:
        with engine.begin() as connection:
            yield connection
    except SQLAlchemyError as error:
        # Of text that is none, the driver repeats a page.
        cause = shorten(str(getattr(error, "orig", None) or error), LONGEST_CAUSE)
        raise StoreUnavailable(f"the store cannot be used: {cause}") from error


def is_read_only(error: StoreUnavailable) -> bool:
    """Whether the store takes no change, as against one that takes it later."""
    return primary(getattr(error.__cause__, "orig", None)) == sqlite3.SQLITE_READONLY
