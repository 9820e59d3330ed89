"""Every statement of the store finds its rows by an index, in both databases."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, insert, text

from bantin_reader.model.article import DEFAULT_ZONE, Draft
from bantin_reader.store import article_scan, health
from bantin_reader.store.article_repository import ArticleRepository
from bantin_reader.store.engine import transaction
from bantin_reader.store.list_repository import ListRepository
from bantin_reader.store.row_mapping import values_of
from bantin_reader.store.sitemap_repository import SitemapRepository
from bantin_reader.store.tables import articles
from tests.conftest import ROOT

STORE = ROOT / "bantin_reader" / "store"
# The first set up a connection or look into a catalogue. The others read everything on purpose, seldom.
NOT_EXPLAINED = (
    "engine.py",
    "postgresql_connection.py",
    "schema.py",
    "sqlite_connection.py",
    "backups/",
    "migrations/",
)
# A table that is asked only whether it holds any; and the number of articles, which is read from an index.
WITHOUT_INDEX = ("SELECT articles.id FROM articles LIMIT", "SELECT count(*)")
ROWS = 10_000
# Rows that PostgreSQL may read for a page of a list, fewer than a category has: it estimates, and may sort a few.
MAX_READ = 600

Statement = tuple[str, Any]
Place = tuple[str, int]


@dataclass
class Recorded:
    """The statements that ran, with their parameters, and the lines of the store that issued them."""

    statements: list[Statement] = field(default_factory=list)
    places: set[Place] = field(default_factory=set)

    def note(self, _connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if "articles" in statement and not statement.startswith("INSERT"):
            self.statements.append((" ".join(statement.split()), parameters))
        frame = sys._getframe()
        while frame.f_back:
            frame = frame.f_back
            if (file := Path(frame.f_code.co_filename)).is_relative_to(STORE):
                self.places.add((file.relative_to(STORE).as_posix(), frame.f_lineno))


@pytest.fixture
def recorded() -> Iterator[Recorded]:
    recorded = Recorded()
    event.listen(Engine, "before_cursor_execute", recorded.note)
    yield recorded
    event.remove(Engine, "before_cursor_execute", recorded.note)


def fill(engine: Engine, drafts: Sequence[Draft], slugs: Sequence[str]) -> None:
    """Store many articles fast."""
    moment = datetime(2026, 11, 5)
    rest = dict.fromkeys(("listed_at", "created_at", "updated_at"), moment)
    rows = [values_of(draft) | rest | {"slug": slug} for draft, slug in zip(drafts, slugs, strict=True)]
    with engine.begin() as connection:
        connection.execute(insert(articles), rows)
        if engine.dialect.name == "postgresql":
            connection.execute(text("ANALYZE articles"))


@pytest.fixture
def filled(engine: Engine) -> ArticleRepository:
    """A store of so many articles that no database prefers to read all of them, in two languages and seven categories,
    none of the second language in category c1.

    PostgreSQL counts the articles, as it does by itself in use; SQLite does not, as in use.
    """
    drafts = [
        draft(f"/{n}.md", lang="en-GB" if n % 7 > 3 else "vi", category=f"c{n % 7}", translation_of=f"/{n % 900}.md")
        for n in range(ROWS)
    ]
    fill(engine, drafts, [f"tin-so-{n}" for n in range(ROWS)])
    return ArticleRepository(engine)


def draft(source: str, **fields: Any) -> Draft:
    common = {"title": "Tin", "sapo": "", "body": "<p>Nội dung.</p>" * 40, "lang": "vi"}
    return Draft(source_id=source, **common | fields)


def use_everything(store: ArticleRepository, engine: Engine) -> None:
    """Issue every statement of the store."""
    store.require_writable()
    store.is_empty()
    translation = draft("/b.md", lang="en-GB", translation_of="/a.md")
    slugs = [store.save(one)[1] for one in (draft("/a.md"), translation, draft("/a.md"), draft("/a.md", title="Khác"))]
    store.slug_for(draft("/a.md"))
    store.by_slug(slugs[0])
    store.with_translations(slugs[0])
    for category, lang, offset in product(("", "c1"), ("", "vi", "fr", "en-GB"), (0, 20)):
        store.newest(limit=20, offset=offset, category=category, lang=lang)
    store.count()
    store.revision()
    store.figure_of("/a.md")
    store.body_of("/a.md")
    store.is_withdrawn(slugs[0])
    store.withdraw(slugs[0], "Sai.")
    store.reinstate(slugs[0])
    store.checkpoint()
    lists, sitemaps = (
        ListRepository(partial(transaction, engine), DEFAULT_ZONE),
        SitemapRepository(partial(transaction, engine), DEFAULT_ZONE),
    )
    for category, lang in product(("", "c1"), ("", "vi", "fr", "en-GB")):
        lists.newest_articles(limit=20, category=category, lang=lang)
    assert sitemaps.parts(1000) >= 1
    sitemaps.part(1, 1000)
    sitemaps.newest_since(timedelta(days=2), limit=1000)
    with engine.connect() as connection:
        assert len(list(article_scan.scan(connection))) >= 2
    assert health.problem(engine.url.render_as_string(hide_password=False)) == ""


def faults(engine: Engine, recorded: Recorded) -> list[str]:
    """Steps of query plans that read a whole table, or many more rows than the page of a list holds."""
    explain = {"sqlite": _faults_of_sqlite, "postgresql": _faults_of_postgresql}[engine.dialect.name]
    found = []
    with engine.connect() as connection:
        for statement, parameters in list(recorded.statements):
            if not any(part in statement for part in WITHOUT_INDEX):
                found += [f"{fault}: {statement}" for fault in explain(connection, statement, parameters)]
    return found


def _faults_of_sqlite(connection: Any, statement: str, parameters: Any) -> Iterator[str]:
    """https://sqlite.org/eqp.html"""
    steps = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).mappings().all()
    assert steps
    is_page = "LIMIT" in statement
    for step in (str(step["detail"]) for step in steps):
        in_order = is_page and " USING INDEX " in step
        if (step.startswith("SCAN") and not in_order) or (is_page and "TEMP B-TREE" in step):
            yield step


