"""The form that the addresses of a site's articles have in common."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlsplit

DIGITS = re.compile(r"\d+")


def common_pattern(addresses: Sequence[str]) -> str:
    """A regular expression that the addresses of articles match: the most frequent form of those with several words in
    their last part. Empty where there is none."""
    forms = Counter(form for address in addresses if (form := _form(address)))
    return forms.most_common(1)[0][0] if forms else ""


def _form(address: str) -> str:
    """The form of an article's address: `/tin/bai-moi-12345.html` is `/[^/]+-[^/]+-\\d+\\.html$`."""
    last = urlsplit(address).path.rstrip("/").rpartition("/")[2]
    stem, dot, suffix = last.partition(".")
    if stem.count("-") < 2:
        return ""
    number = stem.rpartition("-")[2]
    words = "[^/]+-[^/]+"
    tail = rf"\.{re.escape(suffix)}$" if dot else "/?$"
    return f"/{words}-\\d+{tail}" if DIGITS.fullmatch(number) else f"/{words}-[^/]+{tail}"
