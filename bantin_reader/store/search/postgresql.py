"""The index in PostgreSQL: the table `fts_text` with two tsvectors, of all terms and of the folded words of titles."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from bantin_reader.model.stored_article import IndexEntry
from bantin_reader.store.driver_errors import is_locked
from bantin_reader.store.search.matching import Match
from bantin_reader.store.search.tsvector import entry_of as entry_of
from bantin_reader.store.search.tsvector import expression

# A statement with its parameters.
Statement = tuple[str, Sequence[Any] | Mapping[str, Any]]

# The numbers that match by a vector. Parameters: the query, the first and the last number. Within `SETTINGS` PostgreSQL
# finds them by the words, whatever it expects: no index has `number + 0`. It compares no query in a subselect with the
# statistics of all words, which would take longer than most searches.
MATCHING_BY = "SELECT number FROM fts_text WHERE {vector} @@ (SELECT %s::tsquery) AND number + 0 BETWEEN %s AND %s"
MATCHING = MATCHING_BY.format(vector="text")
# The newest of them. The last parameter says how many.
NEWEST = f"{MATCHING_BY} ORDER BY number + 0 DESC LIMIT %s"
# The same where many match: articles are compared from the newest one on, and words looked up only if too few of these
# match. Parameters: the number of articles to compare, the query, the first and the last number, how many.
OF_MANY = """
(SELECT number FROM (
 SELECT number, {vector} AS vector FROM fts_text WHERE number BETWEEN %(first)s AND %(last)s ORDER BY number DESC
 LIMIT %(compared)s
) AS newest WHERE vector @@ (SELECT %(query)s::tsquery) ORDER BY number DESC LIMIT %(limit)s)
UNION ALL
(SELECT number FROM fts_text WHERE {vector} @@ (SELECT %(query)s::tsquery) AND number + 0 BETWEEN %(first)s AND (
 SELECT number - 1 FROM fts_text WHERE number BETWEEN %(first)s AND %(last)s ORDER BY number DESC
 OFFSET %(compared)s - 1 LIMIT 1
) ORDER BY number + 0 DESC LIMIT %(limit)s)
LIMIT %(limit)s
"""
COMPARED = 100
# The largest number in ranges. Parameters: their size, and their first numbers.
LATEST = """
SELECT value, coalesce(
 (SELECT max(number) FROM search_documents WHERE number >= value AND number < value + %s), value - 1
) FROM unnest(%s::bigint[]) AS value
"""
# The time of all statements of a search.
MAX_SECONDS = 0.25
# The limit holds for taking it back, too, which a busy server must be able to do.
LEAST_MILLISECONDS = 20
# All settings of a search, in one statement. A compiler and parallel processes take longer to start than a search.
SETTINGS = """
SELECT set_config('statement_timeout', %s, true), set_config('enable_seqscan', 'off', true),
 set_config('jit', 'off', true), set_config('max_parallel_workers_per_gather', '0', true)
"""


def clear(connection: Connection) -> None:
    connection.exec_driver_sql("TRUNCATE fts_text")


def finish(connection: Connection) -> None:
    connection.exec_driver_sql("ANALYZE fts_text")


def add(connection: Connection, entries: Sequence[tuple[int, IndexEntry]]) -> None:
    """Add articles by their numbers."""
    connection.exec_driver_sql(
        "INSERT INTO fts_text (number, text, title) VALUES (%s, %s::tsvector, %s::tsvector)",
        [(number, *entry) for number, entry in entries],
    )


def remove(connection: Connection, number: int, _entry: IndexEntry) -> None:
    connection.exec_driver_sql("DELETE FROM fts_text WHERE number = %s", (number,))


def numbers(match: Match, first: int, last: int, limit: int, *, are_few: bool) -> Statement:
    """The largest numbers from `first` to `last` that match."""
    return _newest("text", expression(match), (first, last, limit), are_few=are_few)


def numbers_by_title(words: Sequence[str], last: int, limit: int) -> Statement:
    """The same by all folded words of the title, of which the last one may be the beginning of a word."""
    query = " & ".join(f"'{word}'" for word in words) + ":*"
    return _newest("title", query, (0, last, limit), are_few=False)


def _newest(vector: str, query: str, places: tuple[int, int, int], *, are_few: bool) -> Statement:
    if are_few:
        return NEWEST.format(vector=vector), (query, *places)
    named = dict(zip(("first", "last", "limit"), places, strict=True))
    return OF_MANY.format(vector=vector), named | {"query": query, "compared": COMPARED}


def array(numbers: Sequence[int]) -> list[int]:
    """Numbers as the parameter of a statement."""
    return [*numbers]


class Limit:
    """Limits the time of a search to a part of what one may take. `was_reached` says whether it was stopped."""

    def __init__(self, connection: Connection, clock: Callable[[], float] = time.monotonic, *, part: float = 1) -> None:
        self._connection = connection
        self._clock = clock
        self._end = clock() + MAX_SECONDS * part
        self.was_reached = False

    @contextmanager
    def applied(self) -> Iterator[None]:
        """Stop a statement inside when it reaches the limit, without an exception. Between two of several,
        `is_reached` is to be asked."""
        left = int((self._end - self._clock()) * 1000)
        savepoint = self._connection.begin_nested()
        try:
            self._connection.exec_driver_sql(SETTINGS, (str(max(left, LEAST_MILLISECONDS)),))
            yield
        except OperationalError as error:
            if not is_locked(error):
                raise
            self.was_reached = True
        finally:
            savepoint.rollback()  # and with it the settings

    def is_reached(self) -> bool:
        """Whether the time is over. No further statement is to be executed then."""
        self.was_reached |= self._clock() > self._end
        return self.was_reached
