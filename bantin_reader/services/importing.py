"""Importing: files become articles, each whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bantin_reader.model.article import Draft, Figure, Picture
from bantin_reader.model.errors import PictureRefused, SourceRefused, StoreUnavailable
from bantin_reader.model.figures import place_pictures
from bantin_reader.model.ports import ArticleReader, ArticleStore, Outcome, PictureStore

WITHOUT_PICTURE = "the figure has its caption only"
STAYS = "the figure it had stays"


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
                yield Rehearsed(slug, draft, draft.warnings + self._check_pictures(draft))
            except (SourceRefused, StoreUnavailable) as error:
                yield Refused(file, str(error))

    def _check_pictures(self, draft: Draft) -> tuple[str, ...]:
        warnings: tuple[str, ...] = ()
        for source in ((draft.picture,) if draft.picture else ()) + draft.pictures:
            try:
                self._pictures.check(source)
            except PictureRefused as error:
                warnings += (f"{WITHOUT_PICTURE}: {error}",)
        return warnings

    def _land(self, draft: Draft) -> Imported:
        figure, figure_warnings = self._keep_figure(draft)
        body, body_warnings = self._keep_body(draft)
        warnings = draft.warnings + figure_warnings + body_warnings
        outcome, slug = self._articles.save(replace(draft, figure=figure, body=body))
        if self._articles.is_withdrawn(slug):
            warnings += (f"still withdrawn; publish it again with: bantin-reader reinstate {slug}",)
        return Imported(outcome, slug, draft, warnings)

    def _keep_figure(self, draft: Draft) -> tuple[Figure | None, tuple[str, ...]]:
        """The figure to store. Where its picture is refused, the one that the article had stays, words and all."""
        if not draft.figure or not draft.picture:
            return draft.figure, ()
        try:
            return replace(draft.figure, picture=self._pictures.keep(draft.picture)), ()
        except PictureRefused as error:
            stored = self._articles.figure_of(draft.source_id)
            if stored and stored.picture:
                return stored, (f"{STAYS}: {error}",)
            return draft.figure if draft.figure.caption else None, (f"{WITHOUT_PICTURE}: {error}",)

    def _keep_body(self, draft: Draft) -> tuple[str, tuple[str, ...]]:
        """The body with its pictures as they are stored, and what was refused."""
        kept: list[Picture | None] = []
        refused: tuple[str, ...] = ()
        for source in draft.pictures:
            try:
                kept.append(self._pictures.keep(source))
            except PictureRefused as error:
                kept.append(None)
                refused += (f"{WITHOUT_PICTURE}: {error}",)
        stored = self._articles.body_of(draft.source_id) if refused else ""
        return place_pictures(draft.body, kept, stored), refused
