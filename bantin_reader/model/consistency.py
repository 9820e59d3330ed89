"""What a consistency check reads and finds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bantin_reader.model.picture import Figure


@dataclass(frozen=True, kw_only=True)
class ScannedArticle:
    """An article with all its figures that have a picture, in order. `listed_at` is its date by the site's clocks."""

    slug: str
    withdrawn: bool
    listed_at: datetime
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Problem:
    """A line for the operator; `to_fix` unless it is for information only."""

    text: str
    to_fix: bool = True
