"""The player at the foot of the page covers neither the focus nor the end of the page, and says nothing by itself."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ARTICLE, LONG_READ, OpenContext
from tests.browser.pages import LOCALES
from tests.browser.test_resume import read_and_leave
from tests.browser.voices import VOICES

# What has the focus and lies below the upper edge of the player, without being in it. What is higher than all the room
# above the player shows from its top on.
COVERED = """() => {
  const [one, player] = [document.activeElement, document.getElementById('player')]
  if (one === document.body || player.contains(one)) return ''
  const { top, bottom, height } = one.getBoundingClientRect()
  const { scrollPaddingTop, scrollPaddingBottom } = getComputedStyle(document.documentElement)
  const room = innerHeight - parseFloat(scrollPaddingTop) - parseFloat(scrollPaddingBottom)
  const edge = player.getBoundingClientRect().top
  const name = `${one.id || one.innerText.slice(0, 40) || one.tagName} ${[top, height, room].map(Math.round)}`
  return bottom > edge && (height < room || top > edge / 2) ? name : ''
}"""
LIVE = "[aria-live], [role=status], [role=alert], [role=log], [role=timer], output"
WATCH = """(live) => {
  window.spoken = []
  const watch = new MutationObserver((all) => spoken.push(...all.map(({ target }) => target.textContent)))
  const options = { childList: true, characterData: true, subtree: true }
  for (const one of document.querySelectorAll(live)) watch.observe(one, options)
}"""
# The upper edges of the lines that the controls stand in.
LINES = """() => new Set([...document.querySelectorAll('#player :is(button, select)')]
  .filter((one) => one.checkVisibility()).map((one) => Math.round(one.getBoundingClientRect().top / 20))).size"""
STEPS = 60


def opened(context: OpenContext, path: str, cookie: str = "", **viewport: int) -> Page:
    page = context(cookie=cookie, viewport=viewport or {"width": 360, "height": 740}).new_page()
    page.add_init_script(VOICES)
    page.goto(path)
    page.locator("#listen").click()
    expect(page.locator("#player")).to_be_visible()
    page.wait_for_function("() => getComputedStyle(document.documentElement).getPropertyValue('--player') !== ''")
    return page


def covered(page: Page, key: str) -> list[str]:
    """What the key moves the focus to, once through the page, beneath the player."""
    found: list[str] = []
    for _ in range(STEPS):
        page.keyboard.press(key)
        found += filter(None, [page.evaluate(COVERED)])
    return found


@pytest.mark.parametrize(("width", "text"), [(320, "300"), (360, "100"), (1280, "300")])
def test_the_focus_is_never_covered_by_the_player(context: OpenContext, width: int, text: str) -> None:
    """WCAG 2.2, 2.4.12, forward and back."""
    page = opened(context, ARTICLE, f"text={text}", width=width, height=740)
    page.locator("h1").click()
    assert covered(page, "Tab") == []
    assert covered(page, "Shift+Tab") == []


def test_a_covered_focus_is_found(context: OpenContext) -> None:
    page = opened(context, ARTICLE)
    page.evaluate("document.documentElement.style.setProperty('--player', '0px')")
    page.locator("h1").click()
    assert covered(page, "Tab")


@pytest.mark.parametrize(("width", "text"), [(320, "300"), (1280, "100")])
def test_the_last_line_of_the_page_can_be_read_above_the_player(context: OpenContext, width: int, text: str) -> None:
    page = opened(context, ARTICLE, f"text={text}", width=width, height=640)
    page.evaluate("scrollTo({top: document.body.scrollHeight, behavior: 'instant'})")
    last = page.locator(".br-footer a").last.evaluate("(one) => one.getBoundingClientRect().bottom")
    assert last <= page.locator("#player").evaluate("(one) => one.getBoundingClientRect().top")


def test_the_offered_place_of_reading_gives_way_to_the_voice(context: OpenContext) -> None:
    page = context().new_page()
    page.add_init_script(VOICES)
    read_and_leave(page)
    page.goto(LONG_READ)
    expect(page.locator(".br-resume")).to_be_visible()
    page.locator("#listen").click()
    expect(page.locator("#player")).to_be_visible()
    expect(page.locator(".br-resume")).to_be_hidden()


def test_closing_leaves_nothing_of_the_room(context: OpenContext) -> None:
    page = context().new_page()
    page.add_init_script(VOICES)
    page.goto(ARTICLE)
    before = page.evaluate("document.documentElement.cloneNode(false).outerHTML")
    page.locator("#listen").click()
    expect(page.locator("html")).to_have_attribute("data-listening", "")
    page.wait_for_function("() => document.documentElement.hasAttribute('style')")
    page.locator("#player-close").click()
    expect(page.locator("#player")).to_have_count(0)
    assert page.evaluate("document.documentElement.cloneNode(false).outerHTML") == before


def test_no_live_region_speaks_while_the_voice_reads(context: OpenContext) -> None:
    """A screen reader says what a live region gets, which would talk over the voice."""
    page = opened(context, ARTICLE)
    expect(page.get_by_role("region", name="Nghe đọc bài")).to_be_visible()
    assert page.locator("#player").locator(LIVE).count() == 0
    page.evaluate(WATCH, LIVE)
    for number in range(2, 5):
        page.evaluate("speechSynthesis.end()")
        expect(page.locator("#player-place")).to_contain_text(f"Câu {number} / ")
    page.locator("#player-next").click()
    page.locator("#player-play").click()
    assert page.evaluate("spoken") == []
    page.evaluate("document.getElementById('status').textContent = 'x'")
    page.wait_for_function("() => spoken.length === 1")


@pytest.mark.parametrize("text", ["100", "300"])
@pytest.mark.parametrize("locale", LOCALES)
def test_on_a_phone_its_controls_take_two_lines(context: OpenContext, locale: str, text: str) -> None:
    page = opened(context, LONG_READ, f"text={text}&lang={locale}", width=320, height=740)
    expect(page.locator("#player-place")).to_contain_text("128")
    assert page.evaluate(LINES) == 2
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate(LINES) == 2


def test_on_a_wide_screen_it_begins_where_the_page_does(context: OpenContext) -> None:
    page = opened(context, ARTICLE, width=1920, height=900)
    left = "one => Math.round(one.getBoundingClientRect().left)"
    assert page.locator("#player-play").evaluate(left) == page.locator(".br-masthead__line").evaluate(left)
