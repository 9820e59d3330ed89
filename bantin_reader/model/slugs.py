"""Makes slugs: the parts of addresses that stand for articles, categories, tags and authors."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from slugify import slugify

LONGEST = 100
LARGEST_REMEMBERED = 0x3000
WORDS = re.compile("[A-Za-z0-9 ]*")


class _Ascii(dict[int, str]):
    """Maps the code point of a letter with marks to that letter, where it is one of ASCII, and others to themselves."""

    def __missing__(self, code: int) -> str:
        one = chr(code)
        plain = "".join(part for part in unicodedata.normalize("NFKD", one) if unicodedata.category(part) != "Mn")
        found = plain if one.isalpha() and plain.isascii() else one
        if code < LARGEST_REMEMBERED:
            self[code] = found
        return found


_ascii = _Ascii({ord(one): other for one, other in {"đ": "d", "Đ": "D", "–": "-", "“": '"', "”": '"'}.items()})


@lru_cache(maxsize=1024)
def slug_of(name: str) -> str:
    """A category's address from its name; an address stays as it is. Empty for a name without letters and digits."""
    return transliterated_slug(name)


def transliterated_slug(text: str, *, word_boundary: bool = False) -> str:
    """The slug of a text, at most 100 characters; with `word_boundary` of whole words.

    Most of slugify's time is the transliteration, which is done here by a table where that gives the same. Of words
    and spaces alone nothing else is left to do.
    """
    plain = text.translate(_ascii)
    if len(plain) <= LONGEST and WORDS.fullmatch(plain):
        return "-".join(plain.lower().split())
    source = plain if plain.isascii() else text
    # The transliteration is named, because looking for another one takes longer than the rest.
    return str(slugify(source, max_length=LONGEST, word_boundary=word_boundary, backend="text-unidecode"))
