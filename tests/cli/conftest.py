"""A site in a temporary folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from bantin_reader.config.settings import Settings
from tests.cli.site import Site, run_on


@pytest.fixture
def site(settings: Settings) -> Site:
    return Site(settings.data)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder of files to import."""
    folder = tmp_path / "tin"
    folder.mkdir()
    return folder


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "bantin.tar"


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """The site that commands work on now: a data folder that is not there yet."""
    data = tmp_path / "may-moi" / "dữ liệu"
    monkeypatch.setenv("BANTIN_DATA", str(data))
    return Site(data)


@pytest.fixture
def saved(site: Site, archive: Path, empty: Site) -> Path:
    """A backup of a small site; commands work on an empty one now."""
    site.fill(1)
    assert run_on(site, "backup", archive) == 0
    return archive
