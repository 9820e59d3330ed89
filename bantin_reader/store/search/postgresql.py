"""The index in PostgreSQL: the table `fts_text` with two tsvectors, of all terms and of the folded words of the title.

The terms are made here, not by a text search configuration, so that both databases find the same
(https://www.postgresql.org/docs/current/datatype-textsearch.html).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from bantin_reader.model.fold import folded
from bantin_reader.model.stored_article import IndexEntry
from bantin_reader.store.driver_errors import is_locked
from bantin_reader.store.search.matching import Groups, Match
from bantin_reader.store.search.terms import Document, Parts, terms, tiers_of

# The numbers that match. Parameters: the expression, the first and the last number.
MATCHING = "SELECT number FROM fts_text WHERE text @@ %s::tsquery AND number BETWEEN %s AND %s"
# The newest of them. The last parameter says how many.
NUMBERS = f"{MATCHING} ORDER BY number DESC LIMIT %s"
# The newest that match by their titles, without the first number.
TITLE_NUMBERS = "SELECT number FROM fts_text WHERE title @@ %s::tsquery AND number <= %s ORDER BY number DESC LIMIT %s"
# The largest number in ranges. Parameters: their size, and their first numbers.
LATEST = """
SELECT value, coalesce(
 (SELECT max(number) FROM search_documents WHERE number >= value AND number < value + %s), value - 1
) FROM unnest(%s::bigint[]) AS value
"""
# The most positions that a tsvector has of one term; it ignores others.
MAX_POSITIONS = 255
# The time of all statements of a search.
MAX_SECONDS = 0.25
# The limit holds for taking it back, too, which a busy server must be able to do.
LEAST_MILLISECONDS = 20
# Comparing a vector with a query unpacks it, which takes as long as reading some pages. PostgreSQL counts 0.0025 for
# it, and would rather compare all vectors than look a rare word up. Such costs would then call for its compiler and for
# parallel processes, which take longer to start than a search.
PLANNING = ("cpu_operator_cost = 1", "jit = off", "max_parallel_workers_per_gather = 0")


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


def entry_of(document: Document) -> IndexEntry:
    """The vectors of all terms and of the words of the title."""
    positions: dict[str, list[int]] = {facet: [] for facet in document.facets}
    for tier, tier_parts in tiers_of(document.parts):
        _place(positions, [terms(tier, words) for words in tier_parts])
    title: dict[str, list[int]] = {}
    _place(title, [folded(document.parts[0])])
    return _vector(positions), _vector(title)


def _place(positions: dict[str, list[int]], parts: Parts) -> None:
    """Add the positions of terms, with one left out between two parts, so that no phrase reaches across."""
    position = 0
    for words in parts:
        position += 1
        for one in words:
            position += 1
            positions.setdefault(one, []).append(position)


def _vector(positions: dict[str, list[int]]) -> str:
    return " ".join(
        f"'{one}'" + (f":{','.join(map(str, places[:MAX_POSITIONS]))}" if places else "")
        for one, places in positions.items()
    )


def expression(match: Match) -> str:
    """A match as a tsquery. No term has a quotation mark or a backslash."""
    unwanted = [f"({_all(groups)})" for groups in match.unwanted]
    return _all(match.wanted) + (f" & !({' | '.join(unwanted)})" if unwanted else "")


def _all(groups: Groups) -> str:
    return " & ".join("(" + " | ".join(map(_phrase, group)) + ")" for group in groups)


def _phrase(phrase: Sequence[str]) -> str:
    return "(" + " <-> ".join(f"'{one}'" for one in phrase) + ")"


def beginning(words: Sequence[str]) -> str:
    """A tsquery for titles with all folded words, of which the last one may be the beginning of a word."""
    return " & ".join(f"'{word}'" for word in words) + ":*"


def array(numbers: Sequence[int]) -> list[int]:
    """Numbers as the parameter of a statement."""
    return [*numbers]


@contextmanager
def by_words(connection: Connection) -> Iterator[None]:
    """Find hits by the index of words alone: to compare the vectors of the newest articles until there are enough, as
    the planner might prefer, takes longer where hits are few or many are asked for."""
    savepoint = connection.begin_nested()
    try:
        for path in ("seqscan", "indexscan"):
            connection.exec_driver_sql(f"SET LOCAL enable_{path} = off")
        yield
    finally:
        savepoint.rollback()


class Limit:
    """Limits the time of a search to a part of what one may take. `was_reached` says whether it was stopped."""

    def __init__(self, connection: Connection, clock: Callable[[], float] = time.monotonic, *, part: float = 1) -> None:
        self._connection = connection
        self._clock = clock
        self._end = clock() + MAX_SECONDS * part
        self.was_reached = False

    @contextmanager
    def applied(self) -> Iterator[None]:
        """Stop what runs inside when the limit is reached, without an exception."""
        left = int((self._end - self._clock()) * 1000)
        savepoint = self._connection.begin_nested()
        try:
            self._connection.exec_driver_sql(f"SET LOCAL statement_timeout = {max(left, LEAST_MILLISECONDS)}")
            for setting in PLANNING:
                self._connection.exec_driver_sql(f"SET LOCAL {setting}")
            yield
        except OperationalError as error:
            if not is_locked(error):
                raise
            self.was_reached = True
        finally:
            savepoint.rollback()  # and with it the time limit
