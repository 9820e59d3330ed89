"""nginx in front of two app servers that record their requests, with a site of one article; podman with images."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from tests.conftest import PORTAL_TEXT, land
from tests.deploy.app_image import build
from tests.deploy.client import Readers
from tests.deploy.nginx import SITE, Nginx
from tests.deploy.podman import SHORT_FOLDER, Podman
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


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder with a path that is short enough for podman."""
    folder = Path(tempfile.mkdtemp(prefix="bantin-", dir=SHORT_FOLDER))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def podman(folder: Path) -> Iterator[Podman]:
    """Podman with the base image and the app server's."""
    with ExitStack() as stack:
        podman = Podman(folder)
        if sys.version_info[:2] != (3, 11):
            pytest.skip("the base image has Python 3.11, for which this Python downloads no packages")
        for command in ("rmi", "rm"):  # containers first: callbacks run in reverse order
            stack.callback(podman, command, "--all", "--force", check=False)
        podman.make_base(folder)
        build(podman, folder / "dist")
        yield podman
