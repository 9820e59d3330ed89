"""Reads a source file: its bytes become text, and the layout that recognises the text makes a draft of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, tzinfo
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Protocol

from bantin_reader.model.article import DEFAULT_ZONE, Draft
from bantin_reader.model.errors import SourceRefused
from bantin_reader.sources import portal_text
from bantin_reader.sources.archive import Archive, is_archive, read_archive
from bantin_reader.sources.discovery import cannot_be_opened
from bantin_reader.sources.entry import PROFILE as ENTRY
from bantin_reader.sources.entry import Entry, page_of
from bantin_reader.sources.file_context import FileContext
from bantin_reader.sources.html import HtmlPageParser
from bantin_reader.sources.html.reader import SAPO_OF_METADATA
from bantin_reader.sources.import_roots import ImportRoots
from bantin_reader.sources.limits import MAX_FILE_BYTES
from bantin_reader.sources.markdown import front_matter
from bantin_reader.sources.publishable import publishable
from bantin_reader.sources.recording_places import recordings_at
from bantin_reader.sources.site_config.finder import SiteConfigs
from bantin_reader.sources.text.encoding import decode
from bantin_reader.sources.text.normalize import clean_text

WEB_ARCHIVE = ".webarchive"
# The path of a page that was fetched: nothing lies below a device.
NO_FILE = Path("/dev/null/page.html")


class Layout(Protocol):
    """A kind of source file. `read` raises SourceRefused; a draft's time may carry an offset of its own, and the loader
    then brings it to the site's zone."""

    def recognises(self, text: str) -> bool: ...

    def read(self, text: str, file: Path, context: FileContext) -> Draft: ...


TEXTS: tuple[Layout, ...] = (front_matter, portal_text)


class FileLoader:
    """Reads a file of any known layout. Implements `model.ports.ArticleReader`."""

    def __init__(
        self,
        zone: tzinfo = DEFAULT_ZONE,
        pages: Layout | None = None,
        roots: ImportRoots | None = None,
        sites: SiteConfigs | None = None,
    ) -> None:
        self._sites = sites
        self._zone = zone
        self._layouts = (*([pages] if pages else []), *TEXTS)
        self._roots = roots or ImportRoots()

    def read(self, file: Path, evidence: dict[str, str] | None = None) -> Draft:
        """The draft of the article in `file`; what gave each field is written into `evidence`. Raises SourceRefused."""
        require_utf8_name(file)
        content = read_bytes(file)
        archive = read_archive(content) if is_archive(content) else None
        saved_at = datetime.fromtimestamp(file.stat().st_mtime, self._zone).replace(tzinfo=None)
        found: dict[str, str] = {} if evidence is None else evidence
        context = FileContext(root=self._roots.root_of(file), saved_at=saved_at, evidence=found)
        return self._read(archive or content, file, context)

    def read_page(self, page: Archive, evidence: dict[str, str] | None = None) -> Draft:
        """The draft of a page that was fetched now; no file lies beside it. Raises SourceRefused."""
        now = datetime.now(self._zone).replace(tzinfo=None)
        context = FileContext(root=NO_FILE.parent, saved_at=now, evidence={} if evidence is None else evidence)
        return self._read(page, NO_FILE, context)

    def single_page(self, page: Archive) -> str:
        """The address of the page that has the whole text of an article; empty for this page itself."""
        if self._sites is None:
            return ""
        return self._sites.single_page(clean_text(decode(_declared(page)).text), page.address)

    def read_entry(self, entry: Entry, parts: Mapping[str, bytes] | None = None) -> Draft:
        """The draft of an article that a feed or an API gave; `parts` are files that came along, by their addresses.
        Raises SourceRefused."""
        now = datetime.now(self._zone).replace(tzinfo=None)
        context = FileContext(root=NO_FILE.parent, saved_at=now)
        page = replace(page_of(entry), resources=dict(parts or {}))
        draft = self._read(page, NO_FILE, context, (HtmlPageParser([], ENTRY),))
        kept = tuple(warning for warning in draft.warnings if warning != SAPO_OF_METADATA)
        recordings = recordings_at(entry.recordings, entry.base or entry.address, parts)
        return replace(draft, warnings=kept + entry.warnings, recordings=recordings)

    def _read(
        self,
        source: Archive | bytes,
        file: Path,
        context: FileContext,
        layouts: Sequence[Layout] | None = None,
    ) -> Draft:
        decoded = decode(source if isinstance(source, bytes) else _declared(source))
        text = clean_text(decoded.text)
        if isinstance(source, Archive):
            context = replace(context, address=source.address, resources=source.resources)
        for layout in layouts or self._layouts:
            if layout.recognises(text):
                draft = layout.read(text, file, context)
                return publishable(replace(draft, warnings=decoded.warnings + draft.warnings), self._zone)
        if file.suffix.lower() == WEB_ARCHIVE:
            raise SourceRefused("a page saved by Safari is not read: save it with another browser")
        raise SourceRefused(
            "unknown layout: neither a saved page (HTML), nor the portal's text (a line with Block_BanTin_Toolbar), "
            "nor Markdown with front matter (a first line of ---)"
        )


def _declared(archive: Archive) -> bytes:
    """The page of an archive, with the encoding declared before it that the archive names."""
    if not re.fullmatch(r"[\w.:-]{1,40}", archive.charset):
        return archive.page
    return f'<meta charset="{archive.charset}">'.encode() + archive.page


def require_utf8_name(file: Path) -> None:
    """Raise SourceRefused where the path cannot be written as text: it names the article in the store."""
    try:
        str(file.absolute()).encode()
    except UnicodeEncodeError as error:
        raise SourceRefused("its name is not UTF-8: rename it") from error


def read_bytes(file: Path) -> bytes:
    """The content of a file that is not too big. Raises SourceRefused."""
    try:
        facts = file.stat()
        if facts.st_size > MAX_FILE_BYTES:
            raise SourceRefused(f"too big: {facts.st_size:,} bytes, at most {MAX_FILE_BYTES:,}")
        if not (S_ISREG(facts.st_mode) or S_ISDIR(facts.st_mode)):
            raise SourceRefused("cannot be opened: not an ordinary file")
        return file.read_bytes()
    except (OSError, ValueError) as error:
        raise SourceRefused(cannot_be_opened(error)) from error


def read_text(file: Path) -> str:
    """The file's text in Unicode NFC with `\\n` line ends and no control characters. Raises SourceRefused."""
    return clean_text(decode(read_bytes(file)).text)
