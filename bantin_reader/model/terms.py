"""Tags and authors of an article, with the slugs of the lists that they lead to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bantin_reader.model.byline import authors_of
from bantin_reader.model.slugs import slug_of


class TermKind(StrEnum):
    TAG = "tag"
    AUTHOR = "author"


@dataclass(frozen=True)
class Term:
    """A tag or an author: its slug, and its name as the article has it."""

    kind: TermKind
    slug: str
    name: str


def terms_of(tags: Sequence[str], byline: str, authors: Sequence[str]) -> tuple[Term, ...]:
    """The tags and the authors of an article, each slug of a kind once, without those that have no letter or digit.
    `authors` are those that its source lists."""
    named = [(TermKind.TAG, name) for name in tags]
    named += [(TermKind.AUTHOR, author.name) for author in authors_of(byline, authors)]
    found: dict[tuple[TermKind, str], Term] = {}
    for kind, name in named:
        if slug := slug_of(name):
            found.setdefault((kind, slug), Term(kind, slug, name))
    return tuple(found.values())
