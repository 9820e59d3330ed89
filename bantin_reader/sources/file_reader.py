"""Source files: finding them in folders, reading their text, choosing who reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, tzinfo
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Protocol

from bantin_reader.model.article import DEFAULT_ZONE, Draft
from bantin_reader.model.errors import SourceRefused
from bantin_reader.sources import portal_text
from bantin_reader.sources.markdown import front_matter
from bantin_reader.sources.text.encoding import decode, refuse_font_letters
from bantin_reader.sources.text.normalize import clean_text

LARGEST_BYTES = 20 * 1024 * 1024
PICTURE_SUFFIXES = {".avif", ".bmp", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".svg", ".tif", ".tiff", ".webp"}
ASSET_SUFFIXES = {".axd", ".css", ".eot", ".js", ".json", ".map", ".mp3", ".mp4", ".otf", ".ttf", ".woff", ".woff2"}
ARCHIVE_SUFFIXES = {".mht", ".mhtml", ".webarchive"}
PAGE_SUFFIXES = {".htm", ".html", ".xhtml"}
FILES_OF_PAGE = "_files"


class Layout(Protocol):
    """A kind of source file: a module that knows its own and reads it.

    A draft's time may carry an offset of its own; the reader then brings it to the site's zone.
    """

    def recognises(self, text: str) -> bool: ...

    def read(self, text: str, file: Path) -> Draft: ...


TEXTS: tuple[Layout, ...] = (front_matter, portal_text)


def find(sources: Iterable[Path]) -> Iterator[Path]:
    """Every file of `sources`, in order. Of a folder, those at any depth but hidden ones, pictures, scripts and the
    like, and what a browser saved beside a page."""
    for source in sources:
        if not source.is_dir():
            yield source
            continue
        files = sorted(source.rglob("*"))
        folders_of_pages = {
            page.with_name(page.stem + FILES_OF_PAGE)
            for page in files
            if page.suffix.lower() in PAGE_SUFFIXES and page.is_file()
        }
        for file in files:
            if file.suffix.lower() in PICTURE_SUFFIXES | ASSET_SUFFIXES or not file.is_file():
                continue
            hidden = any(part.startswith(".") for part in file.relative_to(source).parts)
            if not hidden and folders_of_pages.isdisjoint(file.parents):
                yield file


class FileLoader:
    """Reads a file of any known layout. Keeps the promise of `model.ports.ArticleReader`."""

    def __init__(self, zone: tzinfo = DEFAULT_ZONE, pages: Layout | None = None) -> None:
        self._zone = zone
        self._layouts = (*([pages] if pages else []), *TEXTS)

    def read(self, file: Path) -> Draft:
        text = read_text(file)
        for layout in self._layouts:
            if layout.recognises(text):
                draft = layout.read(text, file)
                refuse_font_letters("\n".join((draft.title, draft.sapo, draft.body)))
                return self._at_home(draft)
        if file.suffix.lower() in ARCHIVE_SUFFIXES:
            raise SourceRefused(f"a page saved as one {file.suffix} file is not read: save it as “Webpage, complete”")
        raise SourceRefused(
            "unknown layout: neither a saved page (HTML), nor the portal's text (a line with Block_BanTin_Toolbar), "
            "nor Markdown with front matter (a first line of ---)"
        )

    def _at_home(self, draft: Draft) -> Draft:
        if not draft.date or not draft.time or not draft.time.tzinfo:
            return draft
        moment = datetime.combine(draft.date, draft.time)
        try:
            moment = moment.astimezone(self._zone)
        except OverflowError as error:
            raise SourceRefused(f"the date {moment} is at the end of the calendar") from error
        return replace(draft, date=moment.date(), time=moment.time())


def read_text(file: Path) -> str:
    """The file's text in Unicode NFC with `\\n` line ends and no control characters. Raises SourceRefused."""
    try:
        facts = file.stat()
        if facts.st_size > LARGEST_BYTES:
            raise SourceRefused(f"too big: {facts.st_size:,} bytes, at most {LARGEST_BYTES:,}")
        if not (S_ISREG(facts.st_mode) or S_ISDIR(facts.st_mode)):
            raise SourceRefused("cannot be opened: not an ordinary file")
        content = file.read_bytes()
    except (OSError, ValueError) as error:
        raise SourceRefused(f"cannot be opened: {getattr(error, 'strerror', None) or error}") from error
    return clean_text(decode(content))
