"""Reads what was fetched: feeds, entries and pages. A LimitedReader runs it in a process of its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from bantin_reader.model.article import Draft
from bantin_reader.model.errors import SourceRefused
from bantin_reader.sources import feed
from bantin_reader.sources.archive import Archive
from bantin_reader.sources.entry import Entry
from bantin_reader.sources.file_reader import FileLoader
from bantin_reader.sources.http_client import Response
from bantin_reader.sources.link_list import LinkList, read_links
from bantin_reader.sources.recording_places import recordings_at
from bantin_reader.sources.text.encoding import decode
from bantin_reader.sources.wordpress_source import wordpress_site

NO_DATE = "no date found"


class DocumentReader:
    """Every method raises SourceRefused."""

    def __init__(self, loader: FileLoader) -> None:
        self._loader = loader

    def read(self, file: Path) -> Draft:
        return self._loader.read(file)

    def feed(self, response: Response) -> list[Entry]:
        return feed.parse(response)

    def links(self, response: Response) -> LinkList:
        return read_links(response)

    def wordpress_home(self, response: Response) -> str:
        """The WordPress site whose home page this is; empty where it is none. Articles name their site too."""
        site = wordpress_site(LexborHTMLParser(decode(response.content).text), response.url)
        here = urlsplit(response.url)
        return site if urlsplit(site).path.rstrip("/") == here.path.rstrip("/") and not here.query else ""

    def entry(self, entry: Entry) -> Draft:
        return self._loader.read_entry(entry)

    def page(self, page: Archive) -> Draft:
        return self._loader.read_page(page)

    def single_page(self, page: Archive) -> str:
        return self._loader.single_page(page)

    def page_of_entry(self, page: Archive, entry: Entry) -> Draft:
        """The article of an entry's page, completed by what the entry says: date, author, category, tags."""
        recordings = recordings_at(entry.recordings, entry.base or entry.address)
        draft = replace(self._loader.read_page(page), recordings=recordings)
        try:
            said = self._loader.read_entry(replace(entry, content=f"<p>{entry.title}</p><p>-</p>", is_full=True))
        except SourceRefused:
            return draft
        if not draft.date and said.date:
            warnings = tuple(warning for warning in draft.warnings if warning != NO_DATE)
            draft = replace(draft, date=said.date, time=said.time, warnings=warnings)
        return replace(
            draft,
            sapo=draft.sapo or said.sapo,
            byline=draft.byline or said.byline,
            category=draft.category or said.category,
            tags=draft.tags or said.tags,
        )
