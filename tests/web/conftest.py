"""Addresses of articles on the test client's host."""

from __future__ import annotations

import pytest

from bantin_reader.config.settings import Settings
from tests.conftest import PORTAL_TEXT, land
from tests.web.embed.oembed import PICTURED


@pytest.fixture
def pictured(settings: Settings) -> str:
    [slug] = land(settings, PICTURED)
    return f"http://localhost/articles/{slug}"


@pytest.fixture
def plain(settings: Settings) -> str:
    [slug] = land(settings, PORTAL_TEXT)
    return f"http://localhost/articles/{slug}"
