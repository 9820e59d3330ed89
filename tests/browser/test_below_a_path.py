"""A reader's browser at a site below a path of a portal's host name, behind nginx, and at a page of the portal that
embeds an article."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from tests.browser.conftest import CHROMIUM_FLAGS, chromium_path
from tests.browser.reading import LARGER, in_force
from tests.conftest import land
from tests.deploy.nginx import SITE, Nginx
from tests.deploy.portal import MOUNT, portal
from tests.deploy.upstream import AppServers
from tests.web.embed.oembed import PICTURED

URL = f"https://{SITE}{MOUNT}"


@pytest.fixture(scope="module")
def nginx(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nginx]:
    settings = Settings(data=tmp_path_factory.mktemp("site"), public_url=URL)
    [slug] = land(settings, PICTURED)
    apps = AppServers(create_app(settings))
    place: Path = tmp_path_factory.mktemp("nginx")
    embed = f'<iframe src="{URL}/embed/articles/{slug}" title="Bài" width="100%" height="99"></iframe>'
    element = f'<bantin-article src="{URL}/articles/{slug}" title="Bài"></bantin-article>'
    script = f'<script async src="{URL}/embed/v1.js"></script>'
    server = Nginx(place, apps.ports, host=portal(embed + element + script), path=MOUNT)
    yield server
    server.stop()
    apps.stop()


@pytest.fixture
def visit(playwright: Playwright, nginx: Nginx) -> Iterator[Callable[[bool], BrowserContext]]:
    """Opens a reader's browser, with scripts or without."""
    rules = f"--host-resolver-rules=MAP {SITE} 127.0.0.1:{nginx.port}"
    browser = playwright.chromium.launch(executable_path=chromium_path(), args=[*CHROMIUM_FLAGS, rules])

    def open_browser(script: bool) -> BrowserContext:
        context = browser.new_context(
            base_url=f"https://{SITE}", ignore_https_errors=True, java_script_enabled=script, locale="vi-VN"
        )
        context.set_default_timeout(10_000)
        return context

    yield open_browser
    browser.close()


def paths_of_cookies(page: Page) -> dict[str, str]:
    return {cookie["name"]: cookie["path"] for cookie in page.context.cookies()}


def open_article(page: Page) -> None:
    page.goto(f"{MOUNT}/")
    page.locator(f"main a[href^='{MOUNT}/articles/']").first.click()
    page.wait_for_load_state()


def test_a_press_with_script_is_kept_below_the_path_and_the_portal_does_not_see_it(
    visit: Callable[[bool], BrowserContext],
) -> None:
    page = visit(True).new_page()
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.on("response", lambda answer: broken.append(answer.url) if answer.status >= 400 else None)
    page.goto("/cong-dan")
    open_article(page)
    for _ in range(2):
        with page.expect_response(lambda answer: answer.request.method == "POST") as answer:
            page.get_by_role("button", name=LARGER).click()
        assert answer.value.status == 200
    assert paths_of_cookies(page)["bantin_prefs"] == MOUNT
    assert page.evaluate("document.cookie.match(/bantin_prefs=/g).length") == 1
    page.reload()
    assert in_force(page) == ("125", "auto")
    assert page.locator("main img").first.evaluate("image => image.complete && image.naturalWidth > 0")
    page.goto(MOUNT)
    assert page.url == f"{URL}/"
    assert in_force(page) == ("125", "auto")
    page.goto("/cong-dan")
    assert page.evaluate("document.cookie.includes('bantin_prefs')") is False
    assert page.evaluate("document.cookie.includes('cong_dan')") is True
    assert broken == []


def test_presses_without_script_lead_back_to_the_article(visit: Callable[[bool], BrowserContext]) -> None:
    page = visit(False).new_page()
    open_article(page)
    article = page.url
    for size in ("110", "125"):
        page.get_by_role("button", name=LARGER).click()
        page.wait_for_load_state()
        assert page.url == f"{article}#toolbar"
        assert page.locator(f"html[data-text='{size}']").count() == 1
    assert paths_of_cookies(page)["bantin_prefs"] == MOUNT


def test_another_tab_follows_a_press(visit: Callable[[bool], BrowserContext]) -> None:
    context = visit(True)
    first, second = context.new_page(), context.new_page()
    open_article(first)
    open_article(second)
    second.get_by_role("button", name=LARGER).click()
    expect(first.locator("#toolbar-value")).to_have_text("110%")


def test_embeds_in_the_portals_page_take_the_height_of_their_text_and_keep_a_press(
    visit: Callable[[bool], BrowserContext],
) -> None:
    page = visit(True).new_page()
    page.goto("/cong-dan")
    for number in range(2):
        page.wait_for_function("number => document.querySelectorAll('iframe')[number].clientHeight > 800", arg=number)
    frame = page.frame_locator("iframe").first
    with page.expect_response(lambda answer: f"{MOUNT}/embed/toolbar" in answer.url) as answer:
        frame.get_by_role("link", name=LARGER).click()
    assert answer.value.status == 200
    assert paths_of_cookies(page)["__Host-bantin_widget"] == "/"
    page.reload()
    expect(page.frame_locator("iframe").last.locator("#toolbar-value")).to_have_text("110%")
