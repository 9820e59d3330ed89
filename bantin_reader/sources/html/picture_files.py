"""Finds the pictures of a saved page: in files of the import, in the page itself, or in the archive around it."""

from __future__ import annotations

import binascii
import re
import struct
import warnings
from base64 import b64decode
from collections.abc import Iterator, Mapping
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from urllib.parse import SplitResult, unquote, unquote_to_bytes, urlsplit

from PIL import Image

from bantin_reader.model.picture import PictureSource
from bantin_reader.model.source import WEB_PREFIXES
from bantin_reader.sources.addresses import absolute_address
from bantin_reader.sources.import_roots import file_inside

FILES_OF_PAGE = ("_files", ".files")
QUERY = re.compile("[?#]")
CONTROL = re.compile(r"[\x00-\x1f]")
WHITE = re.compile(r"\s")
KIND = re.compile(r"[\w.+/-]+")
FORMATS = ("AVIF", "GIF", "JPEG", "PNG", "WEBP")
# A file's width and height are read from so many of its first bytes, so that no file takes long.
HEADER = 256 * 1024
# A drawing in a data: address that is shorter than this, in bytes, holds a place; so may a file.
SHORTEST_PICTURE = 500


class Found(NamedTuple):
    """A picture, and whether the page's address leads to its file; otherwise only the file's name is the same."""

    source: PictureSource
    is_led_to: bool = True

    @property
    def is_there(self) -> bool:
        return bool(self.source.file or self.source.content)


class PictureFiles:
    """The picture files of one page. `base` is its address, `root` the folder that the files must lie in, `resources`
    the parts of its archive by their address."""

    def __init__(self, base: str, file: Path, root: Path, resources: Mapping[str, bytes]) -> None:
        self._base = base
        self._file = file
        self._given_root = root
        self._resources = resources
        self._of_host: dict[str, list[Path]] = {}

    @cached_property
    def _root(self) -> Path:
        return self._given_root.resolve()

    @cached_property
    def _folders(self) -> list[Path]:
        """The root, and each folder from it down to the page's."""
        own = self._file.parent.resolve()
        around = [folder for folder in own.parents if folder.is_relative_to(self._root)]
        return [self._root, *reversed(around), own]

    @cached_property
    def _folders_of_page(self) -> list[Path]:
        """The folders in which browsers save what a page shows."""
        beside = (self._file.with_name(f"{self._file.stem}{ending}") for ending in FILES_OF_PAGE)
        return [folder for folder in beside if folder.is_dir()]

    def find(self, address: str) -> Found:
        """The picture that an address of the page names, with neither file nor content where there is none."""
        if address[:5].lower() == "data:":
            return Found(_data(address))
        shown, joined = _shown(address), absolute_address(self._base, address)
        if (held := self._resources.get(address) or self._resources.get(joined)) is not None:
            return Found(PictureSource(shown=shown, content=held))
        absent = PictureSource(shown=shown, address=joined if joined.startswith(WEB_PREFIXES) else "")
        try:
            parts = urlsplit(address)
        except ValueError:
            return Found(absent)
        if parts.netloc and not self._folders_of_page and not self._host_folders(parts.netloc):
            return Found(absent)
        names = _names_on_disk(address.partition(parts.netloc)[2] if parts.netloc else address)
        for place in self._places(parts, names):
            if file := file_inside(self._root, place):
                return Found(PictureSource(shown=shown, file=file))
        for place in (folder / name.rsplit("/", 1)[-1] for name in names for folder in self._folders_of_page):
            if file := file_inside(self._root, place):
                return Found(PictureSource(shown=shown, file=file), is_led_to=False)
        return Found(absent)

    def _places(self, parts: SplitResult, names: list[str]) -> Iterator[Path]:
        """Where a relative address leads from the page, or from a folder around it. A copy of a site has what comes
        from another host in a folder with the host's name."""
        if parts.netloc:
            for folder in self._host_folders(parts.netloc):
                yield from (folder / name.lstrip("/") for name in names)
        elif not parts.scheme:
            for name in names:
                if name.startswith("/"):
                    yield from (folder / name.lstrip("/") for folder in self._folders)
                else:
                    yield self._file.parent / name

    def _host_folders(self, host: str) -> list[Path]:
        if host not in self._of_host:
            named = [folder / host for folder in self._folders] if len(host) < 254 and "\0" not in host else []
            self._of_host[host] = [folder for folder in named if folder.is_dir()]
        return self._of_host[host]


def extent(source: PictureSource) -> tuple[int, int]:
    """The width and height of a picture in pixels, by the first bytes of its file; zeros where they cannot be told."""
    content = _first_bytes(source)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=FORMATS) as image:
                return image.size
    except (OSError, ValueError, SyntaxError, EOFError, struct.error, Image.DecompressionBombError):
        return 0, 0


def area(source: PictureSource) -> int:
    """How large a picture is, in square pixels; in bytes, at most HEADER, where its size cannot be told."""
    width, height = extent(source)
    return width * height or len(_first_bytes(source))


def holds_a_place(source: PictureSource) -> bool:
    """Whether a picture stands in for another one until that is loaded: a pixel or two, or an empty drawing."""
    if source.shown.startswith("data:image/svg"):
        return len(source.content or b"") < SHORTEST_PICTURE
    if source.file and source.file.stat().st_size > SHORTEST_PICTURE:
        return False
    return 0 < max(extent(source)) <= 2


def _first_bytes(source: PictureSource) -> bytes:
    if source.file is None:
        return (source.content or b"")[:HEADER]
    try:
        with source.file.open("rb") as file:
            return file.read(HEADER)
    except OSError:
        return b""


def _names_on_disk(address: str) -> list[str]:
    """The names that a copied site may have for an address: without its query, or with it as wget writes it."""
    path = unquote(QUERY.split(address, maxsplit=1)[0]).replace("\\", "/")
    whole = address.partition("#")[0].replace("\\", "/")
    if "?" not in whole and "%" not in whole:
        return [path]
    written = (unquote(whole), whole, whole.replace("?", "%3F"), whole.replace("?", "@"))
    return list(dict.fromkeys((*written, path) if "?" in whole else (path, *written)))


def _shown(address: str) -> str:
    """The name of a picture for messages."""
    path = unquote(QUERY.split(address, maxsplit=1)[0]).replace("\\", "/")
    return CONTROL.sub("?", path.rsplit("/", 1)[-1] or path or address)[:100]


def _data(address: str) -> PictureSource:
    """A picture written out in the page (RFC 2397)."""
    head, comma, data = address[5:].partition(",")
    kind = head.split(";")[0].strip().lower()
    shown = f"data:{kind[:40]}" if KIND.fullmatch(kind) else "data:"
    try:
        if head.lower().rstrip().endswith(";base64"):
            digits = WHITE.sub("", unquote(data)).rstrip("=")
            content = b64decode(digits + "=" * (-len(digits) % 4), validate=True)
        else:
            content = unquote_to_bytes(data)
    except (binascii.Error, ValueError):
        content = b""
    return PictureSource(shown=shown, content=content if comma else b"")
