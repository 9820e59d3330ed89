"""Lists of the articles of a tag or an author."""

from __future__ import annotations

from bantin_reader.model.errors import PageNotFound
from bantin_reader.model.listing import ListSlice, Position
from bantin_reader.model.listing_ports import TermLists
from bantin_reader.model.terms import TermKind
from bantin_reader.services.lists import MOST_COUNTED, PAGE_SIZE


class TermService:
    def __init__(self, terms: TermLists) -> None:
        self._terms = terms

    def articles(self, kind: TermKind, slug: str, before: Position | None) -> tuple[str, ListSlice]:
        """The name of a tag or an author, and a page of its articles. Raises PageNotFound if none has it, or none that
        is older than the position."""
        name = self._terms.name(kind, slug)
        found = self._terms.slice(kind, slug, before, PAGE_SIZE) if name else ListSlice(headlines=[])
        if name is None or not found.headlines:
            raise PageNotFound(f"no article of the {kind.value} {slug}")
        return name, found

    def total(self, kind: TermKind, slug: str) -> int:
        """How many articles it has; MOST_COUNTED + 1 stands for more than MOST_COUNTED."""
        return self._terms.total(kind, slug, most=MOST_COUNTED + 1)
