"""The front page: the lead, the newest articles, a block of each section, and one of each other language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bantin_reader.model.article import ArticleSummary
from bantin_reader.model.listing import ListFilter, Position, Section
from bantin_reader.model.listing_ports import ArticleLists
from bantin_reader.services.per_revision import CurrentRevision, per_revision, unknown_revision
from bantin_reader.services.sections import MOST_LANGUAGES, SectionService

# The lead and the newest beside it.
NEWEST = 8
# The lead is the article that is pinned, or else the newest with a picture, as long as it is one of so many.
LEAD_CANDIDATES = 4
BLOCKS = 8
STORIES = 4


@dataclass(frozen=True, kw_only=True)
class Block:
    """Articles of a section, the one with a picture first; without a section, those in the language `lang`."""

    stories: Sequence[ArticleSummary]
    section: Section | None = None
    lang: str = ""


@dataclass(frozen=True, kw_only=True)
class FrontPage:
    """`newest` are in the order of time, without the lead; `older` is the position of the last of all of these, if
    older articles follow. No article stands on the page twice."""

    lead: ArticleSummary | None
    newest: Sequence[ArticleSummary] = ()
    older: Position | None = None
    blocks: Sequence[Block] = ()


class FrontPageService:
    """Front pages are put together once for each `revision` of the store."""

    def __init__(
        self, lists: ArticleLists, sections: SectionService, revision: CurrentRevision = unknown_revision
    ) -> None:
        self._lists = lists
        self._sections = sections
        self._front_page = per_revision(self._read, revision, MOST_LANGUAGES)

    def front_page(self, lang: str, languages: tuple[str, ...]) -> FrontPage:
        """The front page for readers of a language, with a block of each other one of `languages`. Where no article is
        in their language, the page has those of every language."""
        return self._front_page(lang, languages)

    def _read(self, lang: str, languages: tuple[str, ...]) -> FrontPage:
        newest = self._lists.slice(ListFilter(lang=lang), None, NEWEST)
        if not newest.headlines:
            lang, newest = "", self._lists.slice(ListFilter(), None, NEWEST)
        if not newest.headlines:
            return FrontPage(lead=None)
        pinned = self._lists.pinned(lang=lang)
        others = [one for one in newest.headlines if pinned is None or one.slug != pinned.slug]
        lead, *rest = [pinned, *others] if pinned else _pictured_first(others, LEAD_CANDIDATES)
        return FrontPage(
            lead=lead, newest=rest, older=newest.older, blocks=self._blocks(lang, languages, [lead, *rest])
        )

    def _blocks(self, lang: str, languages: Sequence[str], shown: Sequence[ArticleSummary]) -> list[Block]:
        sections = self._sections.sections(lang)[:BLOCKS]
        others = [other for other in languages if lang and other != lang]
        filters = [ListFilter(category=section.slug, lang=lang) for section in sections]
        filters += [ListFilter(lang=other) for other in others]
        found = self._lists.newest_of_each(filters, limit=STORIES + len(shown))
        slugs = {article.slug for article in shown}
        stories = [[article for article in each if article.slug not in slugs][:STORIES] for each in found]
        blocks = [
            Block(stories=_pictured_first(some, STORIES), section=section)
            for section, some in zip(sections, stories, strict=False)
        ]
        blocks += [
            Block(stories=_pictured_first(some, STORIES), lang=other)
            for other, some in zip(others, stories[len(sections) :], strict=True)
        ]
        return [block for block in blocks if block.stories]


def _pictured_first(articles: Sequence[ArticleSummary], candidates: int) -> list[ArticleSummary]:
    """The articles with the first one that has a picture moved to the front, if it is among the candidates."""
    pictured = (article for article in articles[:candidates] if article.figure and article.figure.picture)
    first = next(pictured, None)
    return [first, *(article for article in articles if article is not first)] if first else [*articles]
