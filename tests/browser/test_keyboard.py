"""The keyboard alone reaches and leaves everything; neither the focus nor a resting pointer changes the page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import ARTICLE, OpenContext
from tests.browser.pages import PAGES

CONTROLS = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
  .filter((one) => one.type !== 'hidden' && one.checkVisibility({ visibilityProperty: true }) && one.tabIndex >= 0)
  // Arrow keys move within a group of radio buttons: Tab reaches the one that is checked.
  .filter((one) => one.type !== 'radio' || one.checked)
  .map((one) => one.outerHTML.slice(0, 120))"""
FOCUSED = """() => document.activeElement === document.body ? '' : document.activeElement.outerHTML.slice(0, 120)"""
# Writes down each control that gets the focus, from now on.
NOTE_FOCUS = """() => {
  window.reached = []
  addEventListener('focusin', ({ target }) => reached.push(target.outerHTML.slice(0, 120)))
}"""
SHOWN = "() => [...document.querySelectorAll('body *')].filter((one) => one.checkVisibility()).length"
MOST = 200


def settled_controls(page: Page) -> list[str]:
    """The controls, once the scripts have shown those that they make work."""
    seen: list[str] = []
    while seen != (controls := page.evaluate(CONTROLS)):
        seen = controls
        page.wait_for_timeout(300)
    return seen


def walk(page: Page) -> list[str]:
    """The controls that Tab reaches one after the other, until the focus leaves the page."""
    reached: list[str] = []
    for _ in range(MOST):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if not focused:
            return reached
        reached.append(focused)
    raise AssertionError(f"Tab never leaves the page: {reached[-3:]}")


def walk_back(page: Page, steps: int) -> list[str]:
    """The controls that so many presses of Shift and Tab reach."""
    page.evaluate(NOTE_FOCUS)
    for _ in range(steps):
        page.keyboard.press("Shift+Tab")
    reached: list[str] = page.evaluate("window.reached")
    return reached


@pytest.mark.parametrize("kind", PAGES)
def test_tab_reaches_every_control_and_leaves_the_page(context: OpenContext, kind: str) -> None:
    """WCAG 2.2, 2.1.1, 2.1.2, 2.1.3 and 3.2.1: the focus alone opens nothing and leads nowhere."""
    page = context().new_page()
    page.goto(PAGES[kind], wait_until="networkidle")
    address, controls = page.url, settled_controls(page)
    assert walk(page) == controls
    assert walk_back(page, len(controls)) == controls[::-1]
    assert page.url == address


def test_a_control_that_tab_does_not_reach_or_leave_is_found(context: OpenContext) -> None:
    page = context().new_page()
    page.goto(ARTICLE)
    page.evaluate("() => { document.querySelector('#toolbar-larger').onfocus = (event) => event.target.blur() }")
    assert len(walk(page)) != len(page.evaluate(CONTROLS))
    page.goto(ARTICLE)
    page.evaluate("""() => addEventListener('keydown', (event) => {
      if (document.activeElement.id === 'toolbar-larger') event.preventDefault()
    })""")
    with pytest.raises(AssertionError, match="never leaves"):
        walk(page)


def test_nothing_appears_when_the_pointer_rests_on_a_control(context: OpenContext) -> None:
    """WCAG 2.2, 1.4.13."""
    page = context().new_page()
    page.goto(ARTICLE)
    shown = page.evaluate(SHOWN)
    # The skip link is out of view until it has the focus.
    for control in page.locator(":is(a:not(.br-skip), button, summary):visible").all():
        control.hover()
        assert page.evaluate(SHOWN) == shown
    assert page.locator("[title]:not(iframe, link)").count() == 0
