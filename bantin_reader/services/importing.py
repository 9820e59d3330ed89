"""Importing: files become articles, each whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bantin_reader.model.article import Draft
from bantin_reader.model.errors import PictureRefused, SourceRefused
from bantin_reader.model.ports import ArticleReader, ArticleStore, Outcome, PictureStore


@dataclass(frozen=True)
class Imported:
    """A file that landed. `warnings` name what was left out of it."""

    outcome: Outcome
    slug: str
    draft: Draft
    warnings: tuple[str, ...] = ()


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
            except SourceRefused as error:
                yield Refused(file, str(error))

    def rehearse(self, files: Iterable[Path]) -> Iterator[tuple[str, Draft] | Refused]:
        """What `run` would store: each draft with its address. Stores nothing."""
        taken: set[str] = set()
        for file in files:
            try:
                draft = self._reader.read(file)
                slug = self._articles.slug_for(draft, taken)
                taken.add(slug)
                yield slug, draft
            except SourceRefused as error:
                yield Refused(file, str(error))

    def _land(self, draft: Draft) -> Imported:
        warnings: list[str] = []
        if draft.figure and draft.picture_file:
            try:
                picture = self._pictures.keep(draft.picture_file)
                draft = replace(draft, figure=replace(draft.figure, picture=picture))
            except PictureRefused as error:
                warnings.append(f"the figure has its caption only: {error}")
        outcome, slug = self._articles.save(draft)
        if self._articles.is_withdrawn(slug):
            warnings.append(f"still withdrawn; publish it again with: bantin-reader reinstate {slug}")
        return Imported(outcome, slug, draft, tuple(warnings))
