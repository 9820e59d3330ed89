"""Several processes that create one database, or that import one folder, at the same time."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from bantin_reader.store.article_repository import ArticleRepository
from bantin_reader.store.engine import open_database
from bantin_reader.store.schema import newest_schema
from tests.postgresql import PostgreSQL
from tests.store.processes import OPEN, ask, child

STARTS = 8
SQLITE_ROUNDS, POSTGRESQL_ROUNDS = 10, 6
MAIN = "from bantin_reader.cli.main import main; main()"


def test_processes_that_create_an_sqlite_file_at_the_same_time_all_succeed(tmp_path: Path) -> None:
    """Repeated, because the race between them does not show in every round."""
    processes = [child(OPEN) for _ in range(4)]
    try:
        assert ask(processes) == ["ready"] * 4
        for number in range(SQLITE_ROUNDS):
            answers = ask(processes, f"sqlite:///{tmp_path}/{number}/bantin.sqlite3")
            assert answers == [newest_schema()] * 4, f"round {number}"
    finally:
        for process in processes:
            process.communicate(timeout=30)


def test_processes_that_open_an_empty_postgresql_database_at_the_same_time_all_succeed(postgresql: PostgreSQL) -> None:
    processes = [child(OPEN) for _ in range(STARTS)]
    try:
        assert ask(processes) == ["ready"] * STARTS
        for _ in range(POSTGRESQL_ROUNDS):
            with postgresql.database() as name:
                assert ask(processes, postgresql.url(name)) == [newest_schema()] * STARTS
    finally:
        for process in processes:
            process.communicate(timeout=30)


def test_two_imports_of_one_folder_at_the_same_time_refuse_nothing(postgresql_url: str, tmp_path: Path) -> None:
    """Each article is created by one of them and found unchanged by the other; equal titles get different slugs."""
    articles = 100
    folder = tmp_path / "tin"
    folder.mkdir()
    for number in range(articles):
        file = folder / f"{number}.md"
        file.write_text(f"---\ntitle: Tin {number % 3}\nlang: vi\n---\n\nNội dung {number}.\n", "utf-8")
    open_database(postgresql_url).dispose()
    environment = {"BANTIN_DATABASE_URL": postgresql_url, "BANTIN_DATA": str(tmp_path / "var")}
    importing = [child(MAIN, "import", str(folder), **environment) for _ in range(2)]
    outcomes: Counter[str] = Counter()
    for process in importing:
        printed, errors = process.communicate(timeout=120)
        assert (process.returncode, errors) == (0, "")
        outcomes.update(line.split()[0] for line in printed.splitlines())
    assert outcomes == {"created": articles, "unchanged": articles}
    engine = open_database(postgresql_url)
    store = ArticleRepository(engine)
    assert len({one.slug for one in store.newest(limit=2 * articles)}) == store.count() == articles
    engine.dispose()
