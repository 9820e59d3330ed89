"""The index in SQLite: contentless FTS5 tables (https://sqlite.org/fts5.html), whose row ids are the articles' numbers.

`fts_text` has the terms of every tier, `fts_titles` the folded words of titles, for the beginnings of words.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, cast

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from bantin_reader.model.fold import folded
from bantin_reader.model.stored_article import IndexEntry
from bantin_reader.store.driver_errors import sqlite_code
from bantin_reader.store.search.matching import Groups, Match
from bantin_reader.store.search.spans import Span
from bantin_reader.store.search.terms import BETWEEN_PARTS, Document, first_character, tiers_of

# A statement with its parameters.
Statement = tuple[str, tuple[Any, ...]]

CREATE = (
    "CREATE VIRTUAL TABLE fts_text USING fts5(text, content='', columnsize=0, tokenize='ascii')",
    "CREATE VIRTUAL TABLE fts_titles USING fts5("
    "text, content='', columnsize=0, detail=none, prefix='2 3', tokenize='ascii')",
)
# For many articles at once: their entries are merged at the end.
CLEAR = (
    "DROP TABLE fts_text",
    "DROP TABLE fts_titles",
    *CREATE,
    "INSERT INTO fts_text(fts_text, rank) VALUES ('automerge', 0), ('crisismerge', 64)",
    "INSERT INTO fts_titles(fts_titles, rank) VALUES ('automerge', 0), ('crisismerge', 64)",
)
FINISH = (
    "INSERT INTO fts_text(fts_text) VALUES ('optimize')",
    "INSERT INTO fts_titles(fts_titles) VALUES ('optimize')",
    "INSERT INTO fts_text(fts_text, rank) VALUES ('automerge', 4), ('crisismerge', 16)",
    "INSERT INTO fts_titles(fts_titles, rank) VALUES ('automerge', 4), ('crisismerge', 16)",
)
# The bytes of entries that SQLite holds before it writes them, 1 MB by default: those of a batch, so that fewer pieces
# of the index are merged.
HASH_SIZE = "INSERT INTO fts_text(fts_text, rank) VALUES ('hashsize', 16777216)"
ADD = ("INSERT INTO fts_text(rowid, text) VALUES (?, ?)", "INSERT INTO fts_titles(rowid, text) VALUES (?, ?)")
REMOVE = (
    "INSERT INTO fts_text(fts_text, rowid, text) VALUES ('delete', ?, ?)",
    "INSERT INTO fts_titles(fts_titles, rowid, text) VALUES ('delete', ?, ?)",
)
# The numbers that match. Parameters: the expression, the first and the last number.
MATCHING = "SELECT rowid AS number FROM fts_text WHERE fts_text MATCH ? AND rowid BETWEEN ? AND ?"
# The newest of them. The last parameter says how many.
NEWEST = "ORDER BY rowid DESC LIMIT ?"
# The newest that match by their titles, without the first number.
TITLE_NUMBERS = "SELECT rowid FROM fts_titles WHERE fts_titles MATCH ? AND rowid <= ? ORDER BY rowid DESC LIMIT ?"
# The largest number in ranges. Parameters: their size, and their first numbers.
LATEST = """
SELECT value, coalesce(
 (SELECT max(number) FROM search_documents WHERE number >= value AND number < value + ?), value - 1
) FROM json_each(?)
"""
# The processor time of a search. One of words that are often together takes a hundredth of it.
MAX_SECONDS = 0.04
# The part of it that may pass until a corrected query is found.
CORRECTING = 0.3
# A page of the index is read in some steps.
STEPS_PER_CALL = 100


def clear(connection: Connection) -> None:
    """Make both tables anew, to be filled until `finish`."""
    for statement in CLEAR:
        connection.exec_driver_sql(statement)


def finish(connection: Connection) -> None:
    for statement in FINISH:
        connection.exec_driver_sql(statement)


def add(connection: Connection, entries: Sequence[tuple[int, IndexEntry]]) -> None:
    """Add articles by their numbers."""
    if len(entries) > 1:
        connection.exec_driver_sql(HASH_SIZE)
    connection.exec_driver_sql(ADD[0], [(number, text) for number, (text, _) in entries])
    connection.exec_driver_sql(ADD[1], [(number, title) for number, (_, title) in entries])


def remove(connection: Connection, number: int, entry: IndexEntry) -> None:
    """Remove an article by the text that was indexed."""
    for statement, text in zip(REMOVE, entry, strict=True):
        connection.exec_driver_sql(statement, (number, text))


def entry_of(document: Document) -> IndexEntry:
    """The text of an article in `fts_text` and in `fts_titles`. No phrase reaches from one part into the next."""
    found = [*document.facets]
    for tier, tier_parts in tiers_of(document.parts):
        before_each = f" {first_character(tier)}"
        for words in tier_parts:
            found.append(BETWEEN_PARTS + before_each + before_each.join(words) if words else BETWEEN_PARTS)
    return " ".join(found), " ".join(folded(document.parts[0]))


def spans(_connection: Connection, first: int, last: int) -> list[Span]:
    """The numbers from `first` to `last` as one span: FTS5 reads its index from the newest article on."""
    return [Span(first, last)]


def matching(match: Match, places: Sequence[Span]) -> Statement:
    """All numbers that match in the only span."""
    [span] = places
    return MATCHING, (expression(match), span.first, span.last)


def numbers(match: Match, places: Sequence[Span], limit: int) -> Statement:
    """The largest numbers that match."""
    statement, parameters = matching(match, places)
    return f"{statement} {NEWEST}", (*parameters, limit)


def numbers_by_title(words: Sequence[str], last: int, limit: int) -> Statement:
    """The largest numbers up to `last` by all folded words of the title, of which the last one may be the beginning of
    a word."""
    return TITLE_NUMBERS, (" AND ".join(f'"{word}"' for word in words) + "*", last, limit)


def expression(match: Match) -> str:
    """A match as FTS5 has it (https://sqlite.org/fts5.html, full-text query syntax)."""
    wanted = _all(match.wanted)
    unwanted = [f"({_all(groups)})" for groups in match.unwanted]
    return f"({wanted}) NOT ({' OR '.join(unwanted)})" if unwanted else wanted


def _all(groups: Groups) -> str:
    return " AND ".join("(" + " OR ".join(f'"{" ".join(phrase)}"' for phrase in group) + ")" for group in groups)


def array(numbers: Sequence[int]) -> str:
    """Numbers as the parameter of a statement."""
    return json.dumps(numbers)


class Limit:
    """Limits the work of a search to a part of what one may take. `was_reached` says whether it was stopped."""

    def __init__(
        self, connection: Connection, clock: Callable[[], float] = time.thread_time, *, part: float = 1
    ) -> None:
        self._connection = connection
        self._clock = clock
        self._end = clock() + MAX_SECONDS * part
        self.was_reached = False

    @contextmanager
    def applied(self) -> Iterator[None]:
        """Stop what runs inside when the limit is reached, without an exception.

        https://sqlite.org/c3ref/progress_handler.html
        """
        driver = cast(sqlite3.Connection, self._connection.connection.driver_connection)
        driver.set_progress_handler(lambda: self._clock() > self._end, STEPS_PER_CALL)
        try:
            yield
        except OperationalError as error:
            if sqlite_code(error) != sqlite3.SQLITE_INTERRUPT:
                raise
            self.was_reached = True
        finally:
            driver.set_progress_handler(None, 0)

    def is_reached(self) -> bool:
        """Whether the time is over. No further statement is to be executed then."""
        self.was_reached |= self._clock() > self._end
        return self.was_reached
