"""The sections of the site: its categories, in the order that the operator gives."""

from __future__ import annotations

from collections.abc import Sequence

from bantin_reader.model.listing import Section
from bantin_reader.model.listing_ports import ArticleLists
from bantin_reader.model.slugs import slug_of
from bantin_reader.services.per_revision import CurrentRevision, per_revision, unknown_revision

ALL_OTHERS = "*"
HIDDEN = "-"
# Of pages: each has its sections.
MOST_LANGUAGES = 8


class SectionService:
    """`order` is the setting BANTIN_SECTIONS: names or slugs of categories between commas. `*` stands for all those
    that it does not name, by their slugs, and `-` before a name leaves it out of them. Sections are read once for each
    `revision` of the store."""

    def __init__(self, lists: ArticleLists, order: str, revision: CurrentRevision = unknown_revision) -> None:
        parts = [part.strip() for part in order.split(",")]
        self._lists = lists
        self._sections = per_revision(self._read, revision, MOST_LANGUAGES)
        self._order = [part if part == ALL_OTHERS else slug_of(part) for part in parts if not part.startswith(HIDDEN)]
        self._hidden = {slug_of(part.removeprefix(HIDDEN)) for part in parts if part.startswith(HIDDEN)}

    def sections(self, lang: str) -> Sequence[Section]:
        """The sections with an article in a language; where no article is in it, those of every language."""
        return self._sections(lang)

    def _read(self, lang: str) -> Sequence[Section]:
        found = {one.slug: one for one in self._lists.sections(lang) or self._lists.sections("")}
        named = {slug for slug in self._order if slug in found}
        ordered: dict[str, Section] = {}
        for slug in self._order:
            if slug == ALL_OTHERS:
                ordered |= {other: found[other] for other in found if other not in named | self._hidden}
            elif slug in found:
                ordered[slug] = found[slug]
        return (*ordered.values(),)
