"""Without JavaScript the embed's controls are links that load the frame again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import ARTICLE
from tests.browser.embedding.snippets import Snippets
from tests.browser.embedding.web import Host, Web


@pytest.fixture
def page(context: Callable[..., BrowserContext]) -> Page:
    return context(java_script_enabled=False).new_page()


@pytest.mark.parametrize("attributes", ["", 'sandbox=""'], ids=["frame", "sandboxed"])
def test_presses_work_and_are_kept_for_that_host(
    page: Page, ministry: Host, commune: Host, ours: Snippets, attributes: str
) -> None:
    host = ministry.add_page(ours.whole(ARTICLE, attributes))
    page.goto(host)
    frame = page.frame_locator("#embed")
    for text in ("110", "125"):
        frame.locator("#toolbar-larger").click()
        expect(frame.locator("#toolbar-value")).to_have_text(f"{text}%")
    frame.locator("#toolbar-settings-name").click()
    frame.locator("#toolbar-theme-dark").click()
    expect(frame.locator("html")).to_have_attribute("data-theme", "dark")
    page.goto(host)
    expect(frame.locator("html")).to_have_attribute("data-text", "125")
    expect(frame.locator("html")).to_have_attribute("data-theme", "dark")
    page.goto(commune.add_page(ours.whole(ARTICLE)))
    expect(frame.locator("html")).to_have_attribute("data-text", "100")


def test_the_language_of_the_controls_is_kept_too(page: Page, ministry: Host, ours: Snippets) -> None:
    host = ministry.add_page(ours.whole(ARTICLE))
    page.goto(host)
    frame = page.frame_locator("#embed")
    expect(frame.locator("html")).to_have_attribute("lang", "vi")
    frame.locator("#toolbar-settings-name").click()
    frame.locator("#toolbar-lang-en").click()
    expect(frame.locator("html")).to_have_attribute("lang", "en")
    page.goto(host)
    expect(frame.locator("html")).to_have_attribute("lang", "en")
    expect(frame.locator("article")).to_have_attribute("lang", "vi")


def test_the_frame_scrolls_and_the_plain_link_stays(page: Page, ministry: Host, ours: Snippets) -> None:
    page.goto(ministry.add_page(ours.whole(ARTICLE)))
    expect(page.locator("#plain")).to_be_visible()
    page.hover("#embed")
    page.mouse.wheel(0, 600)
    expect(page.frame_locator("#embed").locator(".br-embed__leave")).to_be_in_viewport()


def test_the_frames_link_opens_the_article_in_the_whole_window(
    web: Web, page: Page, ministry: Host, ours: Snippets
) -> None:
    page.goto(ministry.add_page(ours.whole(ARTICLE)))
    frame = page.frame_locator("#embed")
    frame.locator("#toolbar-larger").click()
    expect(frame.locator("#toolbar-value")).to_have_text("110%")
    frame.locator(".br-embed__leave").click()
    page.wait_for_url(ours.ours + ARTICLE)
    expect(page.locator("html")).to_have_attribute("data-text", "100")
