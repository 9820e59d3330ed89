"""Looks articles up in the index: the numbers of the newest ones that match, and how many there are."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from bantin_reader.store.search.database import database_of
from bantin_reader.store.search.matching import Match

COUNT = "SELECT count(*) FROM ({numbers} LIMIT {limit:d}) AS hit"
FACETS = """
SELECT d.category, d.year, count(*) FROM ({numbers}) AS hit
JOIN search_documents AS d ON d.number = hit.number GROUP BY d.category, d.year
"""


def numbers(
    connection: Connection, match: Match, first: int, last: int, limit: int, *, are_few: bool = False
) -> list[int]:
    """The largest numbers from `first` to `last` that match, in descending order. `are_few` says that few do."""
    statement, parameters = database_of(connection).numbers(match, first, last, limit, are_few=are_few)
    return sorted(connection.exec_driver_sql(statement, parameters).scalars(), reverse=True)


def count(connection: Connection, match: Match, first: int, last: int, limit: int) -> int:
    """How many numbers from `first` to `last` match, at most `limit`."""
    database = database_of(connection)
    query = COUNT.format(numbers=database.MATCHING, limit=limit)
    number: int = connection.exec_driver_sql(query, (database.expression(match), first, last)).scalar_one()
    return number


def facets(connection: Connection, match: Match, first: int, last: int) -> list[tuple[str, int, int]]:
    """Category, year and number of all hits from `first` to `last`."""
    database = database_of(connection)
    query = FACETS.format(numbers=database.MATCHING)
    found = connection.exec_driver_sql(query, (database.expression(match), first, last))
    return [(category, year, number) for category, year, number in found]


def beginning_with(connection: Connection, words: Sequence[str], last: int, limit: int) -> list[int]:
    """The numbers of the newest titles with all folded words, of which the last one may be the beginning of a word."""
    statement, parameters = database_of(connection).numbers_by_title(words, last, limit)
    return sorted(connection.exec_driver_sql(statement, parameters).scalars(), reverse=True)


def latest_numbers(connection: Connection, firsts: Sequence[int], size: int) -> dict[int, int]:
    """The largest number of an article in each range of this size, by its first number; that less 1 where none is."""
    database = database_of(connection)
    return dict(connection.exec_driver_sql(database.LATEST, (size, database.array(firsts))).all())
