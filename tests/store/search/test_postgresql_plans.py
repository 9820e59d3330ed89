"""How PostgreSQL finds the hits of a search."""

from __future__ import annotations

import re
from functools import partial

import pytest
from sqlalchemy import Connection, Engine, event

from bantin_reader.model.article import DEFAULT_ZONE
from bantin_reader.store.engine import transaction
from bantin_reader.store.search import lookup, postgresql
from bantin_reader.store.search.matching import Match
from bantin_reader.store.search.repository import SearchRepository
from bantin_reader.store.search.spans import Span
from tests.store.opened_stores import Opened

# Texts that all have the word `lu`, of many others; some sixteen in eleven days.
FILL = """
INSERT INTO fts_text SELECT n::bigint << 30, v || time, 'lu' FROM generate_series(1, 3000) n, (
 SELECT string_agg('tu' || md5(t::text), ' ')::tsvector || 'lu'::tsvector AS v FROM generate_series(1, 500) t
) AS one, LATERAL (
 SELECT (E'\ue014' || (n >> 4) || E' \ue015' || (n >> 7) || E' \ue016' || (n >> 10))::tsvector AS time
) AS times
"""
WHOLE = Span(0, 1 << 50)
LU = Match([[["lu"]]], [])


def statements(connection: Connection) -> list[postgresql.Statement]:
    spans = postgresql.spans(connection, *WHOLE[:2])
    counted, parameters = postgresql.matching(LU, spans)
    return [
        (lookup.COUNT.format(numbers=counted, limit=10), parameters),
        *(postgresql.numbers(LU, places, 10) for places in (spans, [WHOLE])),
        postgresql.numbers_by_title(["lu"], WHOLE.last, 8),
    ]


@pytest.fixture
def engine(opened: Opened, postgresql_url: str) -> Engine:
    """Texts that all have a common word."""
    engine = opened.engine(postgresql_url)
    with engine.begin() as connection:
        for statement in (FILL, "ANALYZE fts_text"):
            connection.exec_driver_sql(statement)
    return engine


def plans(engine: Engine, *, is_run: bool = False) -> list[str]:
    explain = "EXPLAIN (ANALYZE)" if is_run else "EXPLAIN"
    with engine.begin() as connection, postgresql.Limit(connection).applied():
        return [
            "\n".join(connection.exec_driver_sql(f"{explain} {one}", parameters).scalars())
            for one, parameters in statements(connection)
        ]


def test_hits_are_looked_up_in_the_index_of_words(engine: Engine) -> None:
    for plan in plans(engine):
        assert "Bitmap Index Scan on ix_fts_text_t" in plan
        assert "Seq Scan" not in plan


def test_postgresql_by_itself_would_compare_one_text_after_the_other(engine: Engine) -> None:
    query = "EXPLAIN SELECT number FROM fts_text WHERE text @@ 'lu' AND number BETWEEN 0 AND 1000000000000000 LIMIT 900"
    with engine.begin() as connection:
        assert "ix_fts_text_text" not in "\n".join(connection.exec_driver_sql(query).scalars())


def test_of_a_common_word_only_the_newest_span_is_read(engine: Engine) -> None:
    for plan, spans in zip(plans(engine, is_run=True)[:-1], (4, 4, 1), strict=True):
        reads = re.findall(r"Bitmap Index Scan .*", plan)
        assert len(reads) == spans
        assert "(never executed)" not in reads[0]
        assert all("(never executed)" in read for read in reads[1:])


def test_of_titles_only_the_newest_are_read(engine: Engine) -> None:
    *_, of_titles = plans(engine, is_run=True)
    assert re.search(r"Bitmap Heap Scan on fts_text.*\(never executed\)", of_titles)


def test_what_is_older_than_the_compared_titles_is_found_too(engine: Engine) -> None:
    with engine.begin() as connection:
        for number in (1, 2, 2950):
            connection.exec_driver_sql(f"UPDATE fts_text SET title = 'xa' WHERE number = {number << 30}")
        assert lookup.beginning_with(connection, ["x"], WHOLE.last, 21) == [2950 << 30, 2 << 30, 1 << 30]
        assert lookup.beginning_with(connection, ["x"], WHOLE.last, 2) == [2950 << 30, 2 << 30]
        assert lookup.beginning_with(connection, ["x"], 2900 << 30, 21) == [2 << 30, 1 << 30]


def test_where_no_article_is_older_the_last_span_needs_no_terms_of_time(engine: Engine) -> None:
    with engine.begin() as connection:
        everything = postgresql.spans(connection, 0, 40 << 30)
        of_a_year = postgresql.spans(connection, 1, 40 << 30)
    assert [bool(span.terms) for span in everything] == [True, False]
    assert [bool(span.terms) for span in of_a_year] == [True, True]
    assert everything[0] == of_a_year[0]


def test_nothing_is_looked_for_where_no_article_is(engine: Engine) -> None:
    with engine.begin() as connection:
        assert postgresql.spans(connection, 1, 2) == []


def test_the_words_of_a_correction_are_looked_up_in_a_limited_time(engine: Engine) -> None:
    statements: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *arguments: statements.append(arguments[2]))
    search = SearchRepository(partial(transaction, engine), DEFAULT_ZONE)
    assert search.known_words(["zzyzx"]) == []
    places = [next(n for n, one in enumerate(statements) if part in one) for part in ("timeout", "@@")]
    assert places == sorted(places)
