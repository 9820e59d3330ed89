"""Time limits in PostgreSQL: how long readers and imports wait for a lock and for a statement."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import NullPool

from bantin_reader.model.errors import StoreUnavailable
from bantin_reader.store import health
from bantin_reader.store.engine import engine_of
from tests.store.opened_stores import Opened, locked
from tests.store.processes import DRAFT


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


def test_readiness_reports_a_locked_table(postgresql_url: str, opened: Opened) -> None:
    opened.engine(postgresql_url)
    with locked(postgresql_url, "LOCK TABLE articles"):
        assert health.problem(postgresql_url) == "is locked"
    assert health.problem(postgresql_url) == ""


def test_an_import_waits_for_a_table_that_is_locked_before_it_starts(
    postgresql_url: str, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Locked is not read-only: each article is tried."""
    store = opened.store(postgresql_url, 100)
    with locked(postgresql_url, "LOCK TABLE edition"):
        store.require_writable()


def test_the_operators_options_stay_beside_the_limits(postgresql_url: str) -> None:
    engine = engine_of(f"{postgresql_url}&options=-csearch_path%3Dtin", 500, poolclass=NullPool)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SHOW search_path").scalar_one() == "tin"
        assert connection.exec_driver_sql("SHOW lock_timeout").scalar_one() == "500ms"
