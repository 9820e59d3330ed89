"""The wiring of what fetches and imports articles: settings -> sources -> services. A server never imports it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from bantin_reader.config.settings import Settings
from bantin_reader.config.sources import SourceSettings
from bantin_reader.model.errors import SourceRefused
from bantin_reader.model.source_ports import ArticleSource
from bantin_reader.services.forgetting import ForgettingStore
from bantin_reader.services.importer import Importer
from bantin_reader.services.line_importer import LineImporter
from bantin_reader.services.source_removal import SourceRemoval
from bantin_reader.services.sync import SourceSync
from bantin_reader.services.withdrawal import Withdrawal
from bantin_reader.sources.address_source import AddressSource
from bantin_reader.sources.document_reader import DocumentReader
from bantin_reader.sources.feed_source import FeedSource
from bantin_reader.sources.fetched_pictures import FetchedPictures
from bantin_reader.sources.file_reader import FileLoader
from bantin_reader.sources.folder_source import FolderSource
from bantin_reader.sources.host_addresses import HTTPS_PORT, HostAddresses, place_of
from bantin_reader.sources.host_pace import HostPace
from bantin_reader.sources.html import HtmlPageParser
from bantin_reader.sources.html.profile import choose, load_profiles
from bantin_reader.sources.http_client import FetchOptions, HttpClient
from bantin_reader.sources.import_roots import ImportRoots
from bantin_reader.sources.json_lines import JsonLinesReader
from bantin_reader.sources.limited_process import LimitedReader
from bantin_reader.sources.portal_source import PortalSource
from bantin_reader.sources.publishable import publishable
from bantin_reader.sources.source_finder import SourceFinder
from bantin_reader.sources.web_page.article_finder import ArticleFinder
from bantin_reader.sources.wordpress_source import WordPressSource
from bantin_reader.store.engine import IN_MEMORY, is_absent
from bantin_reader.store.opening import open_articles, open_store
from bantin_reader.store.pictures.store import FilesystemPictureStore

LOOK_UP_SECONDS = 10.0


def create_http_client(settings: Settings, *, named: str = "", shares_pace: bool = True, **options: Any) -> HttpClient:
    """A client that says who fetches, and that by default keeps the pace of requests together with the other processes
    of this site.

    `named` is an address that a person typed: its host may be in a private network, at its port and that of HTTPS.
    `options` are those of FetchOptions.
    """
    private_hosts = tuple(options.pop("private_hosts", ()))
    if place := place_of(named):
        private_hosts += (place, f"{place.rpartition(':')[0]}:{HTTPS_PORT}")
    fetching = FetchOptions(contact=_contact(settings), private_hosts=private_hosts, **options)
    return HttpClient(fetching, HostPace(settings.data / "pace" if shares_pace else None))


def create_sync(settings: Settings, source: SourceSettings, *, allow_removals: bool = False) -> SourceSync:
    """The synchronization of one source; articles that are gone there are withdrawn if that is allowed.

    Raises ProfileRefused, SettingsError where the store cannot be opened."""
    client, reader = _client(settings, source), _reader(settings, source)
    articles, known = open_store(settings, settings.database_url)
    stored_pictures = FilesystemPictureStore(settings.data / "pictures")
    stored_pictures.remove_stale_temp_files()
    pictures = FetchedPictures(client, stored_pictures)
    removal = SourceRemoval(source.name, known, articles) if allow_removals else None
    importer = Importer(reader, articles, pictures)
    return SourceSync(source.name, _source(source, client, reader), known, importer, removal)


def create_address_import(settings: Settings, url: str, profile: str | None) -> SourceSync:
    """The import of the page or the feed at an address that a person typed; nothing is remembered of it."""
    client = create_http_client(settings, named=url)
    reader = LimitedReader(DocumentReader(create_file_loader(settings, profile, [])))
    pictures = FetchedPictures(client, FilesystemPictureStore(settings.data / "pictures"))
    importer = Importer(reader, open_articles(settings, settings.database_url), pictures)
    return SourceSync(url, AddressSource(url, client, reader), ForgettingStore(), importer)


def create_source_finder(settings: Settings, url: str, common: Mapping[str, Any]) -> SourceFinder:
    """Finds how the site of an address offers its articles. `common` are the values that every source of it has."""

    def open_source(values: Mapping[str, Any]) -> ArticleSource:
        source = SourceSettings(**{**common, **values})
        return _source(source, _client(settings, source), _reader(settings, source))

    options = {"private_hosts": common["private_hosts"], "seconds_between": common["delay"]}
    return SourceFinder(url, create_http_client(settings, **options), open_source)


def private_hosts_of(url: str) -> tuple[str, ...]:
    """The host and port of an address that a person typed, if it is in a private network."""
    parts = urlsplit(url)
    try:
        HostAddresses().of(parts.hostname or "", int(place_of(url).rpartition(":")[2] or 0), LOOK_UP_SECONDS)
    except SourceRefused:
        return (place_of(url),)
    except OSError:  # the fetch tells of it
        return ()
    return ()


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


def _contact(settings: Settings) -> str:
    """Whom a site that is fetched can turn to, as a comment of the User-Agent (RFC 9110, section 10.1.5)."""
    address = f"+{settings.public_url}" if settings.public_url else ""
    known = "; ".join(filter(None, (address, settings.contact)))
    return f"({known})" if known else ""


def create_file_loader(settings: Settings, profile: str | None, roots: Sequence[Path]) -> FileLoader:
    """The reader of source files; parameters and errors as of `create_importer`."""
    profiles = load_profiles(settings.data / "profiles")
    pages = HtmlPageParser(profiles, choose(profiles, profile) if profile else None, ArticleFinder())
    return FileLoader(ZoneInfo(settings.time_zone), pages, ImportRoots(roots))


def create_importer(
    settings: Settings, *, store: bool = True, profile: str | None = None, roots: Sequence[Path] = ()
) -> Importer:
    """The importing service; with `store` off it looks at an existing store and makes none.

    `profile` names the one for every saved page; `roots` are what is imported. Raises ProfileRefused.
    """
    url = settings.database_url
    if not store and is_absent(url):
        url = IN_MEMORY
    reader = LimitedReader(create_file_loader(settings, profile, roots))
    pictures = FilesystemPictureStore(settings.data / "pictures")
    if store:
        pictures.remove_stale_temp_files()
    return Importer(reader, open_articles(settings, url), pictures)


def create_line_importer(settings: Settings, *, store: bool = True) -> LineImporter:
    """The service that imports JSON Lines; with `store` off it looks at an existing store and makes none."""
    zone = ZoneInfo(settings.time_zone)
    url = IN_MEMORY if not store and is_absent(settings.database_url) else settings.database_url
    reader = JsonLinesReader(lambda draft: publishable(draft, zone))
    return LineImporter(reader, open_articles(settings, url), FilesystemPictureStore(settings.data / "pictures"))


def create_withdrawal(settings: Settings) -> Withdrawal:
    return Withdrawal(open_articles(settings, settings.database_url))
