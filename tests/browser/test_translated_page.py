"""Pages that the browser has translated, after Back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ARTICLE, OpenContext
from tests.browser.embedding.frames import eventually

# What Chromium's and Firefox's translators do: other words in place, and the language of the root element.
TRANSLATE = """() => {
  document.documentElement.lang = 'fr'
  document.documentElement.classList.add('translated-ltr')
  document.querySelector('h1').textContent = 'Le titre traduit'
}"""
NOTE_RESTORED = "addEventListener('pageshow', (event) => { window.restored = event.persisted })"


@pytest.fixture
def chromium(whole_chromium: Browser) -> Browser:
    return whole_chromium


def translate_and_leave(page: Page) -> None:
    page.add_init_script(NOTE_RESTORED)
    page.goto(ARTICLE)
    page.evaluate(TRANSLATE)
    page.get_by_role("link", name="Bản tin").click()
    page.wait_for_url("**/")


def go_back_without_reload(page: Page) -> None:
    page.go_back(wait_until="commit")
    eventually(page.main_frame, "window.restored === true")
    page.wait_for_timeout(300)  # a reload would begin at once
    expect(page.locator("h1")).to_have_text("Le titre traduit")
    assert page.evaluate("window.restored")


def test_back_to_a_translated_page_keeps_the_translation(context: OpenContext) -> None:
    page = context(cookie="lang=vi").new_page()
    translate_and_leave(page)
    go_back_without_reload(page)


def test_back_keeps_the_translation_when_the_pages_own_language_was_chosen_since(page: Page) -> None:
    """The cookie goes from no language, where the page followed the browser, to the language that it had then."""
    translate_and_leave(page)
    page.evaluate("document.cookie = 'bantin_prefs=lang=vi; Path=/'")
    go_back_without_reload(page)


def test_back_to_a_translated_page_loads_it_in_another_language_that_was_chosen_since(page: Page) -> None:
    page.add_init_script(NOTE_RESTORED)
    page.goto(ARTICLE)
    page.evaluate(TRANSLATE)
    page.get_by_role("link", name="Bản tin").click()
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.evaluate("history.go(-2)")
    page.wait_for_url(f"**{ARTICLE}")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("h1")).not_to_have_text("Le titre traduit")
