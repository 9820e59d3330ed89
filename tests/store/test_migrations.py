"""Opening the database: the newest schema, many at once, and nothing half-written."""

from __future__ import annotations

import signal
import sqlite3
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from bantin_reader.config.settings import Settings
from bantin_reader.store.article_repository import ArticleRepository
from bantin_reader.store.engine import open_database
from bantin_reader.store.schema import MIGRATIONS, SCHEMAS, newest_schema
from bantin_reader.store.tables import metadata
from tests.store.processes import DRAFT, ask, child

HEAD = max(file.name[:4] for file in (MIGRATIONS / "versions").glob("[0-9]*.py"))

HALF = """
import sys
from sqlalchemy import insert, select, update
from bantin_reader.store.engine import open_database, writing
from bantin_reader.store.tables import articles
with writing(open_database(sys.argv[1])).begin() as connection:
    row = dict(connection.execute(select(articles)).mappings().one())
    connection.execute(update(articles).values(title="Nửa chừng"))
    connection.execute(insert(articles).values({**row, "id": 99, "source_id": "/nguon/nua.md", "slug": "nua"}))
    print("inside", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/kho/bantin.sqlite3"


def test_a_fresh_database_has_the_schema_of_the_tables(url: str) -> None:
    with open_database(url).begin() as connection:
        opts = {"compare_type": True, "compare_server_default": True, "include_name": _is_described}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, metadata) == []


def _is_described(name: str | None, kind: str, _parents: object) -> bool:
    """Whether `tables` describes it: the tables of FTS5 it does not."""
    return kind != "table" or not (name or "").startswith("fts_")


def test_the_comparison_would_see_a_difference(url: str) -> None:
    with open_database(url).begin() as connection:
        connection.execute(text("drop index ix_articles_translation_of"))
        connection.execute(text("alter table articles add column thua text"))
        context = MigrationContext.configure(connection, opts={"include_name": _is_described})
        assert len(compare_metadata(context, metadata)) == 2


def test_the_schemas_are_those_of_the_migrations_in_their_order() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    scripts = ScriptDirectory.from_config(config)
    assert [script.revision for script in scripts.walk_revisions()] == [*reversed(SCHEMAS)]
    assert newest_schema() == scripts.get_current_head()


def test_opening_again_keeps_the_articles(url: str) -> None:
    ArticleRepository(open_database(url)).save(DRAFT)
    for _ in range(2):
        assert ArticleRepository(open_database(url)).by_slug("tin").title == "Tin"


def test_sqlite_runs_in_wal_mode_and_waits_for_a_lock(url: str) -> None:
    with open_database(url).begin() as connection:
        assert connection.exec_driver_sql("pragma journal_mode").scalar_one() == "wal"
        assert connection.exec_driver_sql("pragma busy_timeout").scalar_one() >= 5000


@pytest.mark.parametrize("name", ["dữ liệu", "100%", "a?b=c", "a#b", "a%20b", "a:b@c"])
def test_a_data_folder_of_any_name_holds_the_database(tmp_path: Path, name: str) -> None:
    data = tmp_path / name
    ArticleRepository(open_database(Settings(data=data).database_url)).save(DRAFT)
    assert (data / "bantin.sqlite3").is_file()


@pytest.mark.parametrize("lock", ["begin immediate", "begin exclusive"])
def test_opening_waits_for_another_that_holds_the_lock_of_a_new_database(tmp_path: Path, lock: str) -> None:
    """SQLite answers "locked" at once, without its busy timeout, while a journal mode cannot be switched."""
    other = sqlite3.connect(tmp_path / "bantin.sqlite3", isolation_level=None, check_same_thread=False)
    other.execute("create table khac (id integer)")
    other.execute(lock)
    timer = threading.Timer(0.5, lambda: other.execute("commit"))
    timer.start()
    try:
        ArticleRepository(open_database(f"sqlite:///{tmp_path}/bantin.sqlite3")).save(DRAFT)
    finally:
        timer.join()
        other.close()


def test_a_process_killed_inside_a_transaction_leaves_no_half_article(url: str, tmp_path: Path) -> None:
    ArticleRepository(open_database(url)).save(DRAFT)
    process = child(HALF, url)
    try:
        assert ask([process]) == ["inside"]
        store = ArticleRepository(open_database(url))
        assert [headline.title for headline in store.newest(limit=9, offset=0)] == ["Tin"], "readers never wait"
    finally:
        process.send_signal(signal.SIGKILL)
        process.communicate()
    store = ArticleRepository(open_database(url))
    assert [headline.title for headline in store.newest(limit=9, offset=0)] == ["Tin"]
    store.save(DRAFT)
    with sqlite3.connect(tmp_path / "kho" / "bantin.sqlite3") as connection:
        assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
    connection.close()
