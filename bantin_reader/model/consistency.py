"""What a consistency check reads and finds."""

from __future__ import annotations

from dataclasses import dataclass

from bantin_reader.model.picture import Figure


@dataclass(frozen=True, kw_only=True)
class ScannedArticle:
    """An article with all its figures that have a picture, in order."""

    slug: str
    withdrawn: bool
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Problem:
    """A line for the operator; `mend` if it should be fixed."""

    text: str
    mend: bool = True
