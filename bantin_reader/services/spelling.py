"""Corrects a query that finds nothing: "did you mean"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import islice

from bantin_reader.model.excerpts import spans_in
from bantin_reader.model.fold import fold
from bantin_reader.model.listing_ports import SearchStore
from bantin_reader.model.search import Hit, SearchFilter
from bantin_reader.model.search_query import Phrase, SearchQuery

# Each is looked up in the index, which takes a tenth of a millisecond or less.
MOST_QUERIES = 24
SIMILAR = 30
CHOICES = 4
LEAST_SIMILARITY = 0.5

EVERYTHING = SearchFilter()


class Spelling:
    def __init__(self, store: SearchStore) -> None:
        self._store = store

    def correct(self, query: SearchQuery) -> str:
        """A query that finds something, in the words of the article that it finds; empty if there is none.

        Other words of titles take the place of those that no article has; if there are none, of one word at a time.
        """
        found = self._store.first_found(list(islice(self._corrections(query), MOST_QUERIES)), EVERYTHING)
        return _as_written(*found) if found else ""

    def _corrections(self, query: SearchQuery) -> Iterator[SearchQuery]:
        words = list(dict.fromkeys(fold(word) for phrase in query.phrases for word in phrase))
        known = set(self._store.known_words(words))
        unknown = [word for word in words if word not in known]
        choices = {word: self._similar(word) for word in unknown or words}
        if unknown:
            best = {word: similar[0] for word, similar in choices.items() if similar}
            yield _replaced(query, best)
            for word, similar in choices.items():
                for other in similar[1:]:
                    yield _replaced(query, best | {word: other})
        for rank in range(CHOICES):
            for word, similar in choices.items():
                if rank < len(similar):
                    yield _replaced(query, {word: similar[rank]})

    def _similar(self, word: str) -> list[str]:
        def similarity(other: str) -> float:
            return SequenceMatcher(None, word, other).ratio()

        found = [other for other in self._store.similar_words(word, SIMILAR) if similarity(other) >= LEAST_SIMILARITY]
        return sorted(found, key=lambda other: (-similarity(other), other))[:CHOICES]


def _replaced(query: SearchQuery, words: dict[str, str]) -> SearchQuery:
    """The query with other words; the words that stay lose their marks, which may be wrong too."""

    def phrase(words_of_phrase: Phrase) -> Phrase:
        return tuple(words.get(fold(word), fold(word)) for word in words_of_phrase)

    return replace(query, phrases=tuple(phrase(one) for one in query.phrases))


def _as_written(query: SearchQuery, hit: Hit) -> str:
    """The words of a query as the article has them that it finds; a phrase in quotation marks."""
    text = "\n".join((hit.article.title, hit.article.sapo, hit.text))
    together = tuple(word for phrase in query.phrases for word in phrase)
    side_by_side = spans_in(text, replace(query, phrases=(together,)))[: len(together)]
    if side_by_side and all(len(phrase) == 1 for phrase in query.phrases):
        return text[side_by_side[0][0] : side_by_side[-1][1]]
    written = []
    for phrase in query.phrases:
        spans = spans_in(text, replace(query, phrases=(phrase,)))[: len(phrase)]
        words = text[spans[0][0] : spans[-1][1]] if spans else " ".join(phrase)
        written.append(f'"{words}"' if len(phrase) > 1 else words)
    return " ".join(written)