def _faults_of_postgresql(connection: Any, statement: str, parameters: Any) -> Iterator[str]:
    """https://www.postgresql.org/docs/current/using-explain.html"""
    explained = connection.exec_driver_sql(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", parameters)
    is_page = "LIMIT" in statement
    nodes = [plan["Plan"] for plan in explained.scalar_one()]
    for node in nodes:
        nodes += node.get("Plans", [])
        read = node["Actual Rows"] * node["Actual Loops"] + node.get("Rows Removed by Filter", 0)
        if node["Node Type"] == "Seq Scan" or (is_page and read > MAX_READ):
            yield f"{node['Node Type']}, {read} rows read"


def places_of_statements(folder: Path) -> set[tuple[str, range]]:
    """The calls of `execute` below a folder: file, and lines."""
    return {
        (file.relative_to(folder).as_posix(), range(node.lineno, (node.end_lineno or 0) + 1))
        for file in folder.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "execute"
    }


def not_issued(folder: Path, places: set[Place]) -> list[str]:
    return sorted(
        f"{file}:{lines[0]}"
        for file, lines in places_of_statements(folder)
        if not file.startswith(NOT_EXPLAINED) and not any(file == other and line in lines for other, line in places)
    )


def test_no_statement_reads_a_whole_table(filled: ArticleRepository, engine: Engine, recorded: Recorded) -> None:
    use_everything(filled, engine)
    assert len(recorded.statements) > 50
    assert faults(engine, recorded) == []


def test_every_statement_of_the_store_was_explained(
    store: ArticleRepository, engine: Engine, recorded: Recorded
) -> None:
    use_everything(store, engine)
    assert not_issued(STORE, recorded.places) == []


def test_a_statement_that_was_not_issued_is_found(tmp_path: Path) -> None:
    (tmp_path / "new.py").write_text("connection.execute(\n    query\n)\nconnection.execute(other)\n", "utf-8")
    assert not_issued(tmp_path, {("new.py", 1)}) == ["new.py:4"]


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT articles.title FROM articles WHERE credit = 'x'",
        "SELECT articles.title FROM articles WHERE withdrawn_at IS NULL ORDER BY updated_at DESC LIMIT 20",
    ],
    ids=["scan", "sort"],
)
def test_a_scan_and_a_sorted_page_are_found(
    filled: ArticleRepository, engine: Engine, recorded: Recorded, statement: str
) -> None:
    with engine.connect() as connection:
        connection.execute(text(statement))
    assert faults(engine, recorded) != []


def test_the_thousandth_article_of_a_title_costs_some_twenty_look_ups(
    store: ArticleRepository, engine: Engine, recorded: Recorded
) -> None:
    drafts = [draft(f"/{number}.md") for number in range(1000)]
    fill(engine, drafts, ["tin", *(f"tin-{number}" for number in range(2, 1001))])
    recorded.statements.clear()
    assert store.slug_for(draft("/khac.md")) == "tin-1001"
    assert 10 < len(recorded.statements) < 25
