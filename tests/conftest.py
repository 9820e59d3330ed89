"""A site in a temporary folder, its application, and a client that checks every page it opens."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import hypothesis
import pytest
from flask import Flask

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from tests import compiled_routes, compiled_templates, shared_startup
from tests.checking import CheckingClient
from tests.landed_sites import LandedSites
from tests.new_databases import copied_schema, without_waiting_for_the_disk
from tests.postgresql import PostgreSQL, running
from tests.shared_sites import MARK, SharedSite

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "tests" / "data"
PORTAL_TEXT = DATA / "portal" / "ban-tin.txt"
SAMPLES = ROOT / "samples"
# Folders without servers and browsers, which `make check` runs.
QUICK = ("store", "unit", "web")
_landed: list[LandedSites] = []
_shared: dict[Path, SharedSite] = {}
# Examples are bounded in number; a busy machine makes none of them wrong. `make check` takes the profile "few".
hypothesis.settings.register_profile("bantin", deadline=None, max_examples=200)
hypothesis.settings.register_profile("few", deadline=None, max_examples=25)
hypothesis.settings.load_profile("bantin")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test that needs a PostgreSQL server as slow: `make check` starts no server.

    The folders without servers and browsers come last: their modules are short, so that all processes end together.
    """
    items.sort(key=lambda item: item.path.relative_to(ROOT / "tests").parts[0] in QUICK)
    for item in items:
        if isinstance(item, pytest.Function):
            parameters = item.callspec.params.values() if hasattr(item, "callspec") else ()
            if "postgresql" in (*item.fixturenames, *(one for one in parameters if isinstance(one, str))):
                item.add_marker("slow")


@pytest.fixture(scope="session", autouse=True)
def _pictures_of_the_run(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Create the folder of cached renditions that all processes of a test run share."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "made-pictures"
    folder.mkdir(exist_ok=True)
    _landed.append(LandedSites(folder, tmp_path_factory.mktemp("landed")))


def made_pictures() -> Path:
    """The folder with the renditions that earlier tests of this run made."""
    return _landed[-1].renditions


def rendering_once() -> AbstractContextManager[object]:
    """While it lasts, a command in this process takes over the renditions that earlier tests of this run made."""
    return _landed[-1].rendering_once()


@pytest.fixture(scope="session", autouse=True)
def _compiled_once() -> Iterator[None]:
    with (
        compiled_templates.shared_by_all_applications(),
        compiled_routes.shared_by_all_applications(),
        shared_startup.shared_by_all_applications(),
    ):
        yield


@pytest.fixture(scope="session", autouse=True)
def _copied_schema(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with copied_schema(tmp_path_factory.mktemp("schema")), without_waiting_for_the_disk():
        yield


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Remove BANTIN_ variables from the environment, and keep each test's data in its temporary folder."""
    for name in list(os.environ):
        if name.startswith("BANTIN_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("BANTIN_DATA", str(tmp_path / "var"))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """A PostgreSQL server; skips the test where none is installed."""
    with running() as server:
        yield server


@pytest.fixture
def postgresql_url(postgresql: PostgreSQL) -> Iterator[str]:
    """The URL of a new, empty PostgreSQL database."""
    with postgresql.database() as name:
        yield postgresql.url(name)


@pytest.fixture(scope="module")
def shared_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SharedSite]:
    """The site of the module's tests that have the mark `one_site`."""
    site = SharedSite(tmp_path_factory.mktemp("shared"))
    _shared[site.settings.data] = site
    yield site
    del _shared[site.settings.data]
    site.close()


@pytest.fixture
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    if not request.node.get_closest_marker(MARK):
        yield Settings(data=tmp_path / "var")
        return
    site = request.getfixturevalue("shared_site")
    yield site.settings
    site.check_unchanged()


@pytest.fixture
def app(settings: Settings) -> Flask:
    if settings.data in _shared:
        return _shared[settings.data].app
    app = create_app(settings)
    app.test_client_class = CheckingClient
    return app


@pytest.fixture
def client(app: Flask) -> CheckingClient:
    return app.test_client()  # type: ignore[return-value]


def land(settings: Settings, *sources: Path) -> list[str]:
    """Import sources into a site and return the slugs. What an earlier test imported or made is not done again."""
    if shared := _shared.get(settings.data):
        return shared.land(sources, lambda: _landed[-1].land(settings, sources))
    return _landed[-1].land(settings, sources)
