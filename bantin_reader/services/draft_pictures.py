"""Stores the pictures of a draft, and puts them into its figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bantin_reader.model.article import Draft
from bantin_reader.model.body_figures import PictureOutcome, place_pictures
from bantin_reader.model.errors import PictureRefused
from bantin_reader.model.picture import Figure, Picture, PictureSource
from bantin_reader.model.ports import ArticleStore, PictureStore

ANY_PICTURE = Picture(name="-", width=1, height=1)

KeepPicture = Callable[[PictureSource], Picture]


class DraftPictures:
    def __init__(self, articles: ArticleStore, pictures: PictureStore) -> None:
        self._articles = articles
        self._pictures = pictures

    def store(self, draft: Draft) -> tuple[Draft, tuple[str, ...]]:
        """The draft with its stored pictures, and all warnings. Raises StoreUnavailable."""
        if not draft.picture and "<img" not in draft.body:
            return draft, draft.warnings
        figure, figure_warnings = self._figure(draft, self._pictures.add)
        body, body_warnings = self._body(draft, self._pictures.add)
        return replace(draft, figure=figure, body=body), draft.warnings + figure_warnings + body_warnings

    def check(self, draft: Draft) -> tuple[str, ...]:
        """The warnings that `store` would give. Stores nothing."""

        def check(source: PictureSource) -> Picture:
            self._pictures.check(source)
            return ANY_PICTURE

        _, figure_warnings = self._figure(draft, check)
        _, body_warnings = self._body(draft, check)
        return draft.warnings + figure_warnings + body_warnings

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
