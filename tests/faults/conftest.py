"""A site for something to happen to."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.faults.site import Site


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder as an import leaves it."""
    folder = tmp_path_factory.mktemp("whole")
    site = Site(folder / "var", folder / "nguon")
    assert (site.land("Tin A"), site.land("Tin B")) == (site.a, site.b)
    return site.data


@pytest.fixture
def site(whole: Path, tmp_path: Path) -> Site:
    return Site(shutil.copytree(whole, tmp_path / "var"), tmp_path / "nguon")
