"""Vectors of articles and queries for them, as PostgreSQL has them.

The terms are made here, not by a text search configuration, so that both databases find the same
(https://www.postgresql.org/docs/current/datatype-textsearch.html).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain, pairwise, starmap
from zlib import crc32

from bantin_reader.model.fold import REMEMBERED_WORDS, fold, folded
from bantin_reader.model.search import Tier
from bantin_reader.model.stored_article import IndexEntry
from bantin_reader.store.search.matching import Groups, Match
from bantin_reader.store.search.terms import Document, Parts, first_character, terms, tiers_of

# The most positions that a tsvector has of one term; it ignores others.
MAX_POSITIONS = 255
# A tsvector holds 1 MB, and is smaller than its text.
MAX_VECTOR_BYTES = 1_000_000
# Two words side by side are a term of their own in these tiers. Those of whole articles would take more room than all
# other terms: they share terms, as many as there are buckets, by a hash of both folded words.
TITLE_TIERS = (Tier.EXACT_TITLE, Tier.TITLE)
FIRST_BUCKET, BUCKETS = 0xF0000, 4096


def entry_of(document: Document) -> IndexEntry:
    """The vectors of all terms and of the words of the title."""
    title, sapo, text = document.parts
    while len((found := _vector_of(Document([title, sapo, text], document.facets))).encode()) > MAX_VECTOR_BYTES:
        text = text[: len(text) // 2]
    titles: dict[str, list[int]] = {}
    _place(titles, [folded(title)])
    return found, " ".join(_quoted_with_places(titles))


def _vector_of(document: Document) -> str:
    found = [quoted(facet) for facet in document.facets]
    for tier, tier_parts in tiers_of(document.parts):
        positions: dict[str, list[int]] = {}
        tier_terms = [terms(tier, words) for words in tier_parts]
        _place(positions, tier_terms)
        found += _quoted_with_places(positions)
        if tier in TITLE_TIERS:
            found += {quoted(pair) for words in tier_terms for pair in starmap(_pair, pairwise(words))}
        if tier == Tier.ALL:
            found += set(chain.from_iterable(map(_buckets, tier_parts)))
    return " ".join(found)


def _buckets(words: Sequence[str]) -> list[str]:
    """The bucket of each two folded words side by side."""
    hashes = [*map(_hash, words)]
    return [chr(FIRST_BUCKET + (31 * one + next_one) % BUCKETS) for one, next_one in pairwise(hashes)]


@lru_cache(REMEMBERED_WORDS)
def _hash(word: str) -> int:
    return crc32(word.encode("utf-8"))


def _place(positions: dict[str, list[int]], parts: Parts) -> None:
    """Add the positions of terms, with one left out between two parts, so that no phrase reaches across."""
    position = 0
    for words in parts:
        position += 1
        for one in words:
            position += 1
            if places := positions.get(one):
                places.append(position)
            else:
                positions[one] = [position]


def _quoted_with_places(positions: dict[str, list[int]]) -> list[str]:
    return [
        f"'{one}':{places[0]}" if len(places) == 1 else f"'{one}':{','.join(map(str, places[:MAX_POSITIONS]))}"
        for one, places in positions.items()
    ]


def quoted(term: str) -> str:
    """A term in a vector or a query. None has a quotation mark or a backslash."""
    return f"'{term}'"


def expression(match: Match) -> str:
    """A match as a tsquery."""
    unwanted = [f"({_all(groups)})" for groups in match.unwanted]
    return _all(match.wanted) + (f" & !({' | '.join(unwanted)})" if unwanted else "")


def _all(groups: Groups) -> str:
    return " & ".join("(" + " | ".join(map(_phrase, group)) + ")" for group in groups)


def _phrase(phrase: Sequence[str]) -> str:
    """Positions are compared only in articles that have the pairs of a phrase."""
    if len(phrase) == 1:
        return quoted(phrase[0])
    if phrase[0][0] in map(first_character, TITLE_TIERS):
        found = [quoted(_pair(*pair)) for pair in pairwise(phrase)]
        if len(found) == 1:
            return found[0]
    else:
        found = [quoted(bucket) for bucket in _buckets([fold(one[1:]) for one in phrase])]
    return "(" + " & ".join(found) + " & (" + " <-> ".join(map(quoted, phrase)) + "))"


def _pair(first: str, second: str) -> str:
    """The term of two terms of a tier side by side."""
    return f"{first} {second[1:]}"
