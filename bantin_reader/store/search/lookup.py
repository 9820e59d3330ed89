"""Looks articles up in the index: the numbers of the newest ones that match, and how many there are."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from bantin_reader.store.search.database import database_of
from bantin_reader.store.search.matching import Match
from bantin_reader.store.search.spans import Span

COUNT = "SELECT count(*) FROM ({numbers} LIMIT {limit:d}) AS hit"
FACETS = """
SELECT d.category, d.year, count(*) FROM ({numbers}) AS hit
JOIN search_documents AS d ON d.number = hit.number GROUP BY d.category, d.year
"""


def spans(connection: Connection, first: int, last: int) -> list[Span]:
    """Where to look for many articles with numbers from `first` to `last`; nowhere if there are none."""
    found: list[Span] = database_of(connection).spans(connection, first, last)
    return found


def numbers(connection: Connection, match: Match, places: Sequence[Span], limit: int) -> list[int]:
    """The largest numbers that match, in descending order."""
    if not places:
        return []
    statement, parameters = database_of(connection).numbers(match, places, limit)
    return sorted(connection.exec_driver_sql(statement, parameters).scalars(), reverse=True)


def count(connection: Connection, match: Match, places: Sequence[Span], limit: int) -> int:
    """How many numbers match, at most `limit`."""
    if not places:
        return 0
    statement, parameters = database_of(connection).matching(match, places)
    query = COUNT.format(numbers=statement, limit=limit)
    number: int = connection.exec_driver_sql(query, parameters).scalar_one()
    return number


def facets(connection: Connection, match: Match, place: Span) -> list[tuple[str, int, int]]:
    """Category, year and number of all hits."""
    statement, parameters = database_of(connection).matching(match, [place])
    found = connection.exec_driver_sql(FACETS.format(numbers=statement), parameters)
    return [(category, year, number) for category, year, number in found]


def beginning_with(connection: Connection, words: Sequence[str], last: int, limit: int) -> list[int]:
    """The numbers of the newest titles with all folded words, of which the last one may be the beginning of a word."""
    statement, parameters = database_of(connection).numbers_by_title(words, last, limit)
    return sorted(connection.exec_driver_sql(statement, parameters).scalars(), reverse=True)


def latest_numbers(connection: Connection, firsts: Sequence[int], size: int) -> dict[int, int]:
    """The largest number of an article in each range of this size, by its first number; that less 1 where none is."""
    database = database_of(connection)
    return dict(connection.exec_driver_sql(database.LATEST, (size, database.array(firsts))).all())
