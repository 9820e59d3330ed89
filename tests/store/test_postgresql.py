"""A store in PostgreSQL: encodings, read-only databases, and a server that is restarted."""

from __future__ import annotations

from typing import Any

import pytest
from psycopg.pq import TransactionStatus
from sqlalchemy import Connection

from bantin_reader.model.errors import StoreUnavailable
from bantin_reader.store import health
from bantin_reader.store.engine import open_database, reading, writing
from bantin_reader.store.search.postgresql import Limit
from tests.postgresql import PostgreSQL, running
from tests.store.opened_stores import Opened
from tests.store.processes import DRAFT


def test_an_address_without_a_driver_uses_psycopg(postgresql_url: str, opened: Opened) -> None:
    assert postgresql_url.startswith("postgresql://")
    assert opened.engine(postgresql_url).driver == "psycopg"


def test_a_database_that_may_only_be_read_says_so_at_once(
    postgresql: PostgreSQL, postgresql_url: str, opened: Opened
) -> None:
    opened.store(postgresql_url).save(DRAFT)
    postgresql.execute(
        f"ALTER DATABASE {postgresql_url.split('/')[3].split('?')[0]} SET default_transaction_read_only = on"
    )
    opened.close()
    store = opened.store(postgresql_url)
    assert store.by_slug("tin").title == "Tin"
    with pytest.raises(StoreUnavailable, match="read-only transaction"):
        store.require_writable()


@pytest.mark.parametrize("encoding", ["LATIN1", "SQL_ASCII"])
def test_a_database_that_cannot_hold_vietnamese_is_refused(postgresql: PostgreSQL, encoding: str) -> None:
    options = f"ENCODING '{encoding}' TEMPLATE template0"
    with postgresql.database(options) as name, pytest.raises(StoreUnavailable) as error:
        open_database(postgresql.url(name))
    assert str(error.value) == f"its encoding is {encoding}; create it with ENCODING 'UTF8'"


def test_readers_go_on_after_the_server_was_away() -> None:
    opened = Opened()
    with running() as server, server.database() as name:
        url = server.url(name)
        opened.store(url).save(DRAFT)
        store = opened.for_readers(url)
        assert store.by_slug("tin").title == "Tin"
        server.stop()
        with pytest.raises(StoreUnavailable):
            store.by_slug("tin")
        assert health.problem(url) == "cannot be read"
        assert "No such file or directory" in health.problem(url, with_cause=True)
        server.start()
        assert store.by_slug("tin").title == "Tin", "a connection of before was used"
        opened.close()


def test_a_pool_replaces_connections_that_the_server_has_ended(
    postgresql: PostgreSQL, postgresql_url: str, opened: Opened
) -> None:
    store = opened.store(postgresql_url)
    assert store.is_empty()
    postgresql.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 'bantin%'")
    assert store.is_empty()


def test_readers_statements_are_no_transactions_and_writers_are(postgresql_url: str, opened: Opened) -> None:
    engine = opened.engine(postgresql_url)
    with reading(engine).begin() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM articles")
        assert _status(connection) == TransactionStatus.IDLE
    with writing(engine).begin() as connection:
        assert _status(connection) == TransactionStatus.INTRANS


def test_the_settings_of_a_search_end_with_it(postgresql_url: str, opened: Opened) -> None:
    engine = opened.engine(postgresql_url)
    for used in (engine, reading(engine)):
        with used.begin() as connection:
            before = _settings(connection)
            limit = Limit(connection)
            with limit.applied():
                assert _settings(connection)[1:] == ["off", "off"]
                assert _settings(connection)[0] not in (before[0], "0")
            assert _settings(connection) == before
            with limit.applied():
                connection.exec_driver_sql("SELECT pg_sleep(10)")
            assert (limit.was_reached, _settings(connection)) == (True, before)


def _settings(connection: Connection) -> list[str]:
    names = ("statement_timeout", "enable_seqscan", "jit")
    return [connection.exec_driver_sql(f"SHOW {name}").scalar_one() for name in names]


def _status(connection: Connection) -> TransactionStatus:
    driver: Any = connection.connection.driver_connection
    return TransactionStatus(driver.info.transaction_status)
