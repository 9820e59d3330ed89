"""Resolves the links of a saved page."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bantin_reader.model.source import WEB_SCHEMES
from bantin_reader.sources.addresses import absolute_address

# What browsers, SingleFile and HTTrack write into a page that they save.
SAVED_FROM = re.compile(
    r"<!--\s*+(?:saved from url=\(\d++\)|Page saved with SingleFile\s++url:\s*+|Mirrored from\s++)(\S++)", re.IGNORECASE
)
SAVED_FROM_WITHIN = 5000
BASES = (('meta[property="og:url"]', "content"), ('link[rel="canonical"]', "href"), ("base[href]", "href"))
FILES_OF_PAGE = "_files"
OTHER = ("mailto", "tel")
LONGEST = 2000
BROKEN_LINE = re.compile(r"[\t\r\n]")
LOST = re.compile(r"/(?!/)|\.{0,2}/|[^#:?]+(?:[/?#]|\.\w+$)")
STRAY = re.compile(r"[\x00-\x20]")


class PageUrls:
    """The links of one page. `base` is the page's own address, as far as it says, else empty."""

    def __init__(self, tree: LexborHTMLParser, text: str, file: Path, address: str = "") -> None:
        self.base = _base(tree, text, address)
        self._file = file

    def link(self, href: str) -> str:
        """An absolute address to link to; empty where it leads nowhere outside the page."""
        href = BROKEN_LINE.sub("", href).strip()
        if not href or href.startswith("#") or len(href) > LONGEST or self._is_saved_copy(href):
            return ""
        try:
            own = urlsplit(href)
            if (own.scheme.lower() in WEB_SCHEMES or href.startswith("//")) and not own.hostname:
                return ""
            address = urljoin(self.base, href)
            scheme = urlsplit(address).scheme.lower()
            if scheme in WEB_SCHEMES:
                return address if urlsplit(address).hostname else ""
        except ValueError:
            return ""
        if scheme == "mailto":
            address = address.replace(" ", "%20")
        return STRAY.sub("", address) if scheme in OTHER else ""

    def own_fragment(self, href: str) -> str:
        """The fragment of an address within the page itself, empty for the address of another page."""
        page, hash_sign, fragment = BROKEN_LINE.sub("", href).strip().partition("#")
        if not hash_sign or page in ("", self._file.name):
            return fragment
        return fragment if self.base and _joined(self.base, page) == self.base.partition("#")[0] else ""

    def _is_saved_copy(self, href: str) -> bool:
        """Whether an address is that of a copy which the browser saved beside the page."""
        return unquote(href).removeprefix("./").startswith(f"{self._file.stem}{FILES_OF_PAGE}/")

    def is_lost(self, href: str) -> bool:
        """Whether a link leads to a place on a site that the page does not name."""
        return not self.base and LOST.match(href.strip()) is not None


def _named(image: LexborNode, attribute: str) -> str:
    return (image.attributes.get(attribute) or "").strip()


def _base(tree: LexborHTMLParser, text: str, address: str) -> str:
    """The page's own address, as far as it says; empty where it does not."""
    saved = SAVED_FROM.search(text[:SAVED_FROM_WITHIN])
    address = address or (saved[1] if saved else "")
    if address and "://" not in address and "." in address.split("/")[0]:
        address = f"http://{address}"
    base = address if _is_web(address) else ""
    for selector, name in BASES:
        if (node := tree.css_first(selector)) is not None:
            named = _joined(base, _named(node, name))
            base = named if _is_web(named) else base
    return base


def _joined(base: str, address: str) -> str:
    return absolute_address(base, address) if address else ""


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in WEB_SCHEMES and bool(parts.hostname)
    except ValueError:
        return False
