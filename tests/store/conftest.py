"""Empty databases of both kinds, and a picture folder that does not exist yet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
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


@pytest.fixture(scope="module")
def variant() -> None:
    """What a module's databases differ in besides their kind: nothing, unless the module says so."""


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def engine_of_the_module(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, variant: None
) -> Iterator[Engine]:
    """A database of each kind in turn, which the module's tests read and none of them writes to."""
    with ExitStack() as closed_at_the_end:
        if request.param == "postgresql":
            server: PostgreSQL = request.getfixturevalue("postgresql")
            url = server.url(closed_at_the_end.enter_context(server.database()))
        else:
            url = f"sqlite:///{tmp_path_factory.mktemp('shared')}/bantin.sqlite3"
        engine = open_database(url)
        closed_at_the_end.callback(engine.dispose)
        yield engine


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
