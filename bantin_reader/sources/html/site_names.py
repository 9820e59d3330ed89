"""Recognises the names of a site, which many pages give as author, title or summary."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

from bantin_reader.sources.text.byline_patterns import reads_as_person

ADDRESS = re.compile(r"\S*://\S*|www\.\S+|@\S+|\S+@\S+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}", re.IGNORECASE)
NO_AUTHOR = re.compile(
    r"(?:administrator|admin|root|sharepoint|mojoportal|webmaster|editor|guest|ban\s++quản\s++trị|quản\s++trị(?:\s++viên)?|"
    r"ban\s++biên\s++tập|bbt|tòa\s++soạn|toà\s++soạn|biên\s++tập(?:\s++viên)?|unknown|anonymous)\d*",
    re.IGNORECASE,
)
OF_A_PAPER = re.compile(r"^(?:bao|trang|dai|congthongtin|tapchi)(?:dientu)?|(?:online|news|dientu|vn|com)$")
PARTED = re.compile(r"(?<!\s)\s++[-–—|»·:]\s++")
LEAST = 4
# What any site may call itself, beside its name.
GENERIC = re.compile(
    r"(?:(?:cổng|trang|website|báo)\s++)?(?:thông\s++tin|tin|tt)?\s*+(?:điện\s++tử|đt)|cổng\s++thông\s++tin|trang\s++chủ|"
    r"website|home(?:\s?page)?|(?:official\s++)?(?:web\s?)?site",
    re.IGNORECASE,
)


class SiteNames:
    """Names and hosts of one site, compared without marks, case, spaces and words like "Báo" and "Online".

    `page_title` is the text of `<title>`: "An article - The site", or "The site" on every page."""

    def __init__(self, names: list[str], addresses: list[str], page_title: str = "") -> None:
        self._page_title = page_title
        hosts = [host for address in addresses if (host := _host(address))]
        self._keys = {key for name in [*names, *hosts] for key in _keys(name)}
        self._keys |= {_key(label) for host in hosts for label in host.split(".")[:-1] if len(label) >= LEAST}

    def holds(self, name: str) -> bool:
        """Whether `name` is a name or a host of the site, in any spelling, also with words such as "Trang chủ"."""
        if any(key in self._keys for key in _keys(name)):
            return True
        own = [part for part in PARTED.split(name) if not GENERIC.fullmatch(part)]
        return len(own) == 1 and own[0] != name and any(key in self._keys for key in _keys(own[0]))

    def is_no_author(self, name: str, title: str = "") -> bool:
        """Whether a text in the place of an author names no person: the site, an address or an account of the system.
        The site is also what `<title>` names beside the article's `title`, unless that is a person."""
        name = name.strip()
        if ADDRESS.fullmatch(name) or NO_AUTHOR.fullmatch(name) or self.holds(name):
            return True
        return not reads_as_person(name) and _key(name) in {_key(part) for part in self._parts_beside(title)}

    def _parts_beside(self, title: str) -> list[str]:
        """The parts of `<title>` without the article's title."""
        return PARTED.split(self._page_title.casefold().replace(title.casefold(), " - ") if title else self._page_title)

    def without(self, title: str) -> str:
        """The title without the site's name at its end and the separator before that."""
        parts = PARTED.split(title)
        last = next((place for place in range(1, len(parts)) if self._is_all(parts[place:])), 0)
        if not last:
            return title
        for part in reversed(parts[last:]):
            title = title[: title.rindex(part)].rstrip(" -–—|»·:")
        return title

    def _is_all(self, parts: list[str]) -> bool:
        """Whether parts are the site's name and words that any site has."""
        return any(map(self.holds, parts)) and all(self.holds(part) or GENERIC.fullmatch(part) for part in parts)


def _keys(name: str) -> set[str]:
    whole = _key(name)
    short = OF_A_PAPER.sub("", whole)
    return {key for key in (whole, short if len(short) >= LEAST else "") if key}


def _key(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold().replace("đ", "d"))
    return "".join(one for one in plain if one.isalnum())


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
