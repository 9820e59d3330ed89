"""Source files: finding them in folders, reading their text, choosing who reads them."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Protocol

from bantin_reader.model.article import DEFAULT_ZONE, Draft
from bantin_reader.model.errors import SourceRefused
from bantin_reader.sources import front_matter, portal_text
from bantin_reader.sources.text import clean_text

LARGEST_BYTES = 20 * 1024 * 1024
PICTURE_SUFFIXES = {".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"}


class Layout(Protocol):
    """A kind of source file: a module that knows its own and reads it.

    A draft's time may carry an offset of its own; the reader then brings it to the site's zone.
    """

    def recognises(self, text: str) -> bool: ...

    def read(self, text: str, file: Path) -> Draft: ...


LAYOUTS: tuple[Layout, ...] = (front_matter, portal_text)


def find(sources: Iterable[Path]) -> Iterator[Path]:
    """Every file of `sources`; of a folder, those at any depth but hidden ones and pictures, in order."""
    for source in sources:
        if not source.is_dir():
            yield source
            continue
        for file in sorted(source.rglob("*")):
            hidden = any(part.startswith(".") for part in file.relative_to(source).parts)
            if file.is_file() and not hidden and file.suffix.lower() not in PICTURE_SUFFIXES:
                yield file


class FileReader:
    """Reads a file of any known layout. Keeps the promise of `model.ports.ArticleReader`."""

    def __init__(self, zone: tzinfo = DEFAULT_ZONE) -> None:
        self._zone = zone

    def read(self, file: Path) -> Draft:
        text = read_text(file)
        for layout in LAYOUTS:
            if layout.recognises(text):
                return self._at_home(layout.read(text, file))
        raise SourceRefused(
            "unknown layout: neither the portal's text (a line with Block_BanTin_Toolbar) "
            "nor Markdown with front matter (a first line of ---)"
        )

    def _at_home(self, draft: Draft) -> Draft:
        if not draft.date or not draft.time or not draft.time.tzinfo:
            return draft
        moment = datetime.combine(draft.date, draft.time).astimezone(self._zone)
        return replace(draft, date=moment.date(), time=moment.time())


def read_text(file: Path) -> str:
    """The file's text in Unicode NFC with `\\n` line ends and no control characters. Raises SourceRefused."""
    try:
        size = file.stat().st_size
        if size > LARGEST_BYTES:
            raise SourceRefused(f"too big: {size:,} bytes, at most {LARGEST_BYTES:,}")
        content = file.read_bytes()
    except (OSError, ValueError) as error:
        raise SourceRefused(f"cannot be opened: {getattr(error, 'strerror', None) or error}") from error
    return clean_text(_decode(content))


def _decode(content: bytes) -> str:
    encoding = "utf-8"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif b"\0" in content:
        raise SourceRefused("not text: it holds zero bytes")
    try:
        return content.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise SourceRefused(
            f"broken encoding: byte {error.start + 1} is not {error.encoding.upper()}; save the file as UTF-8"
        ) from error
