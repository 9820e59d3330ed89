"""A store in PostgreSQL: many that start, save and read at the same time, time limits, and a server that goes away."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine, NullPool

from bantin_reader.model.errors import StoreUnavailable
from bantin_reader.store import health
from bantin_reader.store.article_repository import ArticleRepository
from bantin_reader.store.circuit_breaker import stores_for_readers
from bantin_reader.store.engine import engine_of, open_database
from bantin_reader.store.schema import newest_schema
from tests.postgresql import PostgreSQL, running
from tests.store.processes import DRAFT, OPEN, ask, child

STARTS = 24
ROUNDS = 3
MAIN = "from bantin_reader.cli.main import main; main()"


@contextmanager
def locked(url: str, statement: str) -> Iterator[None]:
    """Hold a lock in a transaction of another program."""
    with psycopg.connect(url) as other:
        other.execute(statement.encode())
        yield
        other.rollback()


class Opened:
    """Opens stores, and closes their connections."""

    def __init__(self) -> None:
        self._engines: list[Engine] = []

    def engine(self, url: str, busy_milliseconds: int | None = None) -> Engine:
        self._engines.append(open_database(url, busy_milliseconds))
        return self._engines[-1]

    def store(self, url: str, busy_milliseconds: int | None = None) -> ArticleRepository:
        return ArticleRepository(self.engine(url, busy_milliseconds))

    def for_readers(self, url: str) -> ArticleRepository:
        store = stores_for_readers(url, UTC, make=True).articles
        self._engines.append(store._writing)
        return store

    def close(self) -> None:
        for engine in self._engines:
            engine.dispose()


@pytest.fixture
def opened(postgresql_url: str) -> Iterator[Opened]:
    opened = Opened()
    yield opened
    opened.close()


def test_an_address_without_a_driver_uses_psycopg(postgresql_url: str, opened: Opened) -> None:
    assert postgresql_url.startswith("postgresql://")
    assert opened.engine(postgresql_url).driver == "psycopg"


def test_twenty_four_processes_that_open_an_empty_database_at_the_same_time_all_succeed(postgresql: PostgreSQL) -> None:
    processes = [child(OPEN) for _ in range(STARTS)]
    try:
        assert ask(processes) == ["ready"] * STARTS
        for _ in range(ROUNDS):
            with postgresql.database() as name:
                assert ask(processes, postgresql.url(name)) == [newest_schema()] * STARTS
    finally:
        for process in processes:
            process.communicate(timeout=30)


def test_two_imports_of_one_folder_at_the_same_time_refuse_nothing(
    postgresql_url: str, opened: Opened, tmp_path: Path
) -> None:
    """Each article is created by one of them and found unchanged by the other; equal titles get different slugs."""
    articles = 100
    folder = tmp_path / "tin"
    folder.mkdir()
    for number in range(articles):
        file = folder / f"{number}.md"
        file.write_text(f"---\ntitle: Tin {number % 3}\nlang: vi\n---\n\nNội dung {number}.\n", "utf-8")
    opened.engine(postgresql_url)
    environment = {"BANTIN_DATABASE_URL": postgresql_url, "BANTIN_DATA": str(tmp_path / "var")}
    importing = [
        child("from bantin_reader.cli.main import main; main()", "import", str(folder), **environment) for _ in range(2)
    ]
    outcomes: Counter[str] = Counter()
    for process in importing:
        told, errors = process.communicate(timeout=120)
        assert (process.returncode, errors) == (0, "")
        outcomes.update(line.split()[0] for line in told.splitlines())
    assert outcomes == {"created": articles, "unchanged": articles}
    store = opened.store(postgresql_url)
    assert len({one.slug for one in store.newest(limit=2 * articles)}) == store.count() == articles


def test_a_reader_waits_half_a_second_for_a_lock(postgresql_url: str, opened: Opened) -> None:
    store = opened.for_readers(postgresql_url)
    with locked(postgresql_url, "LOCK TABLE articles"), pytest.raises(StoreUnavailable, match="lock timeout"):
        store.newest(limit=1)


def test_an_import_waits_longer_for_a_lock_than_a_reader(postgresql_url: str, opened: Opened) -> None:
    store = opened.store(postgresql_url)
    done = threading.Event()

    def save() -> None:
        store.save(DRAFT)
        done.set()

    saving = threading.Thread(target=save)
    with locked(postgresql_url, "LOCK TABLE articles"):
        saving.start()
        assert not done.wait(1)
    saving.join()
    assert done.is_set()


def test_a_readers_statement_that_takes_long_is_ended(
    postgresql_url: str, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bantin_reader.store.circuit_breaker.STATEMENT_MILLISECONDS", 300)
    store = opened.for_readers(postgresql_url)
    with pytest.raises(StoreUnavailable, match="statement timeout"), store._reading() as connection:
        connection.exec_driver_sql("SELECT pg_sleep(30)")
    with pytest.raises(StoreUnavailable, match="asked again"):
        store.newest(limit=1)


def test_an_imports_statement_has_no_limit_of_time(postgresql_url: str, opened: Opened) -> None:
    with opened.engine(postgresql_url).connect() as connection:
        assert connection.exec_driver_sql("SHOW statement_timeout").scalar_one() == "0"
        assert connection.exec_driver_sql("SHOW lock_timeout").scalar_one() == "10s"


def test_a_locked_table_is_told_by_readiness(postgresql_url: str, opened: Opened) -> None:
    opened.engine(postgresql_url)
    with locked(postgresql_url, "LOCK TABLE articles"):
        assert health.problem(postgresql_url) == "is locked"
    assert health.problem(postgresql_url) == ""


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


def test_an_import_waits_for_a_table_that_is_locked_before_it_starts(
    postgresql_url: str, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Locked is not read-only: each article is tried."""
    store = opened.store(postgresql_url, 100)
    with locked(postgresql_url, "LOCK TABLE edition"):
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


def test_the_operators_options_stay_beside_the_limits(postgresql_url: str) -> None:
    engine = engine_of(f"{postgresql_url}&options=-csearch_path%3Dtin", 500, poolclass=NullPool)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SHOW search_path").scalar_one() == "tin"
        assert connection.exec_driver_sql("SHOW lock_timeout").scalar_one() == "500ms"
