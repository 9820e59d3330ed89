"""Slugs: one that no article has, and those that lead to an article which had them before."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from sqlalchemy import Connection, bindparam, select, union_all

from bantin_reader.model.slugs import transliterated_slug
from bantin_reader.store.tables import articles, redirects

SLUG_WITHOUT_LETTERS = "bai-viet"

# The articles that a slug leads to: the one that has it, or that had it.
OWNERS = union_all(
    select(articles.c.id.label("id")).where(articles.c.slug == bindparam("slug")),
    select(redirects.c.article_id).where(redirects.c.slug == bindparam("slug")),
)
USED = [
    select(column).where(column.in_(bindparam("slugs", expanding=True)))
    for column in (articles.c.slug, redirects.c.slug)
]


@lru_cache(maxsize=1024)
def slug_of_title(title: str) -> str:
    """The slug of a title that no other article has."""
    return transliterated_slug(title, word_boundary=True) or SLUG_WITHOUT_LETTERS


def used_slugs(connection: Connection, slugs: Collection[str]) -> set[str]:
    """Those of `slugs` that lead to an article."""
    return {slug for query in USED for slug in connection.execute(query, {"slugs": [*slugs]}).scalars()}


def free_slug(connection: Connection, title: str, taken: Collection[str] = ()) -> str:
    """The title's slug, or that with the number after the last one in use: `-2`, `-3`, …

    Finds the number by doubling and bisection, so that the thousandth article of one title costs some twenty look-ups.
    """
    base = slug_of_title(title)

    def is_free(slug: str) -> bool:
        return slug not in taken and connection.execute(OWNERS, {"slug": slug}).first() is None

    if is_free(base):
        return base
    used, free = 1, 2
    while not is_free(f"{base}-{free}"):
        used, free = free, free * 2
    while free - used > 1:
        middle = (used + free) // 2
        used, free = (used, middle) if is_free(f"{base}-{middle}") else (middle, free)
    return f"{base}-{free}"
