"""A store that another process holds, or that has lost its tables: a clear error, and nothing has changed."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

import pytest

from bantin_reader.cli.main import main
from bantin_reader.config.settings import Settings
from bantin_reader.model.article import Draft
from bantin_reader.model.errors import StoreUnavailable
from bantin_reader.store.article_repository import ArticleRepository
from bantin_reader.store.engine import open_database

DRAFT = Draft(source_id="/nguon/tin.md", title="Tin", sapo="", body="<p>Nội dung.</p>", lang="vi")


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> ArticleRepository:
    monkeypatch.setattr("bantin_reader.store.engine.BUSY_MILLISECONDS", 100)
    store = ArticleRepository(open_database(Settings().database_url))
    store.save(DRAFT)
    return store


@pytest.fixture
def other(store: ArticleRepository) -> sqlite3.Connection:
    return sqlite3.connect(Settings().data / "bantin.sqlite3", isolation_level=None)


def test_a_write_that_cannot_begin_changes_nothing(store: ArticleRepository, other: sqlite3.Connection) -> None:
    other.execute("begin immediate")
    with pytest.raises(StoreUnavailable, match="locked"):
        store.withdraw("tin", "Sai số liệu.")
    other.close()
    assert store.by_slug("tin").title == "Tin"


def test_a_read_without_its_table_says_so(store: ArticleRepository, other: sqlite3.Connection) -> None:
    other.execute("drop table articles")
    other.close()
    with pytest.raises(StoreUnavailable, match="no such table"):
        store.by_slug("tin")


def test_the_command_ends_with_one_line(
    store: ArticleRepository,
    other: sqlite3.Connection,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    other.execute("begin immediate")
    monkeypatch.setattr(sys, "argv", ["bantin-reader", "withdraw", "tin", "--reason", "Sai số liệu."])
    with pytest.raises(SystemExit) as end:
        main()
    other.close()
    assert end.value.code == 2
    assert capsys.readouterr().err == "bantin-reader: the store cannot be used: database is locked\n"
