"""Classifies the errors of sqlite3 and psycopg."""

from __future__ import annotations

import sqlite3
from textwrap import shorten

# Primary result codes (https://www.sqlite.org/rescode.html).
LOCKED = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
# https://www.postgresql.org/docs/current/errcodes-appendix.html: lock_not_available and query_canceled, which time
# limits raise; data_corrupted and index_corrupted; read_only_sql_transaction and insufficient_privilege.
POSTGRESQL_LOCKED = ("55P03", "57014")
POSTGRESQL_DAMAGED = ("XX001", "XX002")
POSTGRESQL_READ_ONLY = ("25006", "42501")
MAX_CHARACTERS = 200


def sqlite_code(error: BaseException | None) -> int:
    """The primary result code of an error of SQLite; 0 for any other."""
    return int(getattr(_original(error), "sqlite_errorcode", 0)) & 0xFF


def is_locked(error: BaseException | None) -> bool:
    """Whether a lock or a time limit ended the statement."""
    return sqlite_code(error) in LOCKED or _sqlstate(error) in POSTGRESQL_LOCKED


def is_damaged(error: BaseException | None) -> bool:
    return sqlite_code(error) in DAMAGED or _sqlstate(error) in POSTGRESQL_DAMAGED


def is_read_only(error: BaseException | None) -> bool:
    """Whether the database can only be read; a locked one is not read-only."""
    return sqlite_code(error) == sqlite3.SQLITE_READONLY or _sqlstate(error) in POSTGRESQL_READ_ONLY


def cause(error: BaseException) -> str:
    """The driver's message in one line, without the SQL statement, which may contain a whole article."""
    return shorten(str(_original(error)), MAX_CHARACTERS)


def _original(error: BaseException | None) -> BaseException | None:
    return getattr(error, "orig", None) or error


def _sqlstate(error: BaseException | None) -> str | None:
    return getattr(_original(error), "sqlstate", None)
