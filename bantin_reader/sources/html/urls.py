"""Where a saved page's links and pictures lead."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bantin_reader.model.article import PictureSource
from bantin_reader.sources.import_roots import file_inside

# What browsers, SingleFile and HTTrack write into a page that they save.
SAVED_FROM = re.compile(
    r"<!--\s*+(?:saved from url=\(\d++\)|Page saved with SingleFile\s++url:\s*+|Mirrored from\s++)(\S++)", re.IGNORECASE
)
SAVED_FROM_WITHIN = 5000
BASES = (('meta[property="og:url"]', "content"), ('link[rel="canonical"]', "href"), ("base[href]", "href"))
FILES_OF_PAGE = "_files"
WEB = ("http", "https")
OTHER = ("mailto", "tel")
LAZY_ATTRIBUTES = ("data-src", "data-original")
# What stands in `src` until the picture that another attribute names has loaded.
BLANK = re.compile(
    r"data:.*|(?:.*/)?[^/]*(?:blank|spacer|placeholder|loading|lazy|1x1|transparent|pixel)[^/]*", re.DOTALL
)
LONGEST = 2000
BROKEN_LINE = re.compile(r"[\t\r\n]")
LOST = re.compile(r"/(?!/)|\.{0,2}/|[^#:?]+(?:[/?#]|\.\w+$)")
STRAY = re.compile(r"[\x00-\x20]")


class PageUrls:
    """The links and pictures of one page. `root` is the folder that its pictures must lie in."""

    def __init__(
        self,
        tree: LexborHTMLParser,
        text: str,
        file: Path,
        root: Path,
        address: str = "",
        resources: Mapping[str, bytes] | None = None,
    ) -> None:
        self._base = _base(tree, text, address)
        self._resources = resources or {}
        self._file = file
        self._root = root.resolve()

    def link(self, href: str) -> str:
        """An absolute address to link to; empty where it leads nowhere outside the page."""
        href = BROKEN_LINE.sub("", href).strip()
        if not href or href.startswith("#") or len(href) > LONGEST or self._is_saved_copy(href):
            return ""
        try:
            own = urlsplit(href)
            if (own.scheme.lower() in WEB or href.startswith("//")) and not own.hostname:
                return ""
            address = urljoin(self._base, href)
            scheme = urlsplit(address).scheme.lower()
            if scheme in WEB:
                return address if urlsplit(address).hostname else ""
        except ValueError:
            return ""
        if scheme == "mailto":
            address = address.replace(" ", "%20")
        return STRAY.sub("", address) if scheme in OTHER else ""

    def _is_saved_copy(self, href: str) -> bool:
        """Whether an address is that of a copy which the browser saved beside the page."""
        return unquote(href).removeprefix("./").startswith(f"{self._file.stem}{FILES_OF_PAGE}/")

    def is_lost(self, href: str) -> bool:
        """Whether a link leads to a place on a site that the page does not name."""
        return not self._base and LOST.match(href.strip()) is not None

    def picture(self, image: LexborNode) -> PictureSource | None:
        """The picture of an `<img>`: the first of its addresses that leads to one, else the first whose name is that of
        a file in the page's own folder of files, else the first that it names."""
        lazy = [address for name in LAZY_ATTRIBUTES if (address := _named(image, name))]
        plain = _named(image, "src")
        addresses = [*lazy, *([plain] if plain and not (lazy and BLANK.fullmatch(plain.lower())) else [])]
        sources = [self._source(address, self._led_to) for address in addresses]
        sources += [self._source(address, self._by_name) for address in addresses]
        return next((source for source in sources if source.file or source.content), sources[0] if sources else None)

    def _source(self, address: str, find: Callable[[str, str], Path | None]) -> PictureSource:
        if address[:5].lower() == "data:":
            return _data(address)
        if (held := self._held(address)) is not None:
            return PictureSource(shown=_shown(address), content=held)
        path = unquote(re.split("[?#]", address, maxsplit=1)[0]).replace("\\", "/")
        shown = _shown(address)
        found = next((file for name in _names_on_disk(address, path) if (file := _found(find, address, name))), None)
        return PictureSource(shown=shown, file=found)

    def _held(self, address: str) -> bytes | None:
        """The part of an archive with this address."""
        return self._resources.get(address) or self._resources.get(_joined(self._base, address))

    def _led_to(self, address: str, path: str) -> Path | None:
        """Where a relative address leads from the page, or from the folder of the import."""
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            return None
        return file_inside(self._root, (self._root if path.startswith("/") else self._file.parent) / path.lstrip("/"))

    def _by_name(self, address: str, path: str) -> Path | None:
        urlsplit(address)  # raises ValueError on what is no address
        folder = self._file.parent / f"{self._file.stem}{FILES_OF_PAGE}"
        return file_inside(self._root, folder / path.rsplit("/", 1)[-1])


def _shown(address: str) -> str:
    """The name of a picture for messages."""
    path = unquote(re.split("[?#]", address, maxsplit=1)[0]).replace("\\", "/")
    return re.sub(r"[\x00-\x1f]", "?", path.rsplit("/", 1)[-1] or path or address)[:100]


def _names_on_disk(address: str, path: str) -> list[str]:
    """The names that a copied site may have for an address: without its query, or with it as wget writes it."""
    whole = address.partition("#")[0].replace("\\", "/")
    return list(dict.fromkeys((path, unquote(whole), whole, whole.replace("?", "%3F"))))


def _found(find: Callable[[str, str], Path | None], address: str, path: str) -> Path | None:
    try:
        return find(address, path)
    except ValueError:
        return None


def _named(image: LexborNode, attribute: str) -> str:
    return (image.attributes.get(attribute) or "").strip()


def _data(address: str) -> PictureSource:
    """A picture written out in the page (RFC 2397)."""
    head, comma, data = address[5:].partition(",")
    kind = head.split(";")[0].strip().lower()
    shown = f"data:{kind[:40]}" if re.fullmatch(r"[\w.+/-]+", kind) else "data:"
    try:
        if head.lower().rstrip().endswith(";base64"):
            digits = re.sub(r"\s", "", unquote(data)).rstrip("=")
            content = b64decode(digits + "=" * (-len(digits) % 4), validate=True)
        else:
            content = unquote_to_bytes(data)
    except (binascii.Error, ValueError):
        content = b""
    return PictureSource(shown=shown, content=content if comma else b"")


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
    try:
        return urljoin(base, address) if address else ""
    except ValueError:
        return ""


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in WEB and bool(parts.hostname)
    except ValueError:
        return False
