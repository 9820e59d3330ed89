"""Embeds in Chromium with third-party cookies allowed and blocked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Playwright

from tests.browser.embedding.chromium import open_profile, runs
from tests.browser.embedding.scenarios import EmbedOnOtherSites
from tests.browser.embedding.web import Web
from tests.browser.engine_scenarios import Run


@pytest.fixture(scope="class")
def profile(
    request: pytest.FixtureRequest, playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BrowserContext]:
    allowed: bool = request.cls.third_party_cookies
    with open_profile(playwright, tmp_path_factory.mktemp("profile"), third_party_cookies=allowed) as context:
        yield context


@pytest.fixture
def run(profile: BrowserContext, web: Web) -> Iterator[Run]:
    yield from runs(profile, web)


class TestChromiumThatAllowsThirdPartyCookies(EmbedOnOtherSites):
    """Every scenario. The cookies of other sites are sent everywhere, the embed's only below its host page's site."""

    third_party_cookies = True
    plain_cookies = ("ministry", "commune")


class TestChromiumThatBlocksThirdPartyCookies(EmbedOnOtherSites):
    """Every scenario. Debian's Chromium has this setting by default."""

    third_party_cookies = False
