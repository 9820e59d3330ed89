"""Embeds in Chromium with third-party cookies blocked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Playwright

from tests.browser.embedding.chromium import reader, runs
from tests.browser.embedding.scenarios import EmbedOnOtherSites
from tests.browser.embedding.web import Web
from tests.browser.engine_scenarios import Run


@pytest.fixture(scope="module")
def profile(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    with reader(playwright, tmp_path_factory.mktemp("profile"), third_party_cookies=False) as context:
        yield context


@pytest.fixture
def run(profile: BrowserContext, web: Web) -> Iterator[Run]:
    yield from runs(profile, web)


class TestChromiumThatBlocksThirdPartyCookies(EmbedOnOtherSites):
    """Every scenario; Debian's Chromium is set so from the start."""
