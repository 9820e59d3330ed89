"""Wires the services that fetch and import articles: settings -> sources -> services. No server imports this module."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bantin_reader.config.settings import Settings
from bantin_reader.config.sources import SourceSettings
from bantin_reader.model.errors import SourceRefused
from bantin_reader.model.ports import ArticleStore, PictureStore
from bantin_reader.model.recording import RecordingStore
from bantin_reader.model.source_ports import ArticleSource
from bantin_reader.services.importer import DryRun, Imported, Importer, Refused
from bantin_reader.services.line_importer import LineImporter
from bantin_reader.services.retrying import retried
from bantin_reader.services.source_import import SourceImport
from bantin_reader.services.source_removal import SourceRemoval
from bantin_reader.services.sync import SourceSync
from bantin_reader.services.withdrawal import Withdrawal
from bantin_reader.sources.address_source import AddressSource
from bantin_reader.sources.configured_client import create_http_client
from bantin_reader.sources.configured_loader import create_file_loader
from bantin_reader.sources.content_kind import kind_of, kind_of_file
from bantin_reader.sources.document_reader import DocumentReader
from bantin_reader.sources.feed_source import FeedSource
from bantin_reader.sources.fetched_pictures import FetchedPictures
from bantin_reader.sources.fetched_recordings import FetchedRecordings
from bantin_reader.sources.file_reader import read_bytes
from bantin_reader.sources.folder_source import FolderSource
from bantin_reader.sources.http_client import HttpClient, Response
from bantin_reader.sources.json_lines import JsonLinesReader, require_named_lines
from bantin_reader.sources.limited_process import LimitedReader
from bantin_reader.sources.portal_source import PortalSource
from bantin_reader.sources.publishable import publishable
from bantin_reader.sources.source_finder import SourceFinder
from bantin_reader.sources.wordpress_export_source import WordPressExportSource, file_version
from bantin_reader.sources.wordpress_source import WordPressSource
from bantin_reader.store.engine import IN_MEMORY, is_absent
from bantin_reader.store.files import open_files
from bantin_reader.store.opening import open_articles, open_store


def create_sync(
    settings: Settings,
    source: SourceSettings,
    before_change: Callable[[str], None],
    *,
    allow_removals: bool = False,
    retry_refused: bool = False,
) -> SourceSync:
    """The synchronization of one source; articles that are gone there are withdrawn if that is allowed. What was
    refused before is read again, however soon, if asked for. `before_change` is called with an article's source_id.
    Raises ProfileRefused, SettingsError where the store cannot be opened."""
    client = _client(settings, source)
    reader = _reader(settings, source)
    articles, known = open_store(settings, settings.database_url)
    removal = SourceRemoval(source.name, known, articles, before_change) if allow_removals else None
    importer = Importer(reader, articles, *_files(settings, client))
    opened = _source(source, client, reader)
    return SourceSync(source.name, opened, known, importer, before_change, removal, asks_refused=retry_refused)


def import_address(
    settings: Settings, url: str, profile: str | None, *, store: bool = True
) -> Iterator[Imported | DryRun | Refused]:
    """Import the articles at an address that a person typed, and yield the result of each. With `store` off, nothing is
    stored, and the results are those that an import would have. Raises ProfileRefused, StoreUnavailable."""
    with create_http_client(settings, named=url) as client:
        try:
            response = retried(lambda: client.get(url))
            if kind_of(response.content) == "lines":
                require_named_lines(url)
            yield from _import_document(settings, response, client, profile, store=store)
        except SourceRefused as error:
            yield Refused(url, str(error))


def import_list(
    settings: Settings, file: Path, profile: str | None, *, store: bool = True
) -> Iterator[Imported | DryRun | Refused]:
    """Import the articles that a file lists, as `import_address` does: a feed, or an export of WordPress, which may be
    too big to be held in memory."""
    with create_http_client(settings) as client:
        try:
            if kind_of_file(file) == "export":
                yield from _import_source(settings, str(file), partial(_export, file), client, profile, store=store)
            else:
                response = Response(url=str(file), content=read_bytes(file))
                yield from _import_document(settings, response, client, profile, store=store)
        except SourceRefused as error:
            yield Refused(file, str(error))


def _import_document(
    settings: Settings, response: Response, client: HttpClient, profile: str | None, *, store: bool
) -> Iterator[Imported | DryRun | Refused]:
    if kind_of(response.content) != "lines":
        return _import_source(settings, response.url, partial(AddressSource, response), client, profile, store=store)
    reader = _json_lines_reader(settings)
    lines = LineImporter(reader, _articles(settings, store), *_files(settings, client, store=store))
    run = lines.run_lines if store else lines.dry_run_lines
    return run([(response.url, reader.lines_of(response))])


def _import_source(
    settings: Settings,
    name: str,
    open_source: Callable[[HttpClient, LimitedReader], ArticleSource],
    client: HttpClient,
    profile: str | None,
    *,
    store: bool,
) -> Iterator[Imported | DryRun | Refused]:
    reader = LimitedReader(DocumentReader(create_file_loader(settings, profile, [])))
    importer = Importer(reader, _articles(settings, store), *_files(settings, client, store=store))
    importing = SourceImport(name, open_source(client, reader), importer)
    return importing.run() if store else importing.dry_run()


def create_source_finder(settings: Settings, url: str, common: Mapping[str, Any]) -> SourceFinder:
    """Finds how the site of an address offers its articles. `common` are the values that every source of it has."""

    def open_source(values: Mapping[str, Any]) -> ArticleSource:
        source = SourceSettings(**{**common, **values})
        return _source(source, _client(settings, source), _reader(settings, source))

    options = {"private_hosts": common["private_hosts"], "seconds_between": common["delay"]}
    return SourceFinder(url, create_http_client(settings, **options), open_source)


def _client(settings: Settings, source: SourceSettings) -> HttpClient:
    return create_http_client(
        settings, private_hosts=source.private_hosts, seconds_between=source.delay, obey_robots=source.robots
    )


def _reader(settings: Settings, source: SourceSettings) -> LimitedReader:
    roots = [source.path] if source.path else []
    return LimitedReader(DocumentReader(create_file_loader(settings, source.profile or None, roots)))


def _source(source: SourceSettings, client: HttpClient, reader: LimitedReader) -> ArticleSource:
    match source.kind:
        case "feed":
            return FeedSource(source.url, client, reader)
        case "portal":
            return PortalSource(source.url, re.compile(source.links), client, reader)
        case "wordpress":
            return WordPressSource(source.url, client, reader)
        case "folder":
            return FolderSource(source.path or Path(), reader)
        case "wxr":
            return _export(source.path or Path(), client, reader)


def _export(file: Path, client: HttpClient, reader: LimitedReader) -> WordPressExportSource:
    return WordPressExportSource(str(file), lambda: file.open("rb"), client, reader, partial(file_version, file))


def create_importer(
    settings: Settings, *, store: bool = True, profile: str | None = None, roots: Sequence[Path] = ()
) -> Importer:
    """The importing service; with `store` off it looks at an existing store and makes none. `profile` names the one for
    every saved page; `roots` are what is imported. Raises ProfileRefused."""
    reader = LimitedReader(create_file_loader(settings, profile, roots))
    return Importer(reader, _articles(settings, store), *_files(settings, store=store))


def create_line_importer(settings: Settings, *, store: bool = True) -> LineImporter:
    """The service that imports JSON Lines; with `store` off it looks at an existing store and makes none."""
    return LineImporter(_json_lines_reader(settings), _articles(settings, store), *_files(settings, store=store))


def _files(
    settings: Settings, client: HttpClient | None = None, *, store: bool = True
) -> tuple[PictureStore, RecordingStore]:
    """Without a client, for files that a person named: a recording is fetched by its address, no picture is."""
    pictures, recordings = open_files(settings, store=store)
    fetched = FetchedRecordings(client or create_http_client(settings), recordings)
    return FetchedPictures(client, pictures) if client else pictures, fetched


def _json_lines_reader(settings: Settings) -> JsonLinesReader:
    zone = ZoneInfo(settings.time_zone)
    return JsonLinesReader(lambda draft: publishable(draft, zone))


def _articles(settings: Settings, store: bool) -> ArticleStore:
    return open_articles(
        settings, IN_MEMORY if not store and is_absent(settings.database_url) else settings.database_url
    )


def create_withdrawal(settings: Settings) -> Withdrawal:
    return Withdrawal(open_articles(settings, settings.database_url))
