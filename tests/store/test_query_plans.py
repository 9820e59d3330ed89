"""Every statement of the repository finds its rows by an index."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, text

from bantin_reader.model.article import Draft
from bantin_reader.store.article_repository import ArticleRepository
from bantin_reader.store.engine import open_database

ORIGINAL = Draft(
    source_id="/a.md", title="Tin", sapo="Tóm tắt.", body="<p>Nội dung.</p>", lang="vi", category="Giáo dục"
)
TRANSLATION = Draft(source_id="/b.md", title="News", sapo="", body="<p>Text.</p>", lang="en-GB", translation_of="/a.md")
# One row, or a table that is asked only whether it holds any.
WITHOUT_INDEX = ("FROM edition", "UPDATE edition", "SELECT articles.id \nFROM articles\n LIMIT")


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_database(f"sqlite:///{tmp_path / 'tin.sqlite3'}")


@pytest.fixture
def statements(engine: Engine) -> Iterator[list[tuple[str, Any]]]:
    """The statements that ran, with their parameters."""
    seen: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        seen.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)


def use_everything(store: ArticleRepository) -> None:
    """Call every method of the repository."""
    store.require_writable()
    store.is_empty()
    slugs = [store.save(draft)[1] for draft in (ORIGINAL, TRANSLATION, ORIGINAL, TRANSLATION)]
    store.save(Draft(source_id="/c.md", title="Tin", sapo="", body="<p>Khác.</p>", lang="vi"))
    store.slug_for(ORIGINAL)
    store.by_slug(slugs[0])
    store.with_translations(slugs[0])
    store.newest(limit=20)
    store.newest(limit=20, offset=40, category="giao-duc")
    store.newest(limit=20, lang="fr")
    store.newest(limit=20, lang="en-GB")
    store.newest(limit=20, category="giao-duc", lang="vi")
    store.count()
    store.revision()
    store.figure_of("/a.md")
    store.body_of("/a.md")
    store.is_withdrawn(slugs[0])
    store.withdraw(slugs[0], "Sai.")
    store.reinstate(slugs[0])
    store.checkpoint()


def scans(engine: Engine, statements: list[tuple[str, Any]]) -> list[str]:
    """Steps of the query plans that read a whole table or sort what they have read.

    https://sqlite.org/eqp.html
    """
    found = []
    with engine.connect() as connection:
        for statement, parameters in statements:
            if statement.startswith(("BEGIN", "PRAGMA", "INSERT")) or any(part in statement for part in WITHOUT_INDEX):
                continue
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).mappings().all()
            assert rows
            found += [f"{row['detail']}: {statement}" for row in rows if row["detail"].startswith("SCAN")]
    return found


def test_no_statement_reads_a_whole_table(engine: Engine, statements: list[tuple[str, Any]]) -> None:
    use_everything(ArticleRepository(engine))
    assert len(statements) > 25
    assert scans(engine, list(statements)) == []


def test_every_method_of_the_repository_is_used(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    called = set()
    names = [name for name in vars(ArticleRepository) if not name.startswith("_")]
    for name in names:
        method = getattr(ArticleRepository, name)

        def note(self: Any, *arguments: Any, _name: str = name, _method: Any = method, **named: Any) -> Any:
            called.add(_name)
            return _method(self, *arguments, **named)

        monkeypatch.setattr(ArticleRepository, name, note)
    use_everything(ArticleRepository(engine))
    assert called == set(names)


def test_a_scan_is_found(engine: Engine, statements: list[tuple[str, Any]]) -> None:
    with engine.connect() as connection:
        connection.execute(text("SELECT title FROM articles WHERE credit = 'x'"))
    assert len(scans(engine, list(statements))) == 1


def test_a_list_is_not_sorted_after_it_was_read(engine: Engine, statements: list[tuple[str, Any]]) -> None:
    store = ArticleRepository(engine)
    store.newest(limit=20, lang="fr")
    store.newest(limit=20, category="giao-duc")
    store.newest(limit=20)
    lists = [one for one in statements if "ORDER BY" in one[0]]
    with engine.connect() as connection:
        plans = [
            row["detail"]
            for statement, parameters in lists
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).mappings()
        ]
    assert len(plans) == len(lists) == 3
    assert not any("TEMP B-TREE" in plan for plan in plans)


def test_the_thousandth_article_of_a_title_costs_some_twenty_look_ups(
    engine: Engine, statements: list[tuple[str, Any]]
) -> None:
    store = ArticleRepository(engine)
    for number in range(1000):
        _, slug = store.save(Draft(source_id=f"/{number}.md", title="Tin", sapo="", body="<p>x</p>", lang="vi"))
    assert slug == "tin-1000"
    statements.clear()
    assert store.slug_for(Draft(source_id="/khac.md", title="Tin", sapo="", body="", lang="vi")) == "tin-1001"
    assert len(statements) < 25
