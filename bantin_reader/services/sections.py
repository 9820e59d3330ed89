"""The sections of the site: its categories, in the order that the operator gives."""

from __future__ import annotations

from collections.abc import Sequence

from bantin_reader.model.listing import Section
from bantin_reader.model.listing_ports import ArticleLists
from bantin_reader.model.slugs import slug_of

ALL_OTHERS = "*"
HIDDEN = "-"


class SectionService:
    """`order` is the setting BANTIN_SECTIONS: names or slugs of categories between commas. `*` stands for all those
    that it does not name, by their slugs, and `-` before a name leaves it out of them."""

    def __init__(self, lists: ArticleLists, order: str) -> None:
        parts = [part.strip() for part in order.split(",")]
        self._lists = lists
        self._order = [part if part == ALL_OTHERS else slug_of(part) for part in parts if not part.startswith(HIDDEN)]
        self._hidden = {slug_of(part.removeprefix(HIDDEN)) for part in parts if part.startswith(HIDDEN)}

    def sections(self, lang: str) -> Sequence[Section]:
        """The sections with an article in a language; where no article is in it, those of every language."""
        found = {one.slug: one for one in self._lists.sections(lang) or self._lists.sections("")}
        named = {slug for slug in self._order if slug in found}
        ordered: dict[str, Section] = {}
        for slug in self._order:
            if slug == ALL_OTHERS:
                ordered |= {other: found[other] for other in found if other not in named | self._hidden}
            elif slug in found:
                ordered[slug] = found[slug]
        return [*ordered.values()]
