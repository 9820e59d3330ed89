"""Finds what an abbreviation in a query stands for, and the abbreviation of what is written out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from bantin_reader.model.fold import fold, folded, words_of
from bantin_reader.model.glossary import Glossary
from bantin_reader.model.search_query import MAX_WORDS, Phrase, SearchQuery

# Each costs the search another look into the index for each word in whose place it may stand.
MOST_ALTERNATIVES = 4
# The index knows no capitals, in which alone AI, CA or WHO differ from words that half of all articles have.
READS_AS_A_WORD = re.compile(
    r"(?:[bcdfghjklmnpqrstvwxz]|[cghknpt]h|wh|ngh?|gi|qu|tr)?[aeiouy]{1,3}(?:[cmnpst]|[cn]h|ng)?"
)


class Abbreviations:
    """The abbreviations of all glossaries that have one meaning in their language and read as no word."""

    def __init__(self, glossaries: Iterable[Glossary]) -> None:
        self._others: dict[Phrase, list[tuple[Phrase, Phrase]]] = defaultdict(list)
        for glossary in glossaries:
            for short, meanings in glossary.meanings.items():
                forms = tuple(words_of(short)), tuple(words_of(meanings[0].expansion))
                if len(meanings) == 1 and all(forms) and not READS_AS_A_WORD.fullmatch(fold("".join(forms[0]))):
                    self._add(*forms)
                    self._add(*reversed(forms))

    def expanded(self, query: SearchQuery) -> SearchQuery:
        """The query with at most four alternatives to its words. Those in quotation marks or after a minus have none.

        A word is that of a glossary with the marks that it has there or with none.
        """
        alternatives: dict[Phrase, list[Phrase]] = defaultdict(list)
        left = MOST_ALTERNATIVES
        for covered in _neighbours(query):
            words = tuple(word for phrase in covered for word in phrase)
            for form, other in self._others.get(tuple(folded(words)), ()):
                if left and all(word in (written, fold(written)) for word, written in zip(words, form, strict=True)):
                    left -= 1
                    for phrase in covered:
                        alternatives[phrase].append(other)
        return replace(query, alternatives=dict(alternatives))

    def _add(self, form: Phrase, other: Phrase) -> None:
        if len(form) <= MAX_WORDS:
            self._others[tuple(folded(form))].append((form, other))


def _neighbours(query: SearchQuery) -> Iterator[tuple[Phrase, ...]]:
    """The different sequences of phrases that stand side by side in a query, the longest of each run first."""
    found = (
        tuple(run[start : start + length])
        for run in query.runs
        for length in range(len(run), 0, -1)
        for start in range(len(run) - length + 1)
    )
    return iter(dict.fromkeys(found))
