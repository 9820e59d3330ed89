"""A store looked over: what each article shows, and what was found wrong."""

from __future__ import annotations

from dataclasses import dataclass

from bantin_reader.model.article import Figure


@dataclass(frozen=True, kw_only=True)
class ScannedArticle:
    """An article with all its figures that have a picture, in order."""

    slug: str
    withdrawn: bool
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Problem:
    """Something that the operator should know; `mend` when it should not stay so."""

    text: str
    mend: bool = True
