"""Embeds in Chromium with third-party cookies allowed."""

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
    with reader(playwright, tmp_path_factory.mktemp("profile"), third_party_cookies=True) as context:
        yield context


@pytest.fixture
def run(profile: BrowserContext, web: Web) -> Iterator[Run]:
    yield from runs(profile, web)


class TestChromiumThatAllowsThirdPartyCookies(EmbedOnOtherSites):
    """Every scenario; other sites' cookies go everywhere, the embed's stays with its host all the same."""

    plain_cookies = ("ministry", "commune")
