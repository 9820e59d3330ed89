"""The names of a site, which its pages give as author, title or summary where there is none."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

ADDRESS = re.compile(r"\S*://\S*|www\.\S+|@\S+|\S+@\S+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}", re.IGNORECASE)
NOBODY = re.compile(
    r"(?:administrator|admin|root|sharepoint|mojoportal|webmaster|editor|guest|ban\s++quản\s++trị|quản\s++trị(?:\s++viên)?|"
    r"ban\s++biên\s++tập|bbt|tòa\s++soạn|toà\s++soạn|biên\s++tập(?:\s++viên)?|unknown|anonymous)\d*",
    re.IGNORECASE,
)
OF_A_PAPER = re.compile(r"^(?:bao|trang|dai|congthongtin|tapchi)(?:dientu)?|(?:online|news|dientu|vn|com)$")
PARTED = re.compile(r"(?<!\s)\s++[-–—|»·:]\s++")
LEAST = 4


class SiteNames:
    """Names and hosts of one site, compared without marks, case, spaces and words like "Báo" and "Online"."""

    def __init__(self, names: list[str], addresses: list[str]) -> None:
        hosts = [host for address in addresses if (host := _host(address))]
        self._keys = {key for name in [*names, *hosts] for key in _keys(name)}
        self._keys |= {_key(label) for host in hosts for label in host.split(".")[:-1] if len(label) >= LEAST}

    def holds(self, name: str) -> bool:
        """Whether it is the site's name in some spelling."""
        return any(key in self._keys for key in _keys(name))

    def is_nobody(self, name: str) -> bool:
        """Whether a text that stands for an author names none: the site, an address, an account of the system."""
        name = name.strip()
        return ADDRESS.fullmatch(name) is not None or NOBODY.fullmatch(name) is not None or self.holds(name)

    def without(self, title: str) -> str:
        """A title without the site's name, or those of its sections before that, behind it."""
        parts = PARTED.split(title)
        if len(parts) > 1 and self.holds(parts[-1]):
            end = title.rindex(parts[-1])
            return title[:end].rstrip(" -–—|»·:")
        return title


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
