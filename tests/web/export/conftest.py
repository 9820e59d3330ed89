"""Articles for books of several articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from bantin_reader.config.settings import Settings
from tests.conftest import SAMPLES, land
from tests.web.embed.oembed import PICTURED
from tests.web.lists.test_lists import write


@pytest.fixture
def samples(settings: Settings) -> list[str]:
    """Four articles in two languages, some with pictures."""
    names = ("canh-bao-lu-sat-lo-song-nam-lam.md", "ban-phieng-weaving-cooperative.md")
    return land(settings, PICTURED, SAMPLES / "saved" / "khuoi-may-forest-patrols.html", *map(SAMPLES.joinpath, names))


@pytest.fixture
def many(settings: Settings, tmp_path: Path) -> list[str]:
    """The slugs of 55 articles of one category, newest first."""
    folder = tmp_path / "many"
    folder.mkdir()
    files = [write(folder, number, f"2026-01-{number % 28 + 1:02}", category="Văn hóa") for number in range(55)]
    land(settings, *files)
    return [f"tin-so-{number}" for number in range(55)]
