"""Opens the database that the settings name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from bantin_reader.config.settings import Settings, SettingsError, embedded_database
from bantin_reader.model.errors import StoreUnavailable
from bantin_reader.store.article_repository import ArticleRepository
from bantin_reader.store.engine import is_absent, open_database, transaction
from bantin_reader.store.list_repository import ListRepository
from bantin_reader.store.source_repository import SourceRepository


def open_articles(settings: Settings, url: str) -> ArticleRepository:
    """The articles of the database at `url`, with the newest schema. Raises SettingsError if it cannot be opened."""
    with naming_its_setting(settings, url):
        return ArticleRepository(open_database(url), ZoneInfo(settings.time_zone))


def open_store(settings: Settings, url: str) -> tuple[ArticleRepository, SourceRepository]:
    """As `open_articles`, with what is remembered of sources."""
    with naming_its_setting(settings, url):
        engine = open_database(url)
        return ArticleRepository(engine, ZoneInfo(settings.time_zone)), SourceRepository(engine)


def open_articles_and_lists(settings: Settings, url: str) -> tuple[ArticleRepository, ListRepository]:
    """As `open_articles`, with their lists."""
    with naming_its_setting(settings, url):
        engine, zone = open_database(url), ZoneInfo(settings.time_zone)
        return ArticleRepository(engine, zone), ListRepository(partial(transaction, engine), zone)


@contextmanager
def existing_database(settings: Settings, open_engine: Callable[[str], Engine] = open_database) -> Iterator[Engine]:
    """The database of the settings, until the block ends. Raises SettingsError if it is absent or cannot be used."""
    url = settings.database_url
    with naming_its_setting(settings, url):
        if is_absent(url):
            raise StoreUnavailable("is not there; serve or import something first")
        engine = open_engine(url)
        try:
            yield engine
        finally:
            engine.dispose()


@contextmanager
def naming_its_setting(settings: Settings, url: str) -> Iterator[None]:
    """Turn StoreUnavailable into a SettingsError that names the setting which leads to the database."""
    try:
        yield
    except StoreUnavailable as error:
        is_embedded = url == embedded_database(settings.data)
        name = "BANTIN_DATA" if is_embedded else "BANTIN_DATABASE_URL"
        raise SettingsError(f"{name}: {settings.data if is_embedded else 'the database'}: {error}") from error
