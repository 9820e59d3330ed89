"""Each migration taken back and done again with articles in the database, in both databases."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Engine, text

from bantin_reader.model.article import DEFAULT_ZONE
from bantin_reader.model.search import SearchFilter
from bantin_reader.model.search_query import parse_query
from bantin_reader.store.article_repository import ArticleRepository
from bantin_reader.store.engine import open_database, transaction, writing
from bantin_reader.store.schema import SCHEMAS, migrate_down, newest_schema
from bantin_reader.store.search.repository import SearchRepository
from tests.store.database_structure import article_rows, structure, upgrade
from tests.store.drafts import draft

pytestmark = pytest.mark.slow

# The schema of version 0.1.0.
OLDEST = "0004"
STORAGE = """
SELECT attname, attcompression, attstattarget FROM pg_attribute WHERE attrelid = 'fts_text'::regclass AND attnum > 0
"""


def description(engine: Engine) -> list[Any]:
    """The structure of a database; of PostgreSQL also how the columns of the search are stored."""
    found: list[Any] = [structure(engine)]
    if engine.dialect.name == "postgresql" and "fts_text" in found[0]:
        with engine.connect() as connection:
            found += sorted(map(tuple, connection.execute(text(STORAGE))))
    return found


def found_by(engine: Engine) -> list[list[str]]:
    search = SearchRepository(partial(transaction, engine), DEFAULT_ZONE)
    hits = (search.hits(parse_query(typed), SearchFilter(), None, 9) for typed in ("mưa", '"lon mua"', "mưa -lũ"))
    return [[hit.article.title for hit in one.hits] for one in hits]


def test_each_migration_is_taken_back_and_done_again(database_url: str, reference: Engine) -> None:
    expected = {}
    for schema in SCHEMAS[SCHEMAS.index(OLDEST) :]:
        upgrade(reference, schema)
        expected[schema] = description(reference)
    engine = open_database(database_url)
    store = ArticleRepository(engine)
    for number in range(4):
        store.save(
            draft(f"{number}", f"Mưa lớn {number}", body="<p>Lớn, mưa lũ. Lớn mưa.</p>", date=date(2025, 1 + number, 1))
        )
    store.save(draft("4", "Mưa", category="Thời tiết"))
    store.withdraw("mua-lon-1", "Sai.")
    rows, found = article_rows(engine), found_by(engine)
    assert found == [["Mưa", "Mưa lớn 3", "Mưa lớn 2", "Mưa lớn 0"], ["Mưa lớn 3", "Mưa lớn 2", "Mưa lớn 0"], ["Mưa"]]
    for schema in reversed([*expected][:-1]):
        migrate_down(writing(engine), schema)
        assert description(engine) == expected[schema], schema
        for before, now in zip(rows, article_rows(engine), strict=True):
            assert now.items() <= before.items()
        open_database(database_url).dispose()
        assert description(engine) == expected[newest_schema()], schema
        assert (article_rows(engine), found_by(engine)) == (rows, found), schema
    engine.dispose()
