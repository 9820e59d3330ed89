"""The index in PostgreSQL: the table `fts_text` with two tsvectors, of all terms and of the folded words of titles."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from bantin_reader.model.stored_article import IndexEntry
from bantin_reader.store.driver_errors import is_locked
from bantin_reader.store.search.matching import Match
from bantin_reader.store.search.spans import Span, newest_first, time_terms
from bantin_reader.store.search.tsvector import entry_of as entry_of
from bantin_reader.store.search.tsvector import expression, quoted

if TYPE_CHECKING:
    from psycopg import Connection as PsycopgConnection

# A statement with its parameters.
Statement = tuple[str, tuple[Any, ...] | Mapping[str, Any]]

# The numbers that match by a vector. Parameters: the query, the first and the last number. Within `SETTINGS` PostgreSQL
# finds them by the words, whatever it expects: no index has `number + 0`. It compares no query in a subselect with the
# statistics of all words, which would take longer than most searches.
MATCHING = "SELECT number FROM fts_text WHERE text @@ (SELECT %s::tsquery) AND number + 0 BETWEEN %s AND %s"
# The newest of them. The last parameter says how many.
NEWEST = f"({MATCHING} ORDER BY number + 0 DESC LIMIT %s)"
NEWEST_OF = "SELECT number FROM ({newest}) AS newest LIMIT %s"
# The newest that match by their titles: these are compared from the newest one on, and words looked up only if too few
# match, because all titles with a word that begins so would be found at once. Parameters: the query, the last number,
# how many to compare, and how many.
BY_TITLE = """
(SELECT number FROM (
 SELECT number, title FROM fts_text WHERE number <= %(last)s ORDER BY number DESC LIMIT %(compared)s
) AS newest WHERE title @@ (SELECT %(query)s::tsquery) ORDER BY number DESC LIMIT %(limit)s)
UNION ALL
(SELECT number FROM fts_text WHERE title @@ (SELECT %(query)s::tsquery) AND number + 0 < (
 SELECT number FROM fts_text WHERE number <= %(last)s ORDER BY number DESC OFFSET %(compared)s - 1 LIMIT 1
) ORDER BY number + 0 DESC LIMIT %(limit)s)
LIMIT %(limit)s
"""
COMPARED = 100
# The smallest and the largest number in a range.
BOUNDS = "SELECT min(number), max(number) FROM fts_text WHERE number BETWEEN %s AND %s"
ADD = "INSERT INTO fts_text (number, text, title) VALUES (%s, %s::tsvector, %s::tsvector)"
# The largest number in ranges. Parameters: their size, and their first numbers.
LATEST = """
SELECT value, coalesce(
 (SELECT max(number) FROM search_documents WHERE number >= value AND number < value + %s), value - 1
) FROM unnest(%s::bigint[]) AS value
"""
# The time of all statements of a search.
MAX_SECONDS = 0.25
# The part of it that may pass until a corrected query is found.
CORRECTING = 0.12
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
    rows = [(number, " ".join([text, *map(quoted, time_terms(number))]), title) for number, (text, title) in entries]
    connection.exec_driver_sql(ADD, rows)


def remove(connection: Connection, number: int, _entry: IndexEntry) -> None:
    connection.exec_driver_sql("DELETE FROM fts_text WHERE number = %s", (number,))


def spans(connection: Connection, first: int, last: int) -> list[Span]:
    """Where to look one after the other for numbers from `first` to `last`, from the newest article on."""
    smallest, largest = connection.exec_driver_sql(BOUNDS, (first, last)).one()
    if largest is None:
        return []
    *newer, oldest = newest_first(smallest, largest)
    return [*newer, oldest if first else oldest._replace(terms=())]  # nothing is older


def matching(match: Match, places: Sequence[Span]) -> Statement:
    """All numbers that match, those of the first span first."""
    query = expression(match)
    branches = [(_within(span, query), span.first, span.last) for span in places]
    return " UNION ALL ".join([MATCHING] * len(branches)), tuple(chain.from_iterable(branches))


def numbers(match: Match, places: Sequence[Span], limit: int) -> Statement:
    """The largest numbers that match. PostgreSQL looks into a span only where those before it have too few."""
    query = expression(match)
    branches = [(_within(span, query), span.first, span.last, limit) for span in places]
    newest = " UNION ALL ".join([NEWEST] * len(branches))
    return NEWEST_OF.format(newest=newest), (*chain.from_iterable(branches), limit)


def numbers_by_title(words: Sequence[str], last: int, limit: int) -> Statement:
    """The largest numbers up to `last` by all folded words of the title, of which the last one may be the beginning of
    a word."""
    query = " & ".join(map(quoted, words)) + ":*"
    return BY_TITLE, {"query": query, "last": last, "compared": COMPARED, "limit": limit}


def _within(span: Span, query: str) -> str:
    return f"({' | '.join(map(quoted, span.terms))}) & ({query})" if span.terms else query


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
        driver = cast("PsycopgConnection[Any]", self._connection.connection.driver_connection)
        try:
            # Its end takes the settings back, too. The driver forgets all prepared statements when one is rolled back.
            with driver.transaction(force_rollback=not driver.autocommit):
                self._connection.exec_driver_sql(SETTINGS, (str(max(left, LEAST_MILLISECONDS)),))
                yield
        except OperationalError as error:
            if not is_locked(error):
                raise
            self.was_reached = True

    def is_reached(self) -> bool:
        """Whether the time is over. No further statement is to be executed then."""
        self.was_reached |= self._clock() > self._end
        return self.was_reached
