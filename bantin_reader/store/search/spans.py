"""Divides PostgreSQL's index by date, so that a search of common words reads only the newest articles.

A GIN index gives all articles with a word at once. Each article therefore has a term for the period of its date, at
several lengths of period (LEVELS); a query for a word and such a term reads the articles of that period alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bantin_reader.store.search.numbers import BITS

# What the terms of a level begin with, a private character, and the minutes that one stands for: 11 days, 3 months, 2
# years.
LEVELS = (("\ue014", 1 << 14), ("\ue015", 1 << 17), ("\ue016", 1 << 20))


class Span(NamedTuple):
    """The articles with numbers from `first` to `last`. All have one of these terms, if there are some."""

    first: int
    last: int
    terms: tuple[str, ...] = ()


def time_terms(number: int) -> list[str]:
    """The terms of the periods that an article is in, one of each level."""
    return [f"{character}{number // (minutes << BITS)}" for character, minutes in LEVELS]


def newest_first(first: int, last: int) -> Iterator[Span]:
    """Spans one after the other that have all numbers from `first` to `last`, the newest and shortest one first."""
    end = last
    for character, minutes in LEVELS:
        size = minutes << BITS
        newest = last // size
        begin = max(first, (newest - 1) * size)
        yield Span(begin, end, (f"{character}{newest}", f"{character}{newest - 1}"))
        if begin == first:
            return
        end = begin - 1
    yield Span(first, end)


def up_to(spans: Sequence[Span], last: int) -> list[Span]:
    """The spans without the numbers after `last`."""
    return [span._replace(last=min(span.last, last)) for span in spans if span.first <= last]


def merged(spans: Sequence[Span]) -> list[Span]:
    """The spans with the two newest merged into one, for a count, which reads most of the articles of both anyway."""
    if len(spans) < 2:
        return [*spans]
    newest, next_one, *older = spans
    return [next_one._replace(last=newest.last), *older]
