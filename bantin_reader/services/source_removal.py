"""Withdraws articles that their source no longer has, unless they are so many that the source is more likely broken."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from bantin_reader.model.article import Draft
from bantin_reader.model.errors import ArticleNotFound, SourceRefused
from bantin_reader.model.ports import ArticleStore
from bantin_reader.model.source import KnownItem
from bantin_reader.model.source_ports import SourceStore

# Of the articles that a source has brought. One may always go.
LARGEST_SHARE = 0.10
# What readers see at the address.
REASON = "Nơi đăng đã gỡ bài này."


@dataclass(frozen=True)
class Withdrawn:
    """An article that was withdrawn, by its slug."""

    slug: str


class SourceRemoval:
    """`before_change` is called with the source_id of an article before it is withdrawn."""

    def __init__(
        self, name: str, known: SourceStore, articles: ArticleStore, before_change: Callable[[str], None]
    ) -> None:
        self._name = name
        self._known = known
        self._articles = articles
        self._before_change = before_change

    def withdraw(self, gone: Sequence[KnownItem]) -> Iterator[Withdrawn]:
        """Withdraw the articles of these items. Raises SourceRefused, before any, if they are too many."""
        total = len(self._known.known_ids(self._name))
        if len(gone) > max(1, total * LARGEST_SHARE):
            raise SourceRefused(
                f"nothing was withdrawn: {len(gone)} of {total} articles are gone at the source, more than 10 %"
            )
        for item in gone:
            slug = self._articles.slug_for(Draft(source_id=item.source_id, title="-", sapo="", body="", lang="vi"))
            try:
                if not self._articles.is_withdrawn(slug):
                    self._before_change(item.source_id)
                    self._articles.withdraw(slug, REASON)
                    yield Withdrawn(slug)
            except ArticleNotFound:
                pass
            self._known.remember(self._name, (), replace(item, is_gone=True, version="", digest="", refusal=""))
