"""nginx in front of two app servers that record their requests, with a site of one article."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from tests.conftest import PORTAL_TEXT, land
from tests.deploy.client import Readers
from tests.deploy.nginx import SITE, Nginx
from tests.deploy.upstream import AppServers


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(data=tmp_path_factory.mktemp("site") / "var", public_url=f"https://{SITE}", proxies="127.0.0.1")


@pytest.fixture(scope="module")
def article(site: Settings) -> str:
    """The path of the article."""
    [slug] = land(site, PORTAL_TEXT)
    return f"/articles/{slug}"


@pytest.fixture(scope="module")
def apps(site: Settings, article: str) -> Iterator[AppServers]:
    servers = AppServers(create_app(site))
    yield servers
    servers.stop()


@pytest.fixture(scope="module")
def nginx(apps: AppServers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nginx]:
    place: Path = tmp_path_factory.mktemp("nginx")
    server = Nginx(place, apps.ports)
    yield server
    server.stop()
    assert not [line for line in server.errors().splitlines() if "[emerg]" in line or "[alert]" in line]


@pytest.fixture
def readers(nginx: Nginx, apps: AppServers) -> Iterator[Readers]:
    apps.requests.clear()
    readers = Readers(nginx)
    yield readers
    readers.leave()
