"""A site with the articles of one file, for tests of an article that no sample has."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from tests.browser.site import LiveSite
from tests.conftest import land


def serve_file(folders: pytest.TempPathFactory, name: str, text: str) -> Iterator[LiveSite]:
    """The running site with the file `name` imported, for a fixture to yield from."""
    file = folders.mktemp("articles") / name
    file.write_text(text, "utf-8")
    settings = Settings(data=folders.mktemp("site"))
    land(settings, file)
    site = LiveSite(create_app(settings))
    yield site
    site.stop()
