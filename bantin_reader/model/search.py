"""What a search finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from bantin_reader.model.article import ArticleSummary


class Tier(IntEnum):
    """Where an article has all words of a query, the best first. HEAD is title and sapo; ALL also the text, the names
    and the tags. In an exact tier the words have their marks as they were typed."""

    EXACT_TITLE = 0
    EXACT_HEAD = 1
    EXACT_ALL = 2
    TITLE = 3
    HEAD = 4
    ALL = 5

    @property
    def is_exact(self) -> bool:
        return self <= Tier.EXACT_ALL


@dataclass(frozen=True)
class HitPosition:
    """An article's place among the hits: its tier, and its number in the index, which grows with its date."""

    tier: Tier
    number: int


@dataclass(frozen=True, kw_only=True)
class Hit:
    """An article that was found. `text` is its text without markup where the words are found only there, else empty."""

    article: ArticleSummary
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class SearchFilter:
    """Restricts a search to a category, by its slug, to a language, and to the period from `since` until before
    `until`, by the site's clocks. What is empty restricts nothing."""

    category: str = ""
    lang: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Hits:
    """A page of hits, the best first. `older` is the position of the last one if more follow. `is_complete` is false
    where the search was stopped because it took too much work."""

    hits: Sequence[Hit]
    older: HitPosition | None = None
    is_complete: bool = True


@dataclass(frozen=True)
class FacetCell:
    """How many hits a category, by name, has in a year."""

    category: str
    year: int
    count: int


@dataclass(frozen=True, kw_only=True)
class HitCounts:
    """How many hits there are, at most a limit; how many each category has in each year, unless they are too many to
    divide. `is_complete` is false where counting was stopped because it took too much work."""

    total: int = 0
    cells: Sequence[FacetCell] = ()
    is_complete: bool = True
