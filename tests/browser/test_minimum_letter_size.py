"""A minimum size of letters that is set in the browser holds, and cuts nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Playwright

from tests.browser.conftest import CHROMIUM_FLAGS, headless_path
from tests.browser.layout_checker import layout_faults
from tests.browser.pages import PAGES
from tests.browser.site import LiveSite

SMALLEST = 24
LETTERS = """() => [...document.querySelectorAll('h1, h2, p, button, summary, label, legend, a, time')]
  .filter((one) => one.checkVisibility() && one.innerText.trim())
  .map((one) => parseFloat(getComputedStyle(one).fontSize))"""


@pytest.fixture(scope="module")
def large_lettered(playwright: Playwright) -> Iterator[Browser]:
    flags = [*CHROMIUM_FLAGS, f"--blink-settings=minimumFontSize={SMALLEST}"]
    browser = playwright.chromium.launch(executable_path=headless_path(), args=flags)
    yield browser
    browser.close()


@pytest.fixture
def page(large_lettered: Browser, site: LiveSite) -> Iterator[Page]:
    reader = large_lettered.new_context(base_url=site.url, viewport={"width": 360, "height": 740}, locale="vi-VN")
    yield reader.new_page()
    reader.close()


@pytest.mark.parametrize(
    "kind", ["article with pictures", "article with a table", "home", "reading settings", "search"]
)
def test_no_letter_is_smaller_and_nothing_is_cut(page: Page, kind: str) -> None:
    page.goto(PAGES[kind])
    assert min(page.evaluate(LETTERS)) >= SMALLEST
    assert layout_faults(page, f"{kind}, letters of {SMALLEST} px or more") == []
