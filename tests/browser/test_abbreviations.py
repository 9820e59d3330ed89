"""What an abbreviation stands for, by keyboard, touch and without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LONG_READ, OpenContext

# Pixels between an abbreviation and what explains it.
GAP = """() => {
  const [note, link] = [...document.querySelectorAll('.br-abbr-note, .br-abbr:focus')]
    .sort((one) => (one.matches('.br-abbr-note') ? -1 : 1)).map((one) => one.getBoundingClientRect())
  return Math.min(Math.abs(note.top - link.bottom), Math.abs(link.top - note.bottom))
}"""


def test_the_keyboard_shows_the_expansion_and_escape_hides_it(page: Page) -> None:
    page.goto(LONG_READ)
    link = page.locator(".br-abbr").first
    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    note = page.locator(".br-abbr-note")
    expect(note).to_be_visible()
    expect(note).to_have_text(link.locator("abbr").get_attribute("title") or "")
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    expect(link).to_be_focused()


def test_a_tap_shows_the_expansion_on_the_page(context: OpenContext) -> None:
    page = context(has_touch=True).new_page()
    page.goto(LONG_READ)
    link = page.locator(".br-abbr").first
    link.scroll_into_view_if_needed()
    link.tap()
    note = page.locator(".br-abbr-note")
    expect(note).to_be_visible()
    box = note.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    assert page.url.endswith(LONG_READ)
    expect(page.get_by_role("status")).to_have_text(link.locator("abbr").get_attribute("title") or "")


@pytest.mark.parametrize(("width", "height"), [(360, 740), (320, 256)])
def test_the_expansion_stays_beside_its_abbreviation(context: OpenContext, width: int, height: int) -> None:
    """While the page is scrolled, too. 320 by 256 pixels are a page at 400 %, where there is room on neither side."""
    page = context(cookie="text=300", viewport={"width": width, "height": height}).new_page()
    page.goto(LONG_READ)
    page.locator(".br-abbr").first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(page.locator(".br-abbr-note")).to_be_visible()
    caption = page.locator("figcaption").first.evaluate("one => getComputedStyle(one).fontSize")
    expect(page.locator(".br-abbr-note")).to_have_css("font-size", caption)  # it grows with the text
    for _ in range(2):
        assert page.evaluate(GAP) <= 1
        assert page.evaluate("document.querySelector('.br-abbr-note').getBoundingClientRect().top + scrollY") >= 0
        page.evaluate("scrollBy({ top: 40, behavior: 'instant' })")


def test_without_script_the_link_leads_to_the_glossary(context: OpenContext) -> None:
    page = context(script=False).new_page()
    page.goto(LONG_READ)
    short = page.locator(".br-abbr").first.inner_text()
    page.locator(".br-abbr").first.click()
    expect(page.locator("dt:target")).to_have_text(short)
