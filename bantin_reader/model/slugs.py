"""Names as parts of addresses."""

from __future__ import annotations

from functools import lru_cache

from slugify import slugify

LONGEST = 100


@lru_cache(maxsize=1024)
def slug_of(name: str) -> str:
    """A category's address from its name; an address stays as it is. Empty for a name without letters and digits."""
    return str(slugify(name, max_length=LONGEST, backend="text-unidecode"))
