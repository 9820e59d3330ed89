"""Imports files as articles. An article is stored as a whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bantin_reader.model.article import Draft
from bantin_reader.model.errors import SourceRefused, StoreUnavailable, describe_unexpected
from bantin_reader.model.ports import ArticleStore, Outcome, PictureStore, SourceReader
from bantin_reader.model.recording import RecordingStore
from bantin_reader.services.draft_pictures import DraftPictures
from bantin_reader.services.draft_recordings import DraftRecordings

Result = TypeVar("Result")


@dataclass(frozen=True)
class Imported:
    """A file whose article was stored. `warnings` name what was left out of it, and `may_be_completed` says that
    another attempt may bring some of that."""

    outcome: Outcome
    slug: str
    draft: Draft
    warnings: tuple[str, ...] = ()
    may_be_completed: bool = False


@dataclass(frozen=True)
class DryRun:
    """A file whose article would be stored, with its slug."""

    slug: str
    draft: Draft
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class Refused:
    """A file, folder or address that could not be read, and why."""

    file: Path | str
    reason: str


class Importer:
    def __init__(
        self, reader: SourceReader, articles: ArticleStore, pictures: PictureStore, recordings: RecordingStore
    ) -> None:
        self._reader = reader
        self._articles = articles
        self._pictures = DraftPictures(articles, pictures)
        self._recordings = DraftRecordings(articles, recordings)

    def store_is_empty(self) -> bool:
        return self._articles.is_empty()

    def run(self, files: Iterable[Path]) -> Iterator[Imported | Refused]:
        """Import the files lazily, one for each result. A refused file does not stop the rest.

        Raises StoreUnavailable where none can be stored.
        """
        self._articles.require_writable()
        try:
            for file in files:
                yield _attempt(file, lambda file: self.store(self._reader.read(file)))
        finally:
            self._reader.close()
            self._articles.checkpoint()

    def dry_run(self, files: Iterable[Path]) -> Iterator[DryRun | Refused]:
        """What `run` would store: each draft with its slug. Stores nothing."""
        taken: set[str] = set()

        try:
            for file in files:
                yield _attempt(file, lambda file: self.rehearse(self._reader.read(file), taken))
        finally:
            self._reader.close()

    def rehearse(self, draft: Draft, taken: set[str]) -> DryRun:
        """What `store` would do after articles with the slugs in `taken`, to which this one's is added. Stores nothing.

        Raises SourceRefused, StoreUnavailable."""
        slug = self._articles.slug_for(draft, taken)
        taken.add(slug)
        return DryRun(slug, draft, self._pictures.check(draft) + self._recordings.check(draft))

    def finish(self) -> None:
        """Write everything into the database file itself; to be called when an import ends."""
        self._articles.checkpoint()

    def require_writable(self) -> None:
        """Raises StoreUnavailable where nothing can be stored."""
        self._articles.require_writable()

    def store(self, draft: Draft, *, reinstate: bool = False) -> Imported:
        """Store one article with its pictures and its recording; with `reinstate`, publish it again where it is
        withdrawn. Raises SourceRefused, StoreUnavailable."""
        before = len(draft.warnings)
        draft, warnings = self._pictures.store(draft)
        lacks_picture = len(warnings) > before
        draft, about_recording, may_come = self._recordings.store(draft)
        warnings += about_recording
        outcome, slug = self._articles.save(draft)
        if reinstate:
            self._articles.reinstate(slug)
        if self._articles.is_withdrawn(slug):
            warnings += (f"still withdrawn; publish it again with: bantin-reader reinstate {slug}",)
        elif moment := self._articles.embargo_of(slug):
            warnings += (f"dated in the future: readers see it from {moment:%Y-%m-%d %H:%M} on",)
        elif moment := self._articles.expiry_of(slug):
            warnings += (f"expired: readers have not seen it since {moment:%Y-%m-%d %H:%M}",)
        return Imported(outcome, slug, draft, warnings, lacks_picture or may_come)


def _attempt(file: Path, do: Callable[[Path], Result]) -> Result | Refused:
    """The result for one file. No error of one file ends the import of the others."""
    try:
        return do(file)
    except (SourceRefused, StoreUnavailable) as error:
        return Refused(file, str(error))
    except Exception as error:
        return Refused(file, describe_unexpected(error))
