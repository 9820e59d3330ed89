"""Looks articles up in the index: the numbers of the newest ones that match."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from bantin_reader.store.search.database import database_of
from bantin_reader.store.search.matching import Match

COUNTS = """
SELECT d.category, d.year, count(*) FROM ({numbers}) AS hit
JOIN search_documents AS d ON d.number = hit.number GROUP BY d.category, d.year
"""


def numbers(connection: Connection, match: Match, first: int, last: int, limit: int) -> list[int]:
    """The largest numbers from `first` to `last` that match, in descending order."""
    database = database_of(connection)
    found = connection.exec_driver_sql(database.NUMBERS, (database.expression(match), first, last, limit))
    return list(found.scalars())


def counts(connection: Connection, match: Match, first: int, last: int, limit: int) -> list[tuple[str, int, int]]:
    """Category, year and number of hits, of the newest `limit` hits from `first` to `last`."""
    database = database_of(connection)
    query = COUNTS.format(numbers=database.NUMBERS)
    found = connection.exec_driver_sql(query, (database.expression(match), first, last, limit))
    return [(category, year, count) for category, year, count in found]


def beginning_with(connection: Connection, words: Sequence[str], last: int, limit: int) -> list[int]:
    """The numbers of the newest titles with all folded words, of which the last one may be the beginning of a word."""
    database = database_of(connection)
    found = connection.exec_driver_sql(database.TITLE_NUMBERS, (database.beginning(words), last, limit))
    return list(found.scalars())
