"""Lists of the articles of a tag or an author."""

from __future__ import annotations

from bantin_reader.model.errors import PageNotFound
from bantin_reader.model.listing import ListFilter, ListSlice, Position
from bantin_reader.model.listing_ports import TermLists
from bantin_reader.model.terms import TermKind
from bantin_reader.services.lists import MOST_COUNTED, PAGE_SIZE


class TermService:
    def __init__(self, terms: TermLists) -> None:
        self._terms = terms

    def articles(self, kind: TermKind, slug: str, which: ListFilter, before: Position | None) -> tuple[str, ListSlice]:
        """The name of a tag or an author, and a page of its articles that a filter matches. Raises PageNotFound if no
        article has it, or the filter matches none that is older than the position."""
        name = self._terms.name(kind, slug)
        if name is None:
            raise PageNotFound(f"no article of the {kind.value} {slug}")
        found = self._terms.slice(kind, slug, which, before, PAGE_SIZE)
        if before and not found.headlines:
            raise PageNotFound("nothing is older")
        return name, found

    def total(self, kind: TermKind, slug: str, which: ListFilter) -> int:
        """How many articles that a filter matches it has; MOST_COUNTED + 1 stands for more than MOST_COUNTED."""
        return self._terms.total(kind, slug, which, most=MOST_COUNTED + 1)
