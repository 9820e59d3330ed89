"""By keyboard alone: undoing a reset, taking settings to another device, a footnote and the way back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenContext
from tests.browser.single_article import serve_file
from tests.browser.site import LiveSite
from tests.browser.test_footnotes import PAGE as FOOTNOTES
from tests.browser.test_footnotes import PATHS

SETTINGS = "/preferences"
MOST = 120
# What is wrong with the focus: the ring's width and colour, what of the control is out of view or covered (WCAG 2.2,
# 2.4.7, 2.4.11 to 2.4.13). A link may be divided between two lines; a radio button is round.
FAULTS = """() => {
  const one = document.activeElement
  const { outlineStyle, outlineWidth } = getComputedStyle(one)
  const faults = []
  if (outlineStyle !== 'solid' || parseFloat(outlineWidth) < 3) faults.push('no ring')
  for (const { left, right, top, bottom } of one.getClientRects()) {
    if (left < 0 || right > innerWidth || top < 0 || bottom > innerHeight) faults.push('out of view')
    const [x0, y0] = [(left + right) / 2, (top + bottom) / 2]
    for (const [x, y] of [[x0, top + 2], [x0, bottom - 2], [left + 2, y0], [right - 2, y0], [x0, y0]]) {
      if (!one.contains(document.elementFromPoint(x, y))) faults.push(`covered at ${x}, ${y}`)
    }
  }
  return faults
}"""
SCREENS = pytest.mark.parametrize(("width", "height", "size"), [(320, 640, 300), (1280, 800, 100)])


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    yield from serve_file(tmp_path_factory, "dinh.html", FOOTNOTES)


def assert_focus_is_seen(page: Page) -> None:
    assert page.evaluate(FAULTS) == [], page.evaluate("document.activeElement.outerHTML.slice(0, 100)")


def tab_to(page: Page, selector: str) -> int:
    """Press Tab until an element has the focus, and return how often. Each one on the way is seen."""
    for steps in range(1, MOST):
        page.keyboard.press("Tab")
        assert_focus_is_seen(page)
        if page.locator(selector).evaluate("one => one === document.activeElement"):
            return steps
    raise AssertionError(f"Tab does not reach {selector}")


@SCREENS
@pytest.mark.parametrize("script", [True, False])
def test_a_reset_is_undone_by_the_next_control(
    context: OpenContext, width: int, height: int, size: int, script: bool
) -> None:
    viewport = {"width": width, "height": height}
    page = context(cookie=f"text={size}&theme=dark&face=serif", viewport=viewport, script=script).new_page()
    page.goto(SETTINGS)
    tab_to(page, "#settings-reset-all")
    page.keyboard.press("Enter")
    expect(page.locator("#settings-undo")).to_be_visible()
    expect(page.locator("#settings-undo")).to_be_in_viewport()
    assert tab_to(page, "#settings-undo") <= 2
    page.keyboard.press("Enter")
    expect(page.locator("#settings-undo")).to_have_count(0)
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator("#saved")).to_be_in_viewport()
    assert tab_to(page, "#settings [name=text]:checked") == 1


@SCREENS
def test_a_code_is_taken_and_entered(context: OpenContext, width: int, height: int, size: int) -> None:
    page = context(cookie=f"text={size}&theme=dark", viewport={"width": width, "height": height}).new_page()
    page.goto(SETTINGS, wait_until="networkidle")
    tab_to(page, "#device > summary")
    page.keyboard.press("Enter")
    expect(page.locator("#device-code")).to_be_visible()
    assert_focus_is_seen(page)
    assert tab_to(page, "#device-link") == 1
    assert tab_to(page, "#device-copy") == 1
    assert tab_to(page, "#device-enter > summary") == 1
    page.keyboard.press("Enter")
    assert tab_to(page, "#device-typed") == 1
    page.keyboard.type("43B")
    page.keyboard.press("Enter")
    expect(page.locator("#device-wrong")).to_be_visible()
    tab_to(page, "#device-wrong a")
    page.keyboard.press("Enter")
    expect(page.locator("#device-typed")).to_be_focused()
    assert_focus_is_seen(page)
    page.keyboard.type("43A")
    assert tab_to(page, "#device-show") == 1
    page.keyboard.press("Enter")
    expect(page.locator("#device-use")).to_be_visible()
    tab_to(page, "#device-use")
    assert tab_to(page, "#device-keep") == 1


@SCREENS
def test_a_footnote_and_the_way_back_are_seen(context: OpenContext, width: int, height: int, size: int) -> None:
    page = context(cookie=f"text={size}", viewport={"width": width, "height": height}).new_page()
    page.goto(PATHS[0])
    mention, back = ".br-article sup a", ".br-article li a"
    tab_to(page, mention)
    page.keyboard.press("Enter")
    assert tab_to(page, back) == 1
    page.keyboard.press("Enter")
    expect(page.locator(mention)).to_be_in_viewport()
    page.keyboard.press("Shift+Tab")
    expect(page.locator(mention)).to_be_focused()
    assert_focus_is_seen(page)


def test_a_covered_focus_and_a_missing_ring_are_found(context: OpenContext) -> None:
    page = context(bypass_csp=True).new_page()
    page.goto(SETTINGS)
    page.keyboard.press("Tab")
    cover = "body::after { content: ''; position: fixed; inset: 0; z-index: 9 }"
    page.add_style_tag(content=f":focus-visible {{ outline: 0 }} {cover}")
    assert len(page.evaluate(FAULTS)) >= 2
