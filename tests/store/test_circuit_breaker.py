"""The circuit breaker: which reads wait for a store that hangs or is locked, which fail at once, which try again."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, create_engine, event

from bantin_reader.model.errors import ArticleNotFound, StoreUnavailable
from bantin_reader.store import circuit_breaker
from bantin_reader.store.circuit_breaker import (
    MAX_CONCURRENT_READS,
    RETRY_SECONDS,
    SLOW_SECONDS,
    SQLITE_CACHE_KIB,
    WAIT_SECONDS,
    CircuitBreaker,
    stores_for_readers,
)
from bantin_reader.store.engine import open_database


class Store:
    """A store that fails after `takes` seconds when it is `away`."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.takes = 0.0
        self.away = False
        self.asked = 0

    @contextmanager
    def transaction(self, engine: Engine) -> Iterator[Connection]:
        self.asked += 1
        self.now += self.takes
        if self.away:
            raise StoreUnavailable("gone")
        with engine.begin() as connection:
            yield connection


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Store:
    store = Store()
    monkeypatch.setattr(circuit_breaker, "transaction", store.transaction)
    return store


@pytest.fixture
def reads(store: Store) -> CircuitBreaker:
    return CircuitBreaker(create_engine("sqlite://"), clock=lambda: store.now)


def refused(reads: CircuitBreaker) -> str:
    with pytest.raises(StoreUnavailable) as error, reads.transaction():
        pass
    return str(error.value)


def test_readers_wait_for_a_lock_less_long_than_an_import(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/bantin.sqlite3"
    articles = stores_for_readers(url, UTC, make=True).articles
    with articles._reading() as connection, open_database(url).begin() as importing:
        waits = [each.exec_driver_sql("pragma busy_timeout").scalar_one() for each in (connection, importing)]
    assert waits[0] < 1000
    assert waits[1] >= 5000


def test_after_a_slow_failure_one_a_second_tries_for_all(store: Store, reads: CircuitBreaker) -> None:
    store.away, store.takes = True, SLOW_SECONDS + 0.1
    assert refused(reads) == "gone"
    assert {refused(reads) for _ in range(50)} == {"the store is away, and is asked again in a moment"}
    assert store.asked == 1
    store.now += RETRY_SECONDS
    assert refused(reads) == "gone"
    assert store.asked == 2
    store.now += RETRY_SECONDS
    store.away, store.takes = False, 0.0
    for _ in range(3):
        with reads.transaction():
            pass
    assert store.asked == 5


def test_a_failure_that_comes_at_once_makes_nobody_else_fail(store: Store, reads: CircuitBreaker) -> None:
    store.away = True
    assert refused(reads) == "gone"
    store.away = False
    with reads.transaction():
        pass


def test_an_article_that_is_not_there_is_an_answer(store: Store, reads: CircuitBreaker) -> None:
    store.takes = SLOW_SECONDS + 0.1
    for _ in range(2):
        with pytest.raises(ArticleNotFound), reads.transaction():
            raise ArticleNotFound("tin")
    assert store.asked == 2


def test_who_finds_every_seat_taken_for_long_is_told_at_once(store: Store, reads: CircuitBreaker) -> None:
    over, begun = threading.Event(), threading.Barrier(MAX_CONCURRENT_READS + 1)

    def hang() -> None:
        with reads.transaction():
            begun.wait(10)
            over.wait(10)

    threads = [threading.Thread(target=hang) for _ in range(MAX_CONCURRENT_READS)]
    for thread in threads:
        thread.start()
    begun.wait(10)
    store.now += WAIT_SECONDS + 0.1
    assert {refused(reads) for _ in range(20)} == {"the store does not answer"}
    over.set()
    for thread in threads:
        thread.join()
    with reads.transaction():
        pass


def test_a_store_that_answers_that_there_is_none_is_back(store: Store, reads: CircuitBreaker) -> None:
    store.away, store.takes = True, SLOW_SECONDS + 0.1
    refused(reads)
    store.away, store.now = False, store.now + RETRY_SECONDS
    for _ in range(2):
        with pytest.raises(ArticleNotFound), reads.transaction():
            raise ArticleNotFound("tin")


def test_a_workers_connections_to_sqlite_cache_little_and_an_imports_as_much_as_sqlite_wants(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'bantin.sqlite3'}"
    sizes: list[int] = []

    def look(connection: Any, _record: Any, _proxy: Any) -> None:
        sizes.append(connection.execute("PRAGMA cache_size").fetchone()[0])

    event.listen(Engine, "checkout", look)
    try:
        with pytest.raises(ArticleNotFound):
            stores_for_readers(url, UTC, make=True).articles.by_slug("tin")
        by_workers = sizes[-1]
        with open_database(url).connect():
            assert (by_workers, sizes[-1]) == (-SQLITE_CACHE_KIB, -2000)
    finally:
        event.remove(Engine, "checkout", look)
