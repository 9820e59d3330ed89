"""The ruler: two lines around the text that is read."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checkers import IN_THE_PAGE
from tests.browser.conftest import LONG_READ, OpenContext
from tests.browser.test_bounds import SHIFTS

LINES = """() => {
  const ruler = document.querySelector('.br-ruler').getBoundingClientRect()
  return { top: ruler.top, bottom: ruler.bottom, height: ruler.height }
}"""
STYLE = """(one) => {
  const { backgroundColor, pointerEvents, boxShadow } = getComputedStyle(one)
  return [backgroundColor, pointerEvents, boxShadow]
}"""
# The box of the n-th line of a paragraph, and the distance of its lines.
LINE = """(one, number) => {
  const range = document.createRange()
  range.selectNodeContents(one)
  const box = [...range.getClientRects()][number]
  return { x: box.left + 20, y: (box.top + box.bottom) / 2, pitch: parseFloat(getComputedStyle(one).lineHeight) }
}"""


def opened(context: OpenContext, ruler: str, **options: Any) -> Page:
    page = context(cookie=f"ruler={ruler}", **options).new_page()
    page.goto(LONG_READ, wait_until="networkidle")
    page.evaluate("scrollTo(0, 1800)")
    expect(page.locator(".br-ruler")).to_be_attached()
    return page


def line_in_view(page: Page, number: int = 1) -> dict[str, float]:
    paragraph = page.locator(".br-article > p").nth(2)
    paragraph.evaluate("one => scrollBy(0, one.getBoundingClientRect().top - 250)")
    line: dict[str, float] = paragraph.evaluate(LINE, number)
    return line


@pytest.mark.parametrize(("ruler", "lines"), [("one", 1), ("three", 3)])
def test_the_pointer_moves_it_to_the_line_below(context: OpenContext, ruler: str, lines: int) -> None:
    page = opened(context, ruler)
    line = line_in_view(page)
    page.mouse.move(line["x"], line["y"])
    box = page.evaluate(LINES)
    assert box["height"] == pytest.approx(lines * line["pitch"], abs=2)
    assert (box["top"] + box["bottom"]) / 2 == pytest.approx(line["y"], abs=3)


def test_a_tap_moves_it(context: OpenContext) -> None:
    page = opened(context, "one", has_touch=True)
    line = line_in_view(page, 2)
    page.touchscreen.tap(line["x"], line["y"])
    box = page.evaluate(LINES)
    assert (box["top"] + box["bottom"]) / 2 == pytest.approx(line["y"], abs=3)


def test_arrow_keys_move_it_only_while_it_has_the_focus(context: OpenContext) -> None:
    page = opened(context, "one")
    line = line_in_view(page)
    page.mouse.move(line["x"], line["y"])
    before = page.evaluate(LINES)
    page.locator(".br-ruler").evaluate("one => one.focus({ preventScroll: true })")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(LINES)["top"] == pytest.approx(before["top"] + line["pitch"], abs=3)
    page.keyboard.press("ArrowUp")
    assert page.evaluate(LINES)["top"] == pytest.approx(before["top"], abs=3)
    page.locator(".br-ruler").evaluate("one => one.blur()")
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(150)
    assert page.evaluate(LINES)["top"] == pytest.approx(before["top"], abs=3)


def test_at_the_lower_edge_the_keys_scroll_the_page_to_the_last_line(context: OpenContext) -> None:
    page = opened(context, "one")
    page.locator(".br-ruler").evaluate("one => one.focus({ preventScroll: true })")
    before = page.evaluate("scrollY")
    for _ in range(40):
        page.keyboard.press("ArrowDown")
    assert page.evaluate("scrollY") > before
    box = page.evaluate(LINES)
    assert 0 < box["top"] < box["bottom"] < 740


def test_it_hides_and_dims_nothing_and_takes_no_press(context: OpenContext) -> None:
    page = opened(context, "three")
    style = page.locator(".br-ruler").evaluate(STYLE)
    assert style == ["rgba(0, 0, 0, 0)", "none", "none"]
    without = context().new_page()
    without.goto(LONG_READ)
    assert page.locator(".br-article").aria_snapshot() == without.locator(".br-article").aria_snapshot()
    assert page.evaluate(SHIFTS) == 0


def test_it_is_loaded_when_it_is_chosen_and_goes_when_it_is_not(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(LONG_READ, wait_until="networkidle")
    assert [address for address in asked if "ruler" in address] == []
    page.evaluate("document.documentElement.dataset.ruler = 'one'")
    expect(page.locator(".br-ruler")).to_be_attached()
    page.evaluate("document.documentElement.dataset.ruler = 'off'")
    expect(page.locator(".br-ruler")).to_be_hidden()


def test_the_checkers_find_no_error(context: OpenContext) -> None:
    page = opened(context, "three", bypass_csp=True)
    assert [str(one) for check in IN_THE_PAGE for one in check(page) if not one.allowed] == []


def test_on_paper_there_is_none(context: OpenContext) -> None:
    page = opened(context, "one")
    page.emulate_media(media="print")
    expect(page.locator(".br-ruler")).to_be_hidden()
