"""Imports files as articles. An article is stored as a whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from bantin_reader.model.article import Draft
from bantin_reader.model.body_figures import PictureOutcome, place_pictures
from bantin_reader.model.errors import PictureRefused, SourceRefused, StoreUnavailable, describe_unexpected
from bantin_reader.model.picture import Figure, Picture, PictureSource
from bantin_reader.model.ports import ArticleStore, Outcome, PictureStore, SourceReader

ANY_PICTURE = Picture(name="-", width=1, height=1)

Result = TypeVar("Result")
KeepPicture = Callable[[PictureSource], Picture]


@dataclass(frozen=True)
class Imported:
    """A file whose article was stored. `warnings` name what was left out of it."""

    outcome: Outcome
    slug: str
    draft: Draft
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class DryRun:
    """A file whose article would be stored, with its slug."""

    slug: str
    draft: Draft
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class Refused:
    """A file or folder that could not be read, and why."""

    file: Path
    reason: str


class Importer:
    def __init__(self, reader: SourceReader, articles: ArticleStore, pictures: PictureStore) -> None:
        self._reader = reader
        self._articles = articles
        self._pictures = pictures

    def store_is_empty(self) -> bool:
        return self._articles.is_empty()

    def run(self, files: Iterable[Path]) -> Iterator[Imported | Refused]:
        """Import the files lazily, one for each result. A refused file does not stop the rest.

        Raises StoreUnavailable where none can be stored.
        """
        self._articles.require_writable()
        try:
            for file in files:
                yield _attempt(file, lambda file: self._import_one(self._reader.read(file)))
        finally:
            self._reader.close()
            self._articles.checkpoint()

    def dry_run(self, files: Iterable[Path]) -> Iterator[DryRun | Refused]:
        """What `run` would store: each draft with its slug. Stores nothing."""
        taken: set[str] = set()

        def one(file: Path) -> DryRun:
            draft = self._reader.read(file)
            slug = self._articles.slug_for(draft, taken)
            taken.add(slug)
            return DryRun(slug, draft, draft.warnings + self._check_pictures(draft))

        try:
            for file in files:
                yield _attempt(file, one)
        finally:
            self._reader.close()

    def _check_pictures(self, draft: Draft) -> tuple[str, ...]:
        def check(source: PictureSource) -> Picture:
            self._pictures.check(source)
            return ANY_PICTURE

        _, figure_warnings = self._figure(draft, check)
        _, body_warnings = self._body(draft, check)
        return figure_warnings + body_warnings

    def _import_one(self, draft: Draft) -> Imported:
        figure, figure_warnings = self._figure(draft, self._pictures.add)
        body, body_warnings = self._body(draft, self._pictures.add)
        warnings = draft.warnings + figure_warnings + body_warnings
        outcome, slug = self._articles.save(replace(draft, figure=figure, body=body))
        if self._articles.is_withdrawn(slug):
            warnings += (f"still withdrawn; publish it again with: bantin-reader reinstate {slug}",)
        elif moment := self._articles.embargo_of(slug):
            warnings += (f"dated in the future: readers see it from {moment:%Y-%m-%d %H:%M} on",)
        elif moment := self._articles.expiry_of(slug):
            warnings += (f"expired: readers have not seen it since {moment:%Y-%m-%d %H:%M}",)
        return Imported(outcome, slug, draft, warnings)

    def _figure(self, draft: Draft, keep: KeepPicture) -> tuple[Figure | None, tuple[str, ...]]:
        """The figure to store and warnings. Where its picture is refused, the stored figure stays, with its caption."""
        if not draft.figure or not draft.picture:
            return draft.figure, ()
        try:
            return replace(draft.figure, picture=keep(draft.picture)), ()
        except PictureRefused as error:
            stored = self._articles.figure_of(draft.source_id)
            if stored and stored.picture:
                return stored, (f"{PictureOutcome.STAYS.value}: {error}",)
            if draft.figure.caption:
                return draft.figure, (f"{PictureOutcome.CAPTION.value}: {error}",)
            return None, (f"{PictureOutcome.GONE.value}: {error}",)

    def _body(self, draft: Draft, keep: KeepPicture) -> tuple[str, tuple[str, ...]]:
        """The body with the stored pictures, and a warning for each picture that was refused."""
        stored_pictures: list[Picture | None] = []
        refused: dict[int, PictureRefused] = {}
        for number, source in enumerate(draft.pictures):
            try:
                stored_pictures.append(keep(source))
            except PictureRefused as error:
                stored_pictures.append(None)
                refused[number] = error
        stored = self._articles.body_of(draft.source_id) if refused else ""
        body, outcomes = place_pictures(draft.body, stored_pictures, stored)
        return body, tuple(f"{outcomes[number].value}: {error}" for number, error in refused.items())


def _attempt(file: Path, do: Callable[[Path], Result]) -> Result | Refused:
    """The result for one file. No error of one file ends the import of the others."""
    try:
        return do(file)
    except (SourceRefused, StoreUnavailable) as error:
        return Refused(file, str(error))
    except Exception as error:
        return Refused(file, describe_unexpected(error))
