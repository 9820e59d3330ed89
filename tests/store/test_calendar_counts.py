"""The articles of a calendar's days are counted in an index alone, in both databases: a row has a long body before the
moment at which it expires."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Engine, event

from bantin_reader.model.article import DEFAULT_ZONE
from bantin_reader.model.listing import ListFilter
from bantin_reader.store.engine import transaction
from bantin_reader.store.list_repository import ListRepository
from tests.store.query_plans import Recorded
from tests.store.test_query_plans import draft, fill

ROWS = 3000
FIRST = datetime(2026, 11, 5)
DAYS = [FIRST + timedelta(hours=number) for number in range(31)]
FILTERS = [ListFilter(category=category, lang=lang) for category in ("", "c1") for lang in ("", "vi", "en-GB")]


def reads_rows(engine: Engine, statement: str, parameters: Any) -> bool:
    """Whether a statement reads articles themselves, not only an index of them."""
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            plan = "\n".join(connection.exec_driver_sql(f"EXPLAIN {statement}", parameters).scalars())
            return plan.count(" on articles") > plan.count("Index Only Scan using ix_articles_")
        query = "SELECT rootpage FROM sqlite_schema WHERE name = 'articles'"
        table = connection.exec_driver_sql(query).scalar_one()
        # The steps of SQLite's virtual machine (https://sqlite.org/opcode.html).
        steps = connection.exec_driver_sql(f"EXPLAIN {statement}", parameters).all()
    cursors = {step.p1 for step in steps if step.opcode == "OpenRead" and step.p2 == table}
    return any(step.opcode == "Column" and step.p1 in cursors for step in steps)


def test_the_days_of_a_calendar_are_counted_in_the_index_alone(engine: Engine) -> None:
    drafts = [
        draft(f"/{n}.md", lang="en-GB" if n % 2 else "vi", category=f"c{n % 3}", body="Nội dung." * 300)
        for n in range(ROWS)
    ]
    fill(engine, drafts, [f"tin-so-{n}" for n in range(ROWS)])
    if engine.dialect.name == "postgresql":  # as its autovacuum does in use
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE articles")
    lists = ListRepository(partial(transaction, engine), DEFAULT_ZONE)
    recorded = Recorded()
    event.listen(engine, "before_cursor_execute", recorded.note)
    counts = [sum(lists.counts(which, DAYS, most=21)) for which in FILTERS]
    event.remove(engine, "before_cursor_execute", recorded.note)
    assert counts == [30 * 21, 30 * 21, 30 * 21, 30 * 20, 30 * 10, 30 * 10]
    assert len(recorded.statements) == len(FILTERS)
    # PostgreSQL estimates, and with a filter it may rather read the few rows of a short period.
    explained = recorded.statements[:1] if engine.dialect.name == "postgresql" else recorded.statements
    assert [statement for statement, values in explained if reads_rows(engine, statement, values)] == []


def test_a_count_that_reads_rows_is_found(engine: Engine) -> None:
    statement = "SELECT count(*) FROM articles WHERE withdrawn_at IS NULL AND credit = '' AND listed_at >= '2026-11-05'"
    assert reads_rows(engine, statement, ())
