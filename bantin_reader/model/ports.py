"""What services ask of the outside. Adapters in store/ and sources/ keep these promises."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from bantin_reader.model.article import Article, ArticleSummary, Draft, Figure, Picture, PictureSource


class Outcome(StrEnum):
    """What saving did to an article."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


class ArticleStore(Protocol):
    """Articles at rest. Every write lands whole or not at all. Everything raises StoreUnavailable."""

    def by_slug(self, slug: str) -> Article:
        """Raises ArticleNotFound or ArticleWithdrawn."""

    def with_translations(self, slug: str) -> tuple[Article, Sequence[ArticleSummary]]:
        """The article, and the same in other languages. Raises ArticleNotFound or ArticleWithdrawn."""

    def newest(self, *, limit: int, offset: int = 0, category: str = "", lang: str = "") -> Sequence[ArticleSummary]:
        """Published articles, newest first: of one category, by its name or its address, and of one language."""

    def count(self) -> int:
        """How many articles are published."""

    def is_empty(self) -> bool:
        """Whether it holds no article at all, not even a withdrawn one."""

    def revision(self) -> int:
        """A number that is another one after every change of what readers see, and never negative."""

    def require_writable(self) -> None:
        """Raises StoreUnavailable where nothing can be stored, now or later."""

    def save(self, draft: Draft) -> tuple[Outcome, str]:
        """Create or update by source_id; returns the outcome and the slug, which an update keeps.

        Raises SourceRefused for a value that is longer than the store holds.
        """

    def checkpoint(self) -> None:
        """Nothing more is saved for now: leave the store so that what is done to its file by hand does little harm."""

    def slug_for(self, draft: Draft, taken: Collection[str] = ()) -> str:
        """The slug that `save` would give if those in `taken` were in use too. Saves nothing.

        Raises SourceRefused as `save` does.
        """

    def figure_of(self, source_id: str) -> Figure | None:
        """The figure that the article of this source has now, if any."""

    def body_of(self, source_id: str) -> str:
        """The body that the article of this source has now; empty when there is none."""

    def is_withdrawn(self, slug: str) -> bool:
        """Whether the article was taken back. Raises ArticleNotFound."""

    def withdraw(self, slug: str, reason: str) -> None:
        """Take an article back. Raises ArticleNotFound."""

    def reinstate(self, slug: str) -> None:
        """Publish a withdrawn article again. Raises ArticleNotFound."""


class PictureStore(Protocol):
    """Pictures at rest, each under a name made from its content, with the forms that readers get."""

    def add(self, source: PictureSource) -> Picture:
        """Check and store a picture. Raises PictureRefused; StoreUnavailable where there is no room for it."""

    def check(self, source: PictureSource) -> None:
        """Whether `keep` would take it, without storing. Raises PictureRefused."""

    def rendition_path(self, name: str) -> Path:
        """Where a form of a stored picture lies: `<hash>-<width>.<avif|webp|jpg>`, or `<hash>-card.jpg`.

        Raises PictureNotFound; StoreUnavailable where it is lost and cannot be made again just now.
        """


class ArticleReader(Protocol):
    """Reads one kind of source file."""

    def read(self, file: Path) -> Draft:
        """Raises SourceRefused with the reason."""


class SourceReader(ArticleReader, Protocol):
    """Reads source files of every kind."""

    def close(self) -> None:
        """Release what reading holds, such as a process. Another file may be read afterwards."""
