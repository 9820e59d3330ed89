"""Reads what a reader types into the search field. Nothing in it is an error."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from bantin_reader.model.fold import words_of

MAX_CHARACTERS = 200
# More words find nothing else; each costs the search some work.
MAX_WORDS = 16
TERM = re.compile(r'(?P<minus>-)?(?:["“”„](?P<phrase>[^"“”„]*)["“”„]?|(?P<word>[^\s"“”„]+))')

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class SearchQuery:
    """A query: `text` as it is shown; spelled words in the phrases that an article must have, and in those that it must
    not have. A phrase has at least one word.

    `runs` are the phrases that stand side by side in the query, without quotation marks or a minus. `alternatives` are
    spelled phrases of which an article may have one in place of a phrase.
    """

    text: str
    phrases: tuple[Phrase, ...]
    excluded: tuple[Phrase, ...]
    runs: Sequence[Sequence[Phrase]] = ()
    alternatives: Mapping[Phrase, Sequence[Phrase]] = field(default_factory=dict)

    @property
    def has_words_side_by_side(self) -> bool:
        """Whether a phrase, one of its alternatives or an excluded one has several words."""
        return any(len(one) > 1 for one in chain(self.phrases, self.excluded, *self.alternatives.values()))


def parse_query(typed: str) -> SearchQuery:
    """Words are found in any order, those in quotation marks side by side, and those after a minus are excluded.

    What is written without spaces, such as 24/7, is a phrase. Takes the first 200 characters and the first 16 words.
    """
    text = query_text(typed)
    phrases: dict[bool, dict[Phrase, None]] = {False: {}, True: {}}
    runs: list[list[Phrase]] = [[]]
    left = MAX_WORDS
    for term in TERM.finditer(text):
        words = words_of(term["phrase"] or term["word"] or "")[:left]
        left -= len(words)
        if words:
            phrases[bool(term["minus"])][tuple(words)] = None
        if term["minus"] or term["phrase"] is not None:
            runs.append([])
        elif words:
            runs[-1].append(tuple(words))
    return SearchQuery(text, tuple(phrases[False]), tuple(phrases[True]), tuple(tuple(run) for run in runs if run))


def query_text(typed: str) -> str:
    """The text of a query in one line and in NFC, without control characters, at most 200 characters long."""
    visible = (" " if unicodedata.category(one) in ("Cc", "Cs", "Co", "Cn") else one for one in typed[:MAX_CHARACTERS])
    return " ".join(unicodedata.normalize("NFC", "".join(visible)).split())[:MAX_CHARACTERS]
