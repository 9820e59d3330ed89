"""A site with four articles, searches in which take as long as a busy machine needs."""

from __future__ import annotations

from pathlib import Path

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.store.search import sqlite
from tests.checking import CheckingClient
from tests.conftest import land
from tests.web.search.pages import write


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "MAX_SECONDS", 60)


@pytest.fixture
def site(client: CheckingClient, settings: Settings, tmp_path: Path) -> CheckingClient:
    land(
        settings,
        write(tmp_path, "1", "Nước lũ rút", category="Giáo dục", date="2025-05-01"),
        write(tmp_path, "2", "Vân Sơn", body="Đêm qua **lũ** về <b> rất &amp; nhanh."),
        write(tmp_path, "3", "Flood in Van Son", lang="en"),
        write(tmp_path, "4", "Cái lu nước"),
    )
    return client
