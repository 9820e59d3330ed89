"""Chooses the number by which the search index knows a new article: unused, and in the order of publication."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection

from bantin_reader.store.search import lookup
from bantin_reader.store.search.numbers import BITS, first_number


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
