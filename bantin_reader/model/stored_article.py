"""An article as an export holds it: its draft and what happened to it in its store. And the port that reads exports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from bantin_reader.model.article import Draft
from bantin_reader.model.errors import SourceRefused
from bantin_reader.model.terms import Term


@dataclass(frozen=True, kw_only=True)
class History:
    """When an article was created, changed and withdrawn, in UTC without a zone; None where it is not known, or not
    withdrawn. Readers see `withdrawn_reason`."""

    created_at: datetime | None = None
    updated_at: datetime | None = None
    withdrawn_at: datetime | None = None
    withdrawn_reason: str = ""


# The texts of an article in the search index of its store.
IndexEntry = tuple[str, str]


@dataclass(frozen=True)
class Prepared:
    """What a store makes of a draft alone: the values of its row, its texts in the search index, the slug of its title,
    its tags and authors."""

    values: dict[str, Any]
    index_entry: IndexEntry
    title_slug: str
    terms: tuple[Term, ...]


@dataclass(frozen=True)
class StoredArticle:
    """An article with its history. In a body that comes out of a store the pictures have their stored names; in one
    that is to go into a store they are those of the draft. `prepared` is of this draft, once `ArticleStore.prepare` has
    made it."""

    draft: Draft
    history: History
    prepared: Prepared | None = None


LineResult = tuple[int, StoredArticle | SourceRefused]


class LineReader(Protocol):
    """Reads a file of one article a line."""

    def lines(self, file: Path) -> Iterator[LineResult]:
        """Each article with the number of its line, from 1, or why it is refused. Raises SourceRefused where the file
        cannot be read."""
