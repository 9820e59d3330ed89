"""Connections to PostgreSQL: their time limits, and a lock that lets one transaction write at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, event

from bantin_reader.model.errors import StoreUnavailable

if TYPE_CHECKING:
    from psycopg import Connection as PsycopgConnection

# The smallest value that libpq accepts (https://www.postgresql.org/docs/current/libpq-connect.html, connect_timeout).
CONNECT_SECONDS = 2
# The key of an advisory lock in this database.
WRITE_LOCK = int.from_bytes(b"bantin", "big")
# For `create_engine`. A connection that the server has closed is replaced before it is used.
OPTIONS: dict[str, Any] = {
    "pool_pre_ping": True,
    "connect_args": {"connect_timeout": CONNECT_SECONDS, "client_encoding": "utf8"},
}


def prepare(engine: Engine, lock_milliseconds: int, statement_milliseconds: int, writes: str) -> None:
    """Set the time limits of the engine's statements in milliseconds; 0 means none.

    Transactions with the execution option `writes` take one lock when they begin, as in SQLite. Without it, two that
    both find an article absent would both create it, and one would fail.
    """

    @event.listens_for(engine, "connect")
    def set_up(connection: PsycopgConnection[Any], _record: Any) -> None:
        connection.execute(f"SET lock_timeout = {lock_milliseconds:d}".encode())
        connection.execute(f"SET statement_timeout = {statement_milliseconds:d}".encode())
        connection.commit()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get(writes, False):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITE_LOCK})")


def require_utf8(engine: Engine) -> None:
    """Raise StoreUnavailable if the database cannot store all of Unicode."""
    with engine.connect() as connection:
        encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
    if encoding != "UTF8":
        raise StoreUnavailable(f"its encoding is {encoding}; create it with ENCODING 'UTF8'")
