"""Connections to PostgreSQL: how long they wait, and one writer at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, event

from bantin_reader.model.errors import StoreUnavailable

if TYPE_CHECKING:
    from psycopg import Connection as PsycopgConnection

# The least that libpq takes (https://www.postgresql.org/docs/current/libpq-connect.html, connect_timeout).
CONNECT_SECONDS = 2
# An advisory lock of the database; other programs choose other numbers.
WRITE_LOCK = int.from_bytes(b"bantin", "big")
# For `create_engine`. A connection that the server has closed is replaced before it is used.
OPTIONS: dict[str, Any] = {
    "pool_pre_ping": True,
    "connect_args": {"connect_timeout": CONNECT_SECONDS, "client_encoding": "utf8"},
}


def prepare(engine: Engine, lock_milliseconds: int, statement_milliseconds: int, writes: str) -> None:
    """Set the time limits of the engine's statements (0: none). Its transactions that have the option `writes` take a
    lock when they begin, as those of SQLite do: two that create what neither has found would fail otherwise."""

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
    """Raises StoreUnavailable for a database that cannot hold every text."""
    with engine.connect() as connection:
        encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
    if encoding != "UTF8":
        raise StoreUnavailable(f"its encoding is {encoding}; create it with ENCODING 'UTF8'")
