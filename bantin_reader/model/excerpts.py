"""Marks the words of a query in a text, and cuts an excerpt around them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain

from bantin_reader.model.fold import MAX_WORD_CHARACTERS, fold, spell
from bantin_reader.model.search_query import Phrase, SearchQuery

# Successive pieces of a text, and whether each is what was searched for.
Marked = tuple[tuple[str, bool], ...]
Span = tuple[int, int]

NOT_INSIDE_WORD, END_OF_WORD = r"(?<![^\W_])", r"(?![^\W_])"
REST_OF_WORD, BETWEEN_WORDS = r"[^\W_]*+", r"[\W_]++"

LENGTH = 240
BEFORE = 60


def marked(text: str, query: SearchQuery) -> Marked:
    """The whole text, in NFC, in pieces."""
    return _pieces(text, spans_in(text, query), 0, len(text))


def excerpt(text: str, query: SearchQuery) -> Marked:
    """Some 240 characters of a text with most of the query's phrases; nothing if it has none of them."""
    spans = spans_in(text, query)
    if not spans:
        return ()
    starts = [start for start, _ in spans]
    start = max(starts, key=lambda one: bisect_left(starts, one + LENGTH - BEFORE) - bisect_left(starts, one))
    first = text.find(" ", max(start - BEFORE, 0), start) + 1 if start > BEFORE else 0
    first = first or max(start - BEFORE, 0)
    last = min(first + LENGTH, len(text))
    if last < len(text):
        space = text.rfind(" ", start + 1, last)
        last = max(space, *(end for begin, end in spans if begin < last)) if space > 0 else last
    pieces = _pieces(text, spans, first, last)
    before = (("… ", False),) if first else ()
    return before + pieces + ((("…", False),) if last < len(text) else ())


def spans_in(text: str, query: SearchQuery) -> list[Span]:
    """The words of a text, in NFC, that are a query's, from start to end; with the marks that were typed if the text
    has the phrase so anywhere, else with any. An alternative has its marks."""
    spelled, folded = spell(text), ""
    found: set[Span] = set()
    for phrase in query.phrases:
        exact = set(_spans(spelled, phrase))
        if not exact:
            folded = folded or fold(spelled)
        found |= exact or set(_spans(folded, tuple(fold(word) for word in phrase)))
    for phrase in dict.fromkeys(chain.from_iterable(query.alternatives.values())):
        found.update(_spans(spelled, phrase))
    return sorted(found)


def _spans(text: str, phrase: Phrase) -> Iterator[Span]:
    """The words of a phrase wherever a text has it. To look for its first word takes a tenth of the time in which the
    text is divided into words."""
    pattern = _pattern(phrase)
    start = text.find(phrase[0])
    while start >= 0:
        if found := pattern.match(text, start):
            yield from map(found.span, range(1, len(phrase) + 1))
        start = text.find(phrase[0], start + 1)


@lru_cache(maxsize=64)
def _pattern(phrase: Phrase) -> re.Pattern[str]:
    """The words of a phrase side by side, each of which is a group. Of a longest word the text may have more."""
    words = (re.escape(word) + (REST_OF_WORD if len(word) == MAX_WORD_CHARACTERS else "") for word in phrase)
    return re.compile(NOT_INSIDE_WORD + BETWEEN_WORDS.join(f"({word})" for word in words) + END_OF_WORD)


def _pieces(text: str, spans: Sequence[Span], first: int, last: int) -> Marked:
    pieces: list[tuple[str, bool]] = []
    position = first
    for start, end in spans:
        if start < first or end > last:
            continue
        if pieces and pieces[-1][1] and text[position:start].isspace():  # words side by side have one mark
            pieces[-1] = (pieces[-1][0] + text[position:end], True)
        else:
            pieces += [(text[position:start], False)] if position < start else []
            pieces.append((text[start:end], True))
        position = end
    return tuple(pieces + ([(text[position:last], False)] if position < last else []))
