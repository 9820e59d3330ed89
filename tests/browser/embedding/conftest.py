"""Fixtures: our site, host pages that embed it, and sites of ours that only one host, or none, may embed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from tests.browser.embedding.chromium import PATIENCE_SECONDS
from tests.browser.embedding.snippets import Snippets
from tests.browser.embedding.web import Host, Web


@pytest.fixture(scope="session")
def served_web(landed: Settings) -> Iterator[Web]:
    web = Web()
    web.ours("bantin", create_app(landed))
    only = landed.model_copy(update={"embed_allow": web.origin("ministry")})
    web.ours("restricted", create_app(only))
    web.ours("never-framed", create_app(landed.model_copy(update={"embed_allow": "none"})))
    for name in ("ministry", "commune", "third-party"):
        web.host(name)
    web.certify()
    yield web
    web.stop()


@pytest.fixture
def web(served_web: Web) -> Web:
    served_web.reset()
    return served_web


@pytest.fixture
def ministry(web: Web) -> Host:
    return web.host("ministry")


@pytest.fixture
def commune(web: Web) -> Host:
    return web.host("commune")


@pytest.fixture
def third_party(web: Web) -> Host:
    return web.host("third-party")


@pytest.fixture
def ours(web: Web) -> Snippets:
    return Snippets(web.origin("bantin"))


@pytest.fixture
def context(chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Opens a reader's browser: `context(viewport=..., **Playwright's options)`."""
    opened: list[BrowserContext] = []

    def open_context(**options: Any) -> BrowserContext:
        options = {"viewport": {"width": 800, "height": 740}, "locale": "vi-VN", **options}
        reader = chromium.new_context(ignore_https_errors=True, **options)
        reader.set_default_timeout(PATIENCE_SECONDS * 1000)
        opened.append(reader)
        return reader

    yield open_context
    for reader in opened:
        reader.close()


@pytest.fixture
def page(context: Callable[..., BrowserContext], web: Web) -> Iterator[Page]:
    """A page with scripts. Fails the test when a script throws, the host's too, or the policy refuses anything."""
    page = context().new_page()
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    yield page
    assert broken == []
    assert web.reports == []
