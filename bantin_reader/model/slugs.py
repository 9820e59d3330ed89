"""Makes slugs: the parts of addresses that stand for categories, tags and authors."""

from __future__ import annotations

from functools import lru_cache

from slugify import slugify

LONGEST = 100


@lru_cache(maxsize=1024)
def slug_of(name: str) -> str:
    """A category's address from its name; an address stays as it is. Empty for a name without letters and digits."""
    return str(slugify(name, max_length=LONGEST, backend="text-unidecode"))
