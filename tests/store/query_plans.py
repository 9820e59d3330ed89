"""Records the statements of the store and finds those that the database answers by reading a whole table."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, text

from bantin_reader.model.article import DEFAULT_ZONE
from bantin_reader.model.listing import ListFilter, Position
from bantin_reader.model.terms import TermKind
from bantin_reader.store.engine import transaction
from bantin_reader.store.term_repository import TermRepository
from tests.conftest import ROOT

STORE = ROOT / "bantin_reader" / "store"
# The first ones set up a connection or read a catalogue. Backups, exports and migrations read everything on purpose;
# the removal of recordings opens a connection of its own, and its test explains its statement.
NOT_EXPLAINED = (
    "engine.py",
    "postgresql_connection.py",
    "schema.py",
    "sqlite_connection.py",
    "article_export.py",
    "backups/",
    "migrations/",
    "recordings/clean_up.py",
    "search/rebuild.py",
)
# A table that is asked only whether it holds any; and the number of articles, which is read from an index.
WITHOUT_INDEX = ("SELECT articles.id FROM articles LIMIT", "SELECT count(*)")
# The rows of a recursive query and those that were counted, which are few; and an expression without a table.
NO_TABLE = ("SCAN sections", "SCAN counted", "SCAN CONSTANT ROW")
# Rows that PostgreSQL may read for a page of a list, fewer than a category has: it estimates, and may sort a few.
MAX_READ = 600
# Each tag has more articles in a category than a page may read.
TAG_ALL = """INSERT INTO terms (kind, slug, article_id, name, listed_at, category_slug, main_lang)
SELECT 'tag', 't' || (id % 2), id, 'T', listed_at, category_slug, main_lang FROM articles"""
FILTERS = [
    ListFilter(category=category, lang=lang, **period)
    for category in ("", "c1", "khong-co")
    for lang in ("", "vi", "en", "fr")
    for period in ({}, {"since": datetime(2026, 11, 6), "until": datetime(2026, 11, 9)})
]
Statement = tuple[str, Any]
Place = tuple[str, int]


@dataclass
class Recorded:
    """The statements that ran, with their parameters, and the lines of the store that issued them."""

    statements: list[Statement] = field(default_factory=list)
    places: set[Place] = field(default_factory=set)

    def note(self, _connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if "articles" in statement and not statement.startswith(("INSERT", "PRAGMA")):
            self.statements.append((" ".join(statement.split()), parameters))
        frame = sys._getframe()
        while frame.f_back:
            frame = frame.f_back
            if (file := Path(frame.f_code.co_filename)).is_relative_to(STORE):
                self.places.add((file.relative_to(STORE).as_posix(), frame.f_lineno))


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
        scans = step.startswith("SCAN") and step not in NO_TABLE
        if (scans and not in_order) or (is_page and "TEMP B-TREE" in step):
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


def tag_all(engine: Engine) -> None:
    """Give every stored article one of two tags."""
    with engine.begin() as connection:
        connection.execute(text(TAG_ALL))
        if engine.dialect.name == "postgresql":
            connection.execute(text("ANALYZE terms"))


def use_terms(engine: Engine) -> None:
    """Issue every statement of the lists of tags and authors."""
    terms = TermRepository(partial(transaction, engine), DEFAULT_ZONE)
    for slug in ("t1", "an", "khong-co"):
        for kind in TermKind:
            terms.name(kind, slug)
            terms.newest_articles(kind, slug, limit=20)
            for which in FILTERS:
                terms.total(kind, slug, which, most=21)
                for before in (None, Position(datetime(2026, 11, 8), 1), Position(datetime(2099, 1, 1), 1)):
                    terms.slice(kind, slug, which, before, 20)


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
