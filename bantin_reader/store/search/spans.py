"""Spans of time in PostgreSQL's index, so that a search of common words reads no more than its newest articles.

A GIN index gives all articles with a word at once. Each article has a term for the time that it is of, at several
levels; a word with such a term is looked for in the articles of that time alone.
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
    """The terms of an article's time, one of each level."""
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
    """The spans with the two newest ones as one, to read most of their articles anyway."""
    if len(spans) < 2:
        return [*spans]
    newest, next_one, *older = spans
    return [next_one._replace(last=newest.last), *older]
