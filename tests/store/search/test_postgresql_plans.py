"""How PostgreSQL finds the hits of a search."""

from __future__ import annotations

from functools import partial

from sqlalchemy import event

from bantin_reader.model.article import DEFAULT_ZONE
from bantin_reader.store.engine import transaction
from bantin_reader.store.search import postgresql
from bantin_reader.store.search.repository import SearchRepository
from tests.store.opened_stores import Opened

# Texts that all have the word `lu`, of many others.
FILL = """
INSERT INTO fts_text SELECT n, v, '' FROM generate_series(1, 3000) n, (
 SELECT string_agg('tu' || md5(t::text), ' ')::tsvector || 'lu'::tsvector AS v FROM generate_series(1, 500) t
) AS one
"""
COUNT = "EXPLAIN SELECT count(*) FROM (SELECT number FROM fts_text WHERE text @@ 'lu'::tsquery LIMIT 900) AS hit"


def test_hits_are_counted_in_the_index_of_words(opened: Opened, postgresql_url: str) -> None:
    """PostgreSQL by itself compares one text after the other, until there are enough that have a common word."""
    engine = opened.engine(postgresql_url)
    with engine.begin() as connection:
        for statement in (FILL, "ANALYZE fts_text"):
            connection.exec_driver_sql(statement)
    with engine.begin() as connection, postgresql.Limit(connection).applied():
        by_itself = "\n".join(connection.exec_driver_sql(COUNT).scalars())
        with postgresql.by_words(connection):
            counted = "\n".join(connection.exec_driver_sql(COUNT).scalars())
        afterwards = "\n".join(connection.exec_driver_sql(COUNT).scalars())
    assert "ix_fts_text_text" not in by_itself
    assert "ix_fts_text_text" in counted
    assert afterwards == by_itself


def test_the_words_of_a_correction_are_looked_up_in_a_limited_time(opened: Opened, postgresql_url: str) -> None:
    engine = opened.engine(postgresql_url)
    statements: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *arguments: statements.append(arguments[2]))
    search = SearchRepository(partial(transaction, engine), DEFAULT_ZONE)
    assert search.known_words(["zzyzx"]) == []
    places = [next(n for n, one in enumerate(statements) if part in one) for part in ("timeout", "seqscan", "@@")]
    assert places == sorted(places)
