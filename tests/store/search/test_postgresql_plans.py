"""How PostgreSQL finds the hits of a search."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Engine, event

from bantin_reader.model.article import DEFAULT_ZONE
from bantin_reader.store.engine import transaction
from bantin_reader.store.search import lookup, postgresql
from bantin_reader.store.search.matching import Match
from bantin_reader.store.search.repository import SearchRepository
from tests.store.opened_stores import Opened

# Texts that all have the word `lu`, of many others.
FILL = """
INSERT INTO fts_text SELECT n, v, '' FROM generate_series(1, 3000) n, (
 SELECT string_agg('tu' || md5(t::text), ' ')::tsvector || 'lu'::tsvector AS v FROM generate_series(1, 500) t
) AS one
"""
COUNT = lookup.COUNT.format(numbers=postgresql.MATCHING, limit=900)
MANY, FEW = (postgresql.numbers(Match([[["lu"]]], []), 0, 10**15, 21, are_few=few) for few in (False, True))
STATEMENTS = (COUNT, ("lu", 0, 10**15)), MANY, FEW, postgresql.numbers_by_title(["lu"], 10**15, 8)


@pytest.fixture
def engine(opened: Opened, postgresql_url: str) -> Engine:
    """Texts that all have a common word."""
    engine = opened.engine(postgresql_url)
    with engine.begin() as connection:
        for statement in (FILL, "ANALYZE fts_text"):
            connection.exec_driver_sql(statement)
    return engine


def plan(engine: Engine, statement: str, parameters: Any, *, is_run: bool = False) -> str:
    with engine.begin() as connection, postgresql.Limit(connection).applied():
        explain = "EXPLAIN (ANALYZE)" if is_run else "EXPLAIN"
        return "\n".join(connection.exec_driver_sql(f"{explain} {statement}", parameters).scalars())


@pytest.mark.parametrize(("statement", "parameters"), STATEMENTS)
def test_hits_are_looked_up_in_the_index_of_words(engine: Engine, statement: str, parameters: Any) -> None:
    found = plan(engine, statement, parameters)
    assert "Bitmap Index Scan on ix_fts_text_t" in found
    assert "Seq Scan" not in found


def test_postgresql_by_itself_would_compare_one_text_after_the_other(engine: Engine) -> None:
    query = COUNT.replace("number + 0", "number").replace("(SELECT %s::tsquery)", "%s::tsquery")
    assert "ix_fts_text_text" not in plan(engine, query, ("lu", 0, 10**15))


def test_of_a_common_word_only_the_newest_articles_are_read(engine: Engine) -> None:
    assert re.search(r"Bitmap Heap Scan on fts_text.*\(never executed\)", plan(engine, *MANY, is_run=True))


def test_what_is_older_than_the_compared_articles_is_found_too(engine: Engine) -> None:
    with engine.begin() as connection:
        for number in (1, 2, 2950):
            connection.exec_driver_sql(f"UPDATE fts_text SET text = 'xa'::tsvector WHERE number = {number}")
        assert lookup.numbers(connection, Match([[["xa"]]], []), 0, 10**15, 21) == [2950, 2, 1]
        assert lookup.numbers(connection, Match([[["xa"]]], []), 0, 10**15, 2) == [2950, 2]
        assert lookup.numbers(connection, Match([[["xa"]]], []), 2, 2900, 21) == [2]


def test_the_words_of_a_correction_are_looked_up_in_a_limited_time(opened: Opened, postgresql_url: str) -> None:
    engine = opened.engine(postgresql_url)
    statements: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *arguments: statements.append(arguments[2]))
    search = SearchRepository(partial(transaction, engine), DEFAULT_ZONE)
    assert search.known_words(["zzyzx"]) == []
    places = [next(n for n, one in enumerate(statements) if part in one) for part in ("timeout", "@@")]
    assert places == sorted(places)
