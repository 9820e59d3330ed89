"""Embeds in WebKitGTK, which stores no cookie that is set in a frame."""

from __future__ import annotations

from typing import Any

import pytest
from selenium import webdriver

from tests.browser.embedding.probe import script_errors
from tests.browser.embedding.scenarios import EmbedOnOtherSites
from tests.browser.embedding.web import Web
from tests.browser.engine_scenarios import Run, Step
from tests.browser.webkit import Driver

# Selenium's own WebKitGTK still hands the address over in the way that selenium deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:setting remote_server_addr:DeprecationWarning")


@pytest.fixture
def run(browser: webdriver.WebKitGTK, web: Web) -> Run:
    def run(steps: list[Step]) -> dict[str, Any]:
        driver = Driver(browser)
        driver.take(steps)
        assert script_errors(driver.seen) == []
        assert web.reports == []
        return driver.seen

    return run


class TestWebKit(EmbedOnOtherSites):
    """Every scenario, in WebKitGTK."""

    keeps = False
