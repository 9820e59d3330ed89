"""The terms of an article in the index: each word once for each tier in which a search looks for it.

A term is a character of the tier and a spelled or a folded word. So one index answers every tier, and the words that a
reader excludes are excluded from all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from bantin_reader.model.fold import fold, folded, words_of
from bantin_reader.model.search import Tier
from bantin_reader.model.search_query import Phrase
from bantin_reader.store.tables import articles

# The characters and words of title, sapo and text that are indexed. A position in a tsvector is at most 16,383, and a
# tsvector at most 1 MB (https://www.postgresql.org/docs/current/textsearch-limits.html).
MAX_CHARACTERS = 60_000
LIMITS = ((2_000, 200), (10_000, 1_000), (MAX_CHARACTERS, 12_000))
# Private characters: in no word, and a part of a term to FTS5's `ascii` tokenizer.
FIRST_TIER = 0xE000
FACET = "\ue010"
BETWEEN_PARTS = "\ue011"
HYPHEN = "\ue012"
# What no name of a category or a language has, so that such a name is found nowhere.
NOT_IN_NAMES = re.compile(r"[^\w-]")
NOWHERE = "\ue013"

COLUMNS = (
    articles.c.id,
    articles.c.title,
    articles.c.sapo,
    articles.c.body,
    articles.c.byline,
    articles.c.author_names,
    articles.c.tags,
    articles.c.figure_caption,
    articles.c.lang,
    articles.c.category,
    articles.c.category_slug,
    articles.c.listed_at,
    articles.c.withdrawn_at,
)
TAG = re.compile(r"<[^<>]*+>")
INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|em|i|kbd|mark|q|s|small|span|strong|sub|sup|u)(?: [^<>]*+)?>"
)


Parts = Sequence[list[str]]


@dataclass(frozen=True)
class Document:
    """What the index holds of an article: its spelled words and the terms of its facets."""

    parts: Parts
    facets: Sequence[str]


def document_of(row: Any) -> Document:
    """A row of `COLUMNS`, or an object that has these columns."""
    return Document(parts_of(row), facets_of(row))


def text_of(row: Any) -> str:
    """The text of an article without its title and sapo: body, caption, byline, authors and tags, without markup."""
    return _lines(row, " ".join(_body_of(row).split()))


def _body_of(row: Any) -> str:
    return unescape(TAG.sub(" ", INLINE_TAG.sub("", row.body[:MAX_CHARACTERS])))


def _lines(row: Any, body: str) -> str:
    return "\n".join(part for part in (body, row.figure_caption, row.byline, *row.author_names, *row.tags) if part)


def parts_of(row: Any) -> list[list[str]]:
    """The spelled words of title, sapo and text."""
    text = _lines(row, _body_of(row))
    if len(text) > MAX_CHARACTERS:  # only then do superfluous spaces in it make a difference
        text = text_of(row)
    return [title_words_of(row.title), _words(row.sapo, LIMITS[1]), _words(text, LIMITS[2])]


def title_words_of(title: str) -> list[str]:
    """The spelled words of a title."""
    return _words(title, LIMITS[0])


def _words(text: str, limit: tuple[int, int]) -> list[str]:
    characters, words = limit
    return words_of(text[:characters])[:words]


def tiers_of(parts: Parts) -> Iterator[tuple[Tier, Sequence[list[str]]]]:
    """The parts that each tier has, their words as the tier has them."""
    plain_parts = [folded(words) for words in parts]
    for count, exact, plain in ((1, Tier.EXACT_TITLE, Tier.TITLE), (2, Tier.EXACT_HEAD, Tier.HEAD)):
        yield exact, parts[:count]
        yield plain, plain_parts[:count]
    yield Tier.EXACT_ALL, parts
    yield Tier.ALL, plain_parts


def term(tier: Tier, word: str) -> str:
    return first_character(tier) + word


def terms(tier: Tier, words: Sequence[str]) -> list[str]:
    """The terms of words as the tier has them."""
    first = first_character(tier)
    return [first + word for word in words]


def first_character(tier: Tier) -> str:
    """What every term of a tier begins with."""
    return chr(FIRST_TIER + tier)


def phrase_terms(tier: Tier, phrase: Phrase) -> list[str]:
    """The terms of spelled words in a tier."""
    return [term(tier, word if tier.is_exact else fold(word)) for word in phrase]


def facet_terms(category: str, lang: str) -> list[str]:
    """The terms of a category, by its slug, and of a language, without what is empty."""
    named = (("c", category), ("l", lang.lower()))
    return [FACET + kind + NOT_IN_NAMES.sub(NOWHERE, name).replace("-", HYPHEN) for kind, name in named if name]


def facets_of(row: Any) -> list[str]:
    """The terms of an article's category, of its language and of the main language."""
    main = row.lang.partition("-")[0]
    return list(dict.fromkeys([*facet_terms(row.category_slug or "", row.lang), *facet_terms("", main)]))
