"""What a consistency check reads and finds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bantin_reader.model.picture import Figure


@dataclass(frozen=True, kw_only=True)
class ScannedArticle:
    """An article with all its figures that have a picture, in order. `listed_at` is its date by the site's clocks, and
    `expires_at` the moment from which on readers no longer see it. `recording` is the name of its recording's file, or
    empty."""

    slug: str
    withdrawn: bool
    listed_at: datetime
    expires_at: datetime | None = None
    figures: tuple[Figure, ...]
    recording: str = ""


@dataclass(frozen=True)
class Problem:
    """A line for the operator; `to_fix` unless it is for information only."""

    text: str
    to_fix: bool = True
