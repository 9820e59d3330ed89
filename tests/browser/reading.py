"""Helpers that read a page's state and press its controls."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.site import LiveSite

LARGER, SMALLER = "Tăng cỡ chữ", "Giảm cỡ chữ"


def in_force(page: Page) -> tuple[str, str]:
    """The text size and theme that the page shows."""
    text, theme = page.evaluate("[document.documentElement.dataset.text, document.documentElement.dataset.theme]")
    return text, theme


def cookie_of(page: Page) -> str:
    return next((c["value"] for c in page.context.cookies() if c["name"] == "bantin_prefs"), "")


def font_size(page: Page, selector: str = ".br-article p") -> float:
    return page.locator(selector).first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")


def choose_theme(page: Page, name: str) -> None:
    if page.locator("#toolbar-settings[open]").count() == 0:
        page.locator("#toolbar-settings > summary").click()
    page.get_by_role("button", name=name, exact=True).click()


def wait_for_posts(page: Page, site: LiveSite, count: int) -> None:
    """Wait until the site has received `count` POSTs and htmx has the last response."""
    for _ in range(200):
        if len(site.posts) >= count and page.locator(".htmx-request").count() == 0:
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"{count} posts expected: {site.posts}")
