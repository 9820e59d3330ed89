"""Opening the database: SQLite in WAL mode today, PostgreSQL by the same statements."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from sqlite3 import Cursor, OperationalError
from time import monotonic, sleep
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import SQLAlchemyError

from bantin_reader.model.errors import StoreUnavailable
from bantin_reader.store.schema import migrate

BUSY_MILLISECONDS = 10_000
IN_MEMORY = "sqlite://"


def open_database(url: str | URL) -> Engine:
    """An engine whose database has the newest schema. Makes the file and its folder where they are absent.

    Safe when several processes open an empty database at once: one migrates, the rest wait.
    Raises StoreUnavailable.
    """
    try:
        return _open(url)
    except (SQLAlchemyError, ImportError, OSError) as error:
        cause = getattr(error, "orig", None) or error
        raise StoreUnavailable(f"cannot be opened: {' '.join(str(cause).split())}") from error


def _open(url: str | URL) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database not in (None, "", ":memory:"):
        Path(str(parsed.database)).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed)
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine)
    migrate(engine, writing(engine))
    return engine


def is_absent(url: str) -> bool:
    """Whether it names an SQLite file that is not there yet."""
    parsed = make_url(url)
    return parsed.get_backend_name() == "sqlite" and not Path(str(parsed.database)).is_file()


def _prepare_sqlite(engine: Engine) -> None:
    """Transactions begin and end where SQLAlchemy says so, not where the driver guesses.

    https://docs.sqlalchemy.org/en/21/dialects/sqlite.html (Transactions with SQLite and the sqlite3 driver)
    """

    @event.listens_for(engine, "connect")
    def set_up(connection: SqliteConnection, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS:d}")
        _switch_to_wal(cursor)
        cursor.execute("PRAGMA synchronous=NORMAL")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        immediate = connection.get_execution_options().get("bantin_write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _switch_to_wal(cursor: Cursor) -> None:
    """SQLite answers "locked" at once here, without its busy timeout, while another process holds a new database."""
    last = monotonic() + BUSY_MILLISECONDS / 1000
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except OperationalError as error:
            if "locked" not in str(error) or monotonic() > last:
                raise
            sleep(0.05)
        else:
            return


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
        raise StoreUnavailable(f"the store cannot be used: {getattr(error, 'orig', None) or error}") from error
