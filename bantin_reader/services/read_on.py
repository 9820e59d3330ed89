"""Chooses what to read after an article: related articles and its neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bantin_reader.model.article import Article, ArticleSummary
from bantin_reader.model.errors import StoreUnavailable
from bantin_reader.model.listing import ListFilter, Neighbour
from bantin_reader.model.listing_ports import ArticleLists
from bantin_reader.model.slugs import slug_of
from bantin_reader.services.per_revision import CurrentRevision, per_revision, unknown_revision

# Related articles are looked for among so many on each side of the article.
CANDIDATES = 30
HEADLINES = 5
TAG_WEIGHT = 2
# One tag, or two pairs of words of the title: a single pair may be a mere turn of phrase.
LEAST_RELATED = 2
# Whose newest articles are stored, of some 6 KB each.
MOST_LISTS = 100
WORD = re.compile(r"\w+")


@dataclass(frozen=True, kw_only=True)
class ReadOn:
    """The next newer and the next older article of the same category and language; and at most five further headlines:
    related ones, then the newest of the category, then those of the language."""

    newer: ArticleSummary | None = None
    older: ArticleSummary | None = None
    headlines: Sequence[ArticleSummary] = ()

    @property
    def to_hear(self) -> ArticleSummary | None:
        """The article to listen to after this one: through a section from its newest article on."""
        return next(iter(filter(None, (self.older, *self.headlines, self.newer))), None)


class ReadOnService:
    """The newest of categories and languages are read once for each `revision` of the store."""

    def __init__(self, lists: ArticleLists, revision: CurrentRevision = unknown_revision) -> None:
        self._lists = lists
        self._newest = per_revision(self._read_newest, revision, MOST_LISTS)

    def after(self, article: Article) -> ReadOn:
        """Nothing where the store cannot be read just then: the article itself has been."""
        try:
            return self._after(article)
        except StoreUnavailable:
            return ReadOn()

    def _after(self, article: Article) -> ReadOn:
        newer, older = self._lists.neighbours(article.slug, CANDIDATES)
        shown = {article.slug, *(each[0].slug for each in (newer, older) if each)}
        related = _related(article, [one for one in (*newer, *older) if one.slug not in shown])
        others = {one.slug: one for one in related}
        lang = article.lang.partition("-")[0]
        for which in (ListFilter(category=slug_of(article.category), lang=lang), ListFilter(lang=lang)):
            if len(others) < HEADLINES:
                others |= {one.slug: one for one in self._newest(which) if one.slug not in shown | others.keys()}
        return ReadOn(
            newer=newer[0].summary() if newer else None,
            older=older[0].summary() if older else None,
            headlines=[*others.values()][:HEADLINES],
        )

    def _read_newest(self, which: ListFilter) -> Sequence[ArticleSummary]:
        """As many as the headlines, the article itself and its neighbours."""
        return self._lists.newest_of_each([which], limit=HEADLINES + 3)[0]


def _related(article: Article, candidates: Sequence[Neighbour]) -> list[ArticleSummary]:
    """At most HEADLINES candidates that share a tag or several pairs of words of the title with the article, the
    closest first."""
    tags, pairs = {tag.casefold() for tag in article.tags}, _pairs(article.title)
    weights = [
        TAG_WEIGHT * len(tags & {tag.casefold() for tag in one.tags}) + len(pairs & _pairs(one.title))
        for one in candidates
    ]
    ranked = sorted(zip(weights, candidates, strict=True), key=lambda pair: -pair[0])
    return [one.summary() for weight, one in ranked[:HEADLINES] if weight >= LEAST_RELATED]


def _pairs(title: str) -> set[tuple[str, str]]:
    """Successive words of a title: a Vietnamese word is most often two syllables, which are written apart."""
    words = WORD.findall(title.casefold())
    return set(pairwise(words))
