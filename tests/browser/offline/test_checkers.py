"""The checkers find nothing on the page of saved articles with its lists, or on a copy."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from bantin_reader.model.preferences import TABLE
from tests.browser.checkers import checkers_of
from tests.browser.conftest import ARTICLE, LONG_READ
from tests.browser.offline.conftest import keep, wait_until_read
from tests.browser.offline.site import StoppableSite
from tests.browser.test_checkers import errors


@pytest.mark.parametrize("theme", TABLE["theme"].options)
def test_lists_and_copies_are_without_error(chromium: Browser, stoppable: StoppableSite, theme: str) -> None:
    with chromium.new_context(base_url=stoppable.url, locale="vi-VN", bypass_csp=True) as context:
        context.add_cookies([{"name": "bantin_prefs", "value": f"theme={theme}", "url": stoppable.url}])
        page = context.new_page()
        page.goto("/privacy")
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        keep(page, LONG_READ)
        page.goto(ARTICLE)
        wait_until_read(page, 1)
        found = []
        try:
            for path in ("/saved", LONG_READ):
                page.goto(path)
                if path == "/saved":
                    expect(page.locator("#saved-read-list li")).to_have_count(1)
                    page.locator("#saved-book > summary").click()
                    stoppable.stop()
                else:
                    expect(page.locator(".br-copy")).to_be_visible()
                page.evaluate("document.getElementById('status').textContent = ''")
                found += errors((one for check in checkers_of(theme, 0) for one in check(page)), f"{path}, {theme}")
        finally:
            stoppable.start()
        assert not found, "\n".join(found)
