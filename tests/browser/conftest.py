"""Fixtures: a live site with the samples and a portal's bulletin, and Chromium."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from bantin_reader.source_factory import create_withdrawal
from tests.browser.firefox import firefox  # noqa: F401
from tests.browser.site import LiveSite
from tests.browser.webkit import browser, display  # noqa: F401
from tests.conftest import PORTAL_TEXT, SAMPLES, land

# Their assertions tell what they compared, like a test file's own.
pytest.register_assert_rewrite("tests.browser.engine_scenarios", "tests.browser.embedding")

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ARTICLE = "/articles/van-son-tap-huan-ky-nang-ung-pho-lu-quet-cho-luc-luong-xung-kich-cap-xa"
LONG_READ = "/articles/ngoi-truong-lung-chung-nui-o-ta-lung-thuong-noi-ba-tram-hoc-tro-goi-la-nha"
TWO_PICTURES = "/articles/thong-cau-treo-huoi-lac-214-ho-dan-ven-song-nam-lam-thoi-canh-qua-song-bang-be-mang"
WITHDRAWN = "/articles/ban-phieng-weaving-cooperative-wins-steady-orders-as-young-women-return-to-the-loom"


@pytest.fixture(scope="session")
def landed(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A site with the samples and a portal's bulletin, one of them withdrawn."""
    settings = Settings(data=tmp_path_factory.mktemp("site"))
    land(settings, SAMPLES, PORTAL_TEXT)
    create_withdrawal(settings).withdraw(WITHDRAWN.removeprefix("/articles/"), "Bài đăng nhầm ngày.")
    return settings


@pytest.fixture(scope="session")
def served(landed: Settings) -> Iterator[LiveSite]:
    site = LiveSite(create_app(landed))
    yield site
    site.stop()


@pytest.fixture
def site(served: LiveSite) -> Iterator[LiveSite]:
    served.reset()
    yield served
    served.reset()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


def chromium_path() -> str | None:
    """The whole browser, or None where only Playwright's own can be had."""
    return shutil.which("chromium") or shutil.which("google-chrome")


def headless_path() -> str | None:
    """The same engine without a window's interface (Debian's chromium-headless-shell), else the whole browser.

    It takes 0.6 times the processor time of `chromium --headless`.
    """
    return shutil.which("chromium-headless-shell") or chromium_path()


def _launch(playwright: Playwright, path: str | None, *flags: str) -> Browser:
    try:
        return playwright.chromium.launch(
            executable_path=path,
            args=[*CHROMIUM_FLAGS, *flags],
            # Playwright switches the back/forward cache off; readers have it.
            ignore_default_args=["--disable-back-forward-cache"],
        )
    except PlaywrightError as error:
        pytest.fail(f"no Chromium on this machine and none could be had: {error.message.splitlines()[0]}")


@pytest.fixture(scope="session")
def headless_chromium(playwright: Playwright) -> Iterator[Browser]:
    # It starts no process beforehand for a page that the reader may open next: each reader costs 0.8 times as much.
    launched = _launch(playwright, headless_path(), "--renderer-process-limit=1")
    yield launched
    launched.close()


@pytest.fixture(scope="session")
def whole_chromium(playwright: Playwright) -> Iterator[Browser]:
    launched = _launch(playwright, chromium_path())
    yield launched
    launched.close()


@pytest.fixture
def chromium(request: pytest.FixtureRequest) -> Browser:
    """The engine alone. It has no back/forward cache, no tabs that are hidden, and its own distance of lazy loading:
    a test that needs these has the mark `whole_browser`, or its module a fixture of this name."""
    whole = request.node.get_closest_marker("whole_browser")
    launched: Browser = request.getfixturevalue("whole_chromium" if whole else "headless_chromium")
    return launched


OpenContext = Callable[..., BrowserContext]


@pytest.fixture
def context(chromium: Browser, site: LiveSite) -> Iterator[OpenContext]:
    """Opens a reader's browser: `context(cookie="text=125", script=False, **Playwright's options)`."""
    opened: list[BrowserContext] = []

    def open_context(*, cookie: str = "", script: bool = True, **options: Any) -> BrowserContext:
        # A request of a service worker is not the page's; those who test it allow it.
        options = {"viewport": {"width": 360, "height": 740}, "locale": "vi-VN", "service_workers": "block", **options}
        reader = chromium.new_context(base_url=site.url, java_script_enabled=script, **options)
        reader.set_default_timeout(10_000)
        if cookie:
            reader.add_cookies([{"name": "bantin_prefs", "value": cookie, "url": site.url}])
        opened.append(reader)
        return reader

    yield open_context
    for reader in opened:
        reader.close()


@pytest.fixture
def page(context: OpenContext) -> Iterator[Page]:
    """A phone in Vietnamese with scripts. Fails the test when the page breaks the policy or a script throws."""
    page = context().new_page()
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.on(
        "console",
        lambda message: broken.append(message.text) if "Content Security Policy" in message.text else None,
    )
    yield page
    assert broken == []
