"""Marks the words of a query in a text, and cuts an excerpt around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from bantin_reader.model.fold import fold, spans_of
from bantin_reader.model.search_query import Phrase, SearchQuery

# Successive pieces of a text, and whether each is what was searched for.
Marked = tuple[tuple[str, bool], ...]
Span = tuple[int, int]

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
    start = max(spans, key=lambda span: sum(span[0] <= other[0] < span[0] + LENGTH - BEFORE for other in spans))[0]
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
    """Where a text, in NFC, has the phrases of a query, from start to end; with the marks that were typed if it has the
    phrase so anywhere, else with any. An alternative has its marks."""
    words = list(spans_of(text))
    spelled = [word for word, _, _ in words]
    folded = [fold(word) for word in spelled]
    found: set[int] = set()
    for phrase in query.phrases:
        exact = list(_places(spelled, phrase))
        for place in exact or _places(folded, tuple(fold(word) for word in phrase)):
            found.update(range(place, place + len(phrase)))
    for phrase in dict.fromkeys(chain.from_iterable(query.alternatives.values())):
        for place in _places(spelled, phrase):
            found.update(range(place, place + len(phrase)))
    return [(words[place][1], words[place][2]) for place in sorted(found)]


def _places(words: Sequence[str], phrase: Phrase) -> Iterator[int]:
    for place, word in enumerate(words):
        if word == phrase[0] and tuple(words[place : place + len(phrase)]) == phrase:
            yield place


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
