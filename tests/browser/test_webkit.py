"""The reading toolbar and listening in WebKitGTK."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from selenium import webdriver

from tests.browser.engine_scenarios import ReadingToolbar, Run, Step, troubles
from tests.browser.listening_scenarios import Listening
from tests.browser.panel_scenarios import ReadingPanel
from tests.browser.site import LiveSite
from tests.browser.webkit import Driver

# Selenium's own WebKitGTK still hands the address over in the way that selenium deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:setting remote_server_addr:DeprecationWarning")


@pytest.fixture
def reporting(site: LiveSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """The driver runs nothing before the page's own scripts, so the policy itself tells: by a post to the site."""
    app = site._app

    def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        def start_reporting(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            told = {"Content-Security-Policy": "; report-uri /policy"}
            return start(status, [(name, value + told.get(name, "")) for name, value in headers], *error)

        return app(environ, start_reporting)

    monkeypatch.setattr(site, "_app", answer)


@pytest.fixture
def run(reporting: None, browser: webdriver.WebKitGTK, site: LiveSite) -> Run:
    def run(steps: list[Step]) -> dict[str, Any]:
        driver = Driver(browser, site.url)
        driver.take(steps)
        assert troubles(driver.seen) == []
        assert [json.loads(body) for body in site.posts if "csp-report" in body] == []
        return driver.seen

    return run


class TestWebKit(ReadingToolbar):
    """Every scenario, in WebKitGTK."""


class TestWebKitListening(Listening):
    """Every scenario of listening, in WebKitGTK."""


class TestWebKitPanel(ReadingPanel):
    """Every scenario of the panel, in WebKitGTK. MiniBrowser's own tools make its windows at least this wide."""

    narrowest = 447
