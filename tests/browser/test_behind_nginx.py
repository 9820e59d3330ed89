"""A browser at the site as it is deployed: behind nginx with its shared cache, TLS and a secure cookie."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from tests.browser.conftest import CHROMIUM_FLAGS, chromium_path
from tests.browser.reading import LARGER, cookie_of, in_force
from tests.conftest import PORTAL_TEXT, land
from tests.deploy.nginx import SITE, Nginx
from tests.deploy.upstream import AppServers


@pytest.fixture(scope="module")
def apps(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppServers]:
    settings = Settings(data=tmp_path_factory.mktemp("deployed"), public_url=f"https://{SITE}")
    land(settings, PORTAL_TEXT)
    servers = AppServers(create_app(settings))
    yield servers
    servers.stop()


@pytest.fixture(scope="module")
def nginx(apps: AppServers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nginx]:
    place: Path = tmp_path_factory.mktemp("nginx")
    server = Nginx(place, apps.ports)
    yield server
    server.stop()


@pytest.fixture
def visit(playwright: Playwright, nginx: Nginx) -> Iterator[Callable[[bool], BrowserContext]]:
    """Opens a reader's browser, with scripts or without."""
    rules = f"--host-resolver-rules=MAP {SITE} 127.0.0.1"
    browser = playwright.chromium.launch(executable_path=chromium_path(), args=[*CHROMIUM_FLAGS, rules])

    def open_browser(script: bool) -> BrowserContext:
        context = browser.new_context(
            base_url=f"https://{SITE}:{nginx.port}",
            ignore_https_errors=True,
            java_script_enabled=script,
            locale="vi-VN",
        )
        context.set_default_timeout(10_000)
        return context

    yield open_browser
    browser.close()


def open_article(page: Page) -> None:
    page.goto("/")
    page.locator("main a[href^='/articles/']").first.click()
    page.wait_for_load_state()


def test_a_choice_made_with_script_is_in_force_on_the_copy_for_all(
    visit: Callable[[bool], BrowserContext], apps: AppServers
) -> None:
    page = visit(True).new_page()
    open_article(page)
    with page.expect_response(lambda answer: answer.request.method == "POST") as answer:
        page.get_by_role("button", name=LARGER).click()
    assert answer.value.status == 200
    assert cookie_of(page) == "text=110"
    assert page.context.cookies()[0]["secure"] is True
    apps.requests.clear()
    page.reload()
    assert in_force(page) == ("110", "auto")
    assert page.locator("#toolbar-value").inner_text() == "110%"
    assert all("Cookie" not in one.headers for one in apps.requests)
    other = visit(True).new_page()
    open_article(other)
    assert in_force(other) == ("100", "auto")


def test_a_choice_made_without_script_is_in_force_too(visit: Callable[[bool], BrowserContext]) -> None:
    page = visit(False).new_page()
    open_article(page)
    for size in ("110", "125"):
        page.get_by_role("button", name=LARGER).click()
        page.wait_for_load_state()
        assert page.locator(f"html[data-text='{size}']").count() == 1
    page.goto("/privacy")
    assert page.locator("html[data-text='125']").count() == 1
