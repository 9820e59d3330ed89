"""Importing: files become articles, each whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bantin_reader.model.article import Draft, Figure
from bantin_reader.model.errors import PictureRefused, SourceRefused, StoreUnavailable
from bantin_reader.model.ports import ArticleReader, ArticleStore, Outcome, PictureStore

WITHOUT_PICTURE = "the figure has its caption only"


@dataclass(frozen=True)
class Imported:
    """A file that landed. `warnings` name what was left out of it."""

    outcome: Outcome
    slug: str
    draft: Draft
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rehearsed:
    """A file that would land, and at which address."""

    slug: str
    draft: Draft
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class Refused:
    """A file that could not be read, and why."""

    file: Path
    reason: str


class Importing:
    def __init__(self, reader: ArticleReader, articles: ArticleStore, pictures: PictureStore) -> None:
        self._reader = reader
        self._articles = articles
        self._pictures = pictures

    def store_is_empty(self) -> bool:
        return self._articles.is_empty()

    def run(self, files: Iterable[Path]) -> Iterator[Imported | Refused]:
        """Import each file as it is asked for; one that is refused does not stop the rest."""
        for file in files:
            try:
                yield self._land(self._reader.read(file))
            except (SourceRefused, StoreUnavailable) as error:
                yield Refused(file, str(error))

    def rehearse(self, files: Iterable[Path]) -> Iterator[Rehearsed | Refused]:
        """What `run` would store: each draft with its address. Stores nothing."""
        taken: set[str] = set()
        for file in files:
            try:
                draft = self._reader.read(file)
                slug = self._articles.slug_for(draft, taken)
                taken.add(slug)
                yield Rehearsed(slug, draft, self._check_picture(draft))
            except (SourceRefused, StoreUnavailable) as error:
                yield Refused(file, str(error))

    def _check_picture(self, draft: Draft) -> tuple[str, ...]:
        try:
            if draft.picture_file:
                self._pictures.check(draft.picture_file)
        except PictureRefused as error:
            return (f"{WITHOUT_PICTURE}: {error}",)
        return ()

    def _land(self, draft: Draft) -> Imported:
        figure, warnings = self._keep_figure(draft)
        outcome, slug = self._articles.save(replace(draft, figure=figure))
        if self._articles.is_withdrawn(slug):
            warnings += (f"still withdrawn; publish it again with: bantin-reader reinstate {slug}",)
        return Imported(outcome, slug, draft, warnings)

    def _keep_figure(self, draft: Draft) -> tuple[Figure | None, tuple[str, ...]]:
        """The figure to store. Where its picture is refused, the one that the article had stays, words and all."""
        if not draft.figure or not draft.picture_file:
            return draft.figure, ()
        try:
            return replace(draft.figure, picture=self._pictures.keep(draft.picture_file)), ()
        except PictureRefused as error:
            stored = self._articles.figure_of(draft.source_id)
            if stored and stored.picture:
                return stored, (f"the figure it had stays: {error}",)
            return draft.figure, (f"{WITHOUT_PICTURE}: {error}",)
