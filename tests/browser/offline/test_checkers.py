"""The checkers find nothing on the lists and the book of saved articles, on a copy, or without a network."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from bantin_reader.model.preferences import COOKIE
from tests.browser.conftest import ARTICLE, LONG_READ
from tests.browser.nu import nu, saved
from tests.browser.offline.conftest import wait_until_read
from tests.browser.offline.site import StoppableSite
from tests.browser.pages import LOCALES
from tests.browser.themes import PLAIN, errors


@pytest.mark.parametrize("locale", LOCALES)
def test_lists_copies_and_the_page_without_a_network_are_without_error(
    chromium: Browser, stoppable: StoppableSite, tmp_path: Path, locale: str
) -> None:
    with chromium.new_context(base_url=stoppable.url, locale="vi-VN", bypass_csp=True) as context:
        context.add_cookies([{"name": COOKIE, "value": f"{PLAIN.cookie}&lang={locale}", "url": stoppable.url}])
        page = context.new_page()
        page.goto("/privacy")
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        keep_one(page)
        page.goto(ARTICLE)
        wait_until_read(page, 1)
        found, markup = [], []
        try:
            for path in ("/saved", LONG_READ, "/"):
                page.goto(path)
                if path != LONG_READ:
                    expect(page.locator("#saved-read-list li")).to_have_count(1)
                if path == "/saved":
                    page.locator("#saved-book > summary").click()
                    stoppable.stop()
                else:
                    expect(page.locator(".br-copy")).to_be_visible()
                page.evaluate("document.getElementById('status').textContent = ''")
                markup.append(page.content())
                found += PLAIN.errors(page)
        finally:
            stoppable.start()
        found += errors(nu(saved(markup, tmp_path)), locale)
        assert not found, "\n".join(found)


def keep_one(page: Page) -> None:
    page.goto(LONG_READ)
    page.locator("#save > summary").click()
    page.locator("#keep").click()
    expect(page.locator("#keep")).to_have_attribute("aria-pressed", "true")
