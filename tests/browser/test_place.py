"""The scroll position while the text changes its size."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import ARTICLE, LONG_READ, OpenContext
from tests.browser.reading import LARGER, in_force, wait_for_posts
from tests.browser.site import LiveSite

# Brings a block to the toolbar's lower edge, so that it is the first visible one; gives its top.
ALIGN_FIRST = """() => {
  const edge = document.getElementById('toolbar').getBoundingClientRect().bottom
  window.first = [...document.querySelectorAll('.br-article > *')].find((e) => e.getBoundingClientRect().top >= edge)
  scrollBy({ behavior: 'instant', top: window.first.getBoundingClientRect().top - edge - 4 })
  return window.first.getBoundingClientRect().top
}"""
HALF_READ = """() => {
  const edge = document.getElementById('toolbar').getBoundingClientRect().bottom
  window.half = [...document.querySelectorAll('.br-article > p')].find((p) => p.getBoundingClientRect().bottom > 60)
  const box = window.half.getBoundingClientRect()
  scrollBy({ behavior: 'instant', top: box.top + box.height / 2 - edge })
}"""
# To measure an element within a block of distant text lays out the whole block.
COUNT_DISTANT_MEASUREMENTS = """() => {
  window.measured = []
  const measure = Element.prototype.getBoundingClientRect
  Element.prototype.getBoundingClientRect = function () {
    if (this.parentElement?.closest('[style*=content-visibility]')) window.measured.push(this.id || this.tagName)
    return measure.call(this)
  }
}"""
FRACTION = """() => {
  const edge = document.getElementById('toolbar').getBoundingClientRect().bottom
  const box = window.half.getBoundingClientRect()
  return (edge - box.top) / box.height
}"""


def top_of(page: Page, selector: str) -> float:
    return page.locator(selector).evaluate("e => e.getBoundingClientRect().top")


def scroll_to(page: Page, y: int) -> None:
    page.evaluate("(y) => scrollTo({top: y, behavior: 'instant'})", y)
    page.wait_for_function("() => (y) => Math.abs(scrollY - y) < 2", arg=y)


def test_in_its_own_place_the_pressed_control_stays_put(page: Page, site: LiveSite) -> None:
    page.goto(LONG_READ)
    scroll_to(page, 200)
    before = top_of(page, "#toolbar-larger")
    for count in (1, 2, 3):
        page.locator("#toolbar-larger").click()
        assert top_of(page, "#toolbar-larger") == pytest.approx(before, abs=1)
        wait_for_posts(page, site, count)
        assert top_of(page, "#toolbar-larger") == pytest.approx(before, abs=1)


@pytest.mark.parametrize("smooth", [False, True])
def test_when_stuck_the_first_visible_paragraph_stays_put(page: Page, smooth: bool) -> None:
    page.goto(LONG_READ)
    if smooth:
        page.evaluate("document.documentElement.style.scrollBehavior = 'smooth'")
    scroll_to(page, 3000)
    assert top_of(page, "#toolbar") == pytest.approx(0, abs=1)
    before = page.evaluate(ALIGN_FIRST)
    for _ in range(3):
        page.locator("#toolbar-larger").click()
        assert page.evaluate("window.first.getBoundingClientRect().top") == pytest.approx(before, abs=1)
    assert in_force(page)[0] == "150"
    assert top_of(page, "#toolbar") == pytest.approx(0, abs=1)


def test_a_paragraph_half_read_stays_half_read(page: Page) -> None:
    page.goto(LONG_READ)
    scroll_to(page, 3000)
    page.evaluate(HALF_READ)
    before = page.evaluate(FRACTION)
    assert before == pytest.approx(0.5, abs=0.05)
    page.locator("#toolbar-larger").click()
    page.locator("#toolbar-larger").click()
    assert page.evaluate(FRACTION) == pytest.approx(before, abs=0.02)


def test_text_far_from_view_is_laid_out_after_the_press_and_moves_nothing(page: Page, context: OpenContext) -> None:
    page.goto(LONG_READ)
    scroll_to(page, 3000)
    before = page.evaluate(ALIGN_FIRST)
    waiting = """() => {
      document.getElementById('toolbar-larger').click()
      return document.querySelectorAll('.br-article > [style*=content-visibility]').length
    }"""
    assert page.evaluate(waiting) > 10
    page.wait_for_function("() => !document.querySelector('[style*=content-visibility]')")
    assert page.evaluate("window.first.getBoundingClientRect().top") == pytest.approx(before, abs=1)
    loaded = context(cookie="text=110").new_page()
    loaded.goto(LONG_READ)
    assert heights(page) == heights(loaded)


@pytest.mark.parametrize("scrolled", [0, 6000])
def test_nothing_in_distant_text_is_measured_until_it_is_laid_out(page: Page, scrolled: int) -> None:
    page.goto(LONG_READ)
    scroll_to(page, scrolled)
    page.evaluate(COUNT_DISTANT_MEASUREMENTS)
    page.locator("#toolbar-larger").click()
    page.wait_for_function("() => !document.querySelector('[style*=content-visibility]')")
    assert page.evaluate("window.measured") == []


# A message that is sent in a frame comes right after it, before the text that waits is laid out.
WAITING_AFTER_THE_FRAME = """() => new Promise((resolve) => {
  const after = new MessageChannel()
  after.port1.onmessage = () => resolve(document.querySelectorAll('[style*=content-visibility]').length)
  document.getElementById('toolbar-larger').click()
  requestAnimationFrame(() => after.port2.postMessage(0))
})"""


@pytest.mark.parametrize("cookie", ["", "text=250&face=serif"])
def test_the_frame_of_a_press_is_shown_before_the_distant_text_is_laid_out(context: OpenContext, cookie: str) -> None:
    page = context(cookie=cookie, viewport={"width": 360, "height": 740}).new_page()
    page.goto(LONG_READ)
    assert page.evaluate(WAITING_AFTER_THE_FRAME) > 0
    page.wait_for_function("() => !document.querySelector('[style*=content-visibility]')")


def test_below_a_title_of_many_screens_the_whole_article_waits(context: OpenContext) -> None:
    page = context(cookie="text=250&face=serif", viewport={"width": 360, "height": 740}).new_page()
    page.goto(LONG_READ)
    waiting = """() => {
      document.getElementById('toolbar-larger').click()
      return [...document.querySelectorAll('[style*=content-visibility]')].map((one) => one.className || one.localName)
    }"""
    assert {"br-article", "br-footer"} < set(page.evaluate(waiting))


def test_a_theme_lays_out_nothing_anew(page: Page) -> None:
    page.goto(LONG_READ)
    page.locator("#toolbar-settings > summary").click()
    styled = page.evaluate("""() => {
      document.getElementById('toolbar-theme-dark').click()
      return document.querySelectorAll('[style*=content-visibility]').length
    }""")
    assert (styled, in_force(page)[1]) == (0, "dark")


def heights(page: Page) -> list[float]:
    found: list[float] = page.locator(".br-article > *").evaluate_all("all => all.map((one) => one.offsetHeight)")
    return found


def test_another_tabs_change_keeps_the_paragraph(page: Page) -> None:
    page.goto(LONG_READ)
    scroll_to(page, 3000)
    before = page.evaluate(ALIGN_FIRST)
    other = page.context.new_page()
    other.goto("/")
    other.get_by_role("button", name=LARGER).click()
    page.wait_for_function("() => document.documentElement.dataset.text === '110'")
    assert page.evaluate("window.first.getBoundingClientRect().top") == pytest.approx(before, abs=1)


def test_the_toolbar_is_sticky_on_tall_screens_and_shrinks_to_one_line(page: Page) -> None:
    page.goto(LONG_READ)
    scroll_to(page, 3000)
    assert top_of(page, "#toolbar") == pytest.approx(0, abs=1)
    assert page.locator("#toolbar").evaluate("e => e.offsetHeight") <= 46


def test_the_toolbar_is_not_sticky_on_short_screens(context: OpenContext) -> None:
    page = context(viewport={"width": 740, "height": 360}).new_page()
    page.goto(LONG_READ)
    scroll_to(page, 3000)
    assert top_of(page, "#toolbar") < -1000


def test_at_300_per_cent_the_title_starts_on_a_phones_first_screen(context: OpenContext) -> None:
    page = context(cookie="text=300").new_page()
    page.goto(ARTICLE)
    line = page.locator("h1").evaluate("e => parseFloat(getComputedStyle(e).lineHeight)")
    assert top_of(page, "h1") + 2 * line < 740
