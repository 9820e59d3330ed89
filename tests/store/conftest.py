"""Empty databases of both kinds, and a picture folder that does not exist yet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from bantin_reader.store.article_repository import ArticleRepository
from bantin_reader.store.engine import engine_of, open_database
from bantin_reader.store.pictures.store import FilesystemPictureStore
from tests.postgresql import PostgreSQL
from tests.store.opened_stores import Opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kho" / "pictures"


@pytest.fixture
def pictures(folder: Path) -> FilesystemPictureStore:
    return FilesystemPictureStore(folder)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database, of each kind in turn."""
    if request.param == "postgresql":
        url: str = request.getfixturevalue("postgresql_url")
        return url
    return f"sqlite:///{tmp_path}/kho/bantin.sqlite3"


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = open_database(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def store(engine: Engine) -> ArticleRepository:
    return ArticleRepository(engine)


@pytest.fixture
def opened(postgresql_url: str) -> Iterator[Opened]:
    opened = Opened()
    yield opened
    opened.close()


@pytest.fixture
def reference(database_url: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty database of the same kind."""
    if database_url.startswith("sqlite"):
        engine = engine_of("sqlite://")
        yield engine
    else:
        server: PostgreSQL = request.getfixturevalue("postgresql")
        with server.database() as name:
            engine = engine_of(server.url(name))
            yield engine
            engine.dispose()
