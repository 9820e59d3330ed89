"""The number of an article in the index. It grows with the article's date, so that the newest hits are read first, in
whatever order articles were imported."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bantin_reader.store.search import lookup

FIRST = datetime(1900, 1, 1)
LAST = datetime(9998, 12, 31)
# Articles of one minute are numbered as they arrive. FTS5 stores differences between numbers: the fewer bits, the
# smaller the index.
BITS = 20


def first_number(moment: datetime) -> int:
    """The smallest number of an article of this minute."""
    minutes = (min(max(moment, FIRST), LAST) - FIRST) // timedelta(minutes=1)
    return minutes << BITS


def last_number(moment: datetime) -> int:
    """The largest number of an article of this minute."""
    return first_number(moment) + (1 << BITS) - 1


def free_numbers(connection: Connection, moments: Sequence[datetime]) -> list[int]:
    """A number for each of some further articles, in their order; of a later minute if a minute has a million."""
    latest = _latest(connection, map(first_number, moments))
    found = []
    for moment in moments:
        first = first_number(moment)
        while latest[first] + 1 >= first + (1 << BITS):
            first += 1 << BITS
            if first not in latest:
                latest |= _latest(connection, [first])
        latest[first] += 1
        found.append(latest[first])
    return found


def _latest(connection: Connection, firsts: Iterable[int]) -> dict[int, int]:
    """The largest number that an article of each minute has, by the minute's smallest; that less 1 where none has."""
    return lookup.latest_numbers(connection, [*dict.fromkeys(firsts)], 1 << BITS)
