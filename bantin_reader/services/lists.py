"""Lists of articles: all, of a category, of a year, a month or a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bantin_reader.model.article import ArticleSummary
from bantin_reader.model.errors import PageNotFound
from bantin_reader.model.listing import ListFilter, ListSlice, Position
from bantin_reader.model.listing_ports import ArticleLists

PAGE_SIZE = 20
# The database counts the articles before a page that is requested by its number, so later pages have none.
LAST_NUMBERED_PAGE = 100
# The largest number of articles that is counted for a day, and for a whole list.
MOST_A_DAY = 20
MOST_COUNTED = 100


@dataclass(frozen=True)
class ArchivePage:
    """A page of a period, and whether any article is earlier or later than the period."""

    page: ListSlice
    has_earlier: bool
    has_later: bool


class ListService:
    def __init__(self, lists: ArticleLists) -> None:
        self._lists = lists

    def newest(self, before: Position, lang: str) -> ListSlice:
        """The articles after a position in a language, or in all languages if no article is in that one, as on the
        front page. Raises PageNotFound if there are none."""
        has_language = self._lists.newest_of_each([ListFilter(lang=lang)], limit=1)[0]
        return self._slice(ListFilter(lang=lang if has_language else ""), before)

    def end_of_page(self, number: int) -> Position | None:
        """The position of the last article of page `number`, counted from 1; None if there is no such page or `number`
        is LAST_NUMBERED_PAGE or more."""
        return self._lists.position(number * PAGE_SIZE - 1) if 1 <= number < LAST_NUMBERED_PAGE else None

    def category(self, which: ListFilter, before: Position | None) -> tuple[ArticleSummary, ListSlice]:
        """An article of a category, from which its name is taken, and a page of the articles that the filter matches.
        Raises PageNotFound if the category has no article, or the filter matches none after the position."""
        found = self._slice(which, before)
        named = found if found.headlines else self._lists.slice(ListFilter(category=which.category), None, 1)
        if not named.headlines or not which.category:
            raise PageNotFound(f"no article of the category {which.category}")
        return named.headlines[0], found

    def archive(self, which: ListFilter, before: Position | None) -> ArchivePage:
        """A page of a period. Raises PageNotFound if it lies before the oldest article or after the newest."""
        period = self._lists.period()
        if not period or not which.since or not which.until or which.until <= period[0] or which.since > period[1]:
            raise PageNotFound(f"no article from {which.since} to {which.until}")
        return ArchivePage(
            self._slice(which, before), has_earlier=period[0] < which.since, has_later=period[1] >= which.until
        )

    def counts(self, which: ListFilter, moments: Sequence[datetime]) -> Sequence[int]:
        """How many articles of a category and a language each period between successive moments has; MOST_A_DAY + 1
        stands for more than MOST_A_DAY."""
        return self._lists.counts(which, moments, most=MOST_A_DAY + 1)

    def total(self, which: ListFilter) -> int:
        """How many articles a list has; MOST_COUNTED + 1 stands for more than MOST_COUNTED."""
        moments = [which.since or datetime.min, which.until or datetime.max]
        return self._lists.counts(which, moments, most=MOST_COUNTED + 1)[0]

    def years(self) -> list[int]:
        """The years from the newest article's to the oldest one's."""
        period = self._lists.period()
        return [*range(period[1].year, period[0].year - 1, -1)] if period else []

    def _slice(self, which: ListFilter, before: Position | None) -> ListSlice:
        found = self._lists.slice(which, before, PAGE_SIZE)
        if before and not found.headlines:
            raise PageNotFound("nothing is older")
        return found


def in_year(which: ListFilter, year: int) -> ListFilter:
    """The filter for a year, from 1 to 9998."""
    return replace(which, since=datetime(year, 1, 1), until=datetime(year + 1, 1, 1))
