"""The interfaces that services use (ports). Adapters in store/ and sources/ implement them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from bantin_reader.model.article import Article, ArticleSummary, Draft
from bantin_reader.model.errors import SourceRefused
from bantin_reader.model.picture import Figure, Picture, PictureSource
from bantin_reader.model.recording import Recording
from bantin_reader.model.stored_article import StoredArticle

# A site that has more categories has imported something else as its categories.
MOST_SECTIONS = 200


class Outcome(StrEnum):
    """The result of saving an article."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


class ArticleStore(Protocol):
    """Stored articles. Every write is atomic. Every method raises StoreUnavailable.

    Published articles are those that are neither withdrawn, nor expired, nor dated in the future. To readers the last
    do not exist.
    """

    def by_slug(self, slug: str) -> Article:
        """Raises ArticleNotFound (ArticleMoved for a former slug) or ArticleWithdrawn (ArticleExpired)."""

    def with_translations(self, slug: str) -> tuple[Article, Sequence[ArticleSummary]]:
        """The article and its translations. Raises as `by_slug`."""

    def newest(self, *, limit: int, offset: int = 0, category: str = "", lang: str = "") -> Sequence[ArticleSummary]:
        """Published articles, newest first; of a category, by name or slug, and of a language if they are given."""

    def count(self) -> int:
        """The number of published articles."""

    def is_empty(self) -> bool:
        """Whether it holds no article, not even a withdrawn one."""

    def revision(self) -> int:
        """A number that changes with everything that readers can see, by a change or by the clock; never negative."""

    def renew_pages(self) -> None:
        """Count a change of what readers see that is not in the store, such as new audio."""

    def require_writable(self) -> None:
        """Raises StoreUnavailable if the store is read-only."""

    def save(self, draft: Draft) -> tuple[Outcome, str]:
        """Create or update by source_id; returns the outcome and the slug. An update keeps the slug unless the draft
        asks for another, and the former one then leads to it.

        Raises SourceRefused for a value that is longer than the store holds, and for a slug of another article.
        """

    def prepare(self, stored: StoredArticle) -> StoredArticle:
        """What `restore` can take sooner than `stored`. Uses no database, so that another process may do it."""

    def restore(self, batch: Sequence[StoredArticle]) -> list[tuple[Outcome, str] | SourceRefused]:
        """Save articles with their histories in one transaction: the result of each, or why it is refused. An article
        that is withdrawn stays so."""

    def checkpoint(self) -> None:
        """Write everything into the database file itself, and prepare the database for searches of what was added; to
        be called when an import ends."""

    def slug_for(self, draft: Draft, taken: Collection[str] = ()) -> str:
        """The slug that `save` would give if those in `taken` were in use too. Saves nothing.

        Raises SourceRefused as `save` does.
        """

    def stored_slug(self, source_id: str) -> str | None:
        """The slug of this source's article, also where it is withdrawn; None if there is none."""

    def figure_of(self, source_id: str) -> Figure | None:
        """The stored figure of this source's article, if any."""

    def body_of(self, source_id: str) -> str:
        """The stored body of this source's article; empty if there is none."""

    def recording_of(self, source_id: str) -> Recording | None:
        """The stored recording of this source's article, if any."""

    def is_withdrawn(self, slug: str) -> bool:
        """Whether the article is withdrawn. Raises ArticleNotFound."""

    def embargo_of(self, slug: str) -> datetime | None:
        """The moment in the future, by the site's clocks, from which on readers see the article; None if it has passed.

        Raises ArticleNotFound.
        """

    def expiry_of(self, slug: str) -> datetime | None:
        """The moment, by the site's clocks, since which the article is expired; None if it is not."""

    def withdraw(self, slug: str, reason: str) -> None:
        """Withdraw an article. Raises ArticleNotFound."""

    def reinstate(self, slug: str) -> None:
        """Publish a withdrawn article again. Raises ArticleNotFound."""


class PictureStore(Protocol):
    """Stored pictures, each under a name made from its content, with its renditions."""

    def add(self, source: PictureSource) -> Picture:
        """Check and store a picture. Raises PictureRefused; StoreUnavailable where there is no room for it."""

    def check(self, source: PictureSource) -> None:
        """Whether `keep` would take it, without storing. Raises PictureRefused."""

    def rendition_path(self, name: str) -> Path:
        """Where a form of a stored picture lies: `<hash>-<width>.<avif|webp|jpg>`, or `<hash>-card.jpg`.

        Raises PictureNotFound; StoreUnavailable where it is lost and cannot be made again just now.
        """

    def rendition_bytes(self, name: str) -> int | None:
        """The size of a form of a stored picture in bytes; None where it is absent. Makes none."""


class ArticleReader(Protocol):
    """Reads one kind of source file."""

    def read(self, file: Path) -> Draft:
        """Raises SourceRefused with the reason."""


class SourceReader(ArticleReader, Protocol):
    """Reads source files of every kind."""

    def close(self) -> None:
        """Release what reading holds, such as a process. Another file may be read afterwards."""
