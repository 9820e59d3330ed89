"""A web site on loopback, a profile that reads its pages, and a configuration file of its own for each test."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import stamina

from tests.web_server import Site, serving

PROFILE = "[fields]\ntitle = 'h1'\nbody = '#bai'\n"


@pytest.fixture(scope="module")
def _site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def site(_site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Site]:
    _site.replies.clear()
    _site.requests.clear()
    profiles = Path(os.environ["BANTIN_DATA"]) / "profiles"
    profiles.mkdir(parents=True)
    (profiles / "bao.toml").write_text(PROFILE, "utf-8")
    (tmp_path / "bantin.toml").touch()
    monkeypatch.setenv("BANTIN_CONFIG", str(tmp_path / "bantin.toml"))
    with stamina.set_testing(True, attempts=2):
        yield _site
