"""Where a saved page's links and pictures lead."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bantin_reader.model.article import PictureSource

SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->", re.IGNORECASE)
BASES = (('meta[property="og:url"]', "content"), ('link[rel="canonical"]', "href"), ("base[href]", "href"))
WEB = ("http", "https")
OTHER = ("mailto", "tel")
PICTURE_ATTRIBUTES = ("data-src", "data-original", "src")
LONGEST = 2000
STRAY = re.compile(r"[\x00-\x20]")


class Addresses:
    """The links and pictures of one page. `root` is the folder that its pictures must lie in."""

    def __init__(self, tree: LexborHTMLParser, text: str, file: Path, root: Path) -> None:
        self._base = _base(tree, text)
        self._file = file
        self._root = root.resolve()

    def link(self, href: str) -> str:
        """An absolute address to link to; empty where it leads nowhere outside the page."""
        href = href.strip()
        if not href or href.startswith("#") or len(href) > LONGEST:
            return ""
        try:
            address = urljoin(self._base, href)
            scheme = urlsplit(address).scheme.lower()
            if scheme in WEB:
                return address if urlsplit(address).hostname else ""
        except ValueError:
            return ""
        return STRAY.sub("", address) if scheme in OTHER else ""

    def picture(self, image: LexborNode) -> PictureSource | None:
        """The picture of an `<img>`: the first of its addresses that can be had, else the first that it names."""
        named = [address for name in PICTURE_ATTRIBUTES if (address := (image.attributes.get(name) or "").strip())]
        sources = [self._source(address) for address in named]
        return next((source for source in sources if _can_be_had(source)), sources[0] if sources else None)

    def _source(self, address: str) -> PictureSource:
        if address[:5].lower() == "data:":
            return _data(address)
        path = unquote(re.split("[?#]", address, maxsplit=1)[0])
        name = path.replace("\\", "/").rsplit("/", 1)[-1] or path
        shown = re.sub(r"[\x00-\x1f]", "?", name)[:100]
        return PictureSource(shown=shown, file=self._beside(address, path, name))

    def _beside(self, address: str, path: str, name: str) -> Path | None:
        """The file that an address stands for: where it leads from the page, from the folder of the import, or by its
        name in the page's own folder of files. None when it lies in none of them."""
        folder = self._file.parent
        candidates = [folder / f"{self._file.stem}_files" / name]
        try:
            parts = urlsplit(address)
            if not parts.scheme and not parts.netloc:
                relative = path.replace("\\", "/")
                candidates.insert(0, (self._root if relative.startswith("/") else folder) / relative.lstrip("/"))
            for candidate in candidates:
                resolved = candidate.resolve()
                if resolved.is_relative_to(self._root) and resolved.is_file():
                    return resolved
        except (OSError, ValueError):
            return None
        return None


def _can_be_had(source: PictureSource) -> bool:
    return source.file is not None or source.content is not None


def _data(address: str) -> PictureSource:
    """A picture written out in the page (RFC 2397)."""
    head, comma, data = address[5:].partition(",")
    kind = head.split(";")[0].strip().lower()
    shown = f"data:{kind[:40]}" if re.fullmatch(r"[\w.+/-]+", kind) else "data:"
    try:
        if head.lower().rstrip().endswith(";base64"):
            content = b64decode(re.sub(r"\s", "", unquote(data)), validate=True)
        else:
            content = unquote_to_bytes(data)
    except (binascii.Error, ValueError):
        content = b""
    return PictureSource(shown=shown, content=content if comma else b"")


def _base(tree: LexborHTMLParser, text: str) -> str:
    """The page's own address, as far as it says; empty where it does not."""
    saved = SAVED_FROM.search(text[:5000])
    candidates = [saved[1]] if saved else []
    for selector, name in BASES:
        if (node := tree.css_first(selector)) is not None:
            candidates.insert(0, (node.attributes.get(name) or "").strip())
    for candidate in candidates:
        try:
            parts = urlsplit(candidate)
        except ValueError:
            continue
        if parts.scheme in WEB and parts.netloc:
            return candidate
    return ""
