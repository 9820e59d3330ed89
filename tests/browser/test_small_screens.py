"""On a phone controls that belong together stand in one line, and headings are larger than the text below them."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ARTICLE, OpenContext
from tests.browser.voices import VOICES

MIDDLES = """all => [...new Set(all.map((one) => {
  const { top, bottom } = one.getBoundingClientRect()
  return Math.round((top + bottom) / 2)
}))]"""
SIZE = "one => parseFloat(getComputedStyle(one).fontSize)"


@pytest.mark.parametrize("text", ["100", "200", "300"])
def test_search_language_and_sections_stand_in_one_line_whatever_the_sites_name(
    context: OpenContext, text: str
) -> None:
    page = context(cookie=f"text={text}").new_page()
    page.goto(ARTICLE)
    for name in ("Bản tin", "Bản tin Vân Sơn", "Cổng thông tin điện tử tỉnh Vân Sơn"):
        page.locator(".br-masthead__name").evaluate("(one, name) => { one.textContent = name }", name)
        controls = page.locator(".br-masthead__search, .br-language__button, #menu > summary")
        assert controls.count() == 3
        assert len(controls.evaluate_all(MIDDLES)) == 1, name
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, name


@pytest.mark.parametrize("text", ["100", "300"])
@pytest.mark.parametrize("width", [320, 360])
def test_the_player_is_two_lines_high(context: OpenContext, width: int, text: str) -> None:
    page = context(cookie=f"text={text}", viewport={"width": width, "height": 640}).new_page()
    page.add_init_script(VOICES)
    page.goto(ARTICLE)
    page.locator("#listen").click()
    controls = page.locator("#player :is(button:not([hidden]), select)")
    expect(controls).to_have_count(6)
    assert len(controls.evaluate_all(MIDDLES)) == 2
    assert page.get_by_label("Tốc độ").is_visible()
    assert page.get_by_label("Giọng đọc").is_visible()


@pytest.mark.parametrize(("path", "count", "lines"), [("/categories/giao-duc", 2, 1), ("/archive/2026/11", 3, 2)])
def test_a_lists_filter_takes_few_lines(context: OpenContext, path: str, count: int, lines: int) -> None:
    page = context().new_page()
    page.goto(path)
    controls = page.locator(".br-filter :is(select, button)")
    assert controls.count() == count
    middles = controls.evaluate_all(MIDDLES)
    assert len(middles) <= lines
    button = page.locator(".br-filter button").evaluate_all(MIDDLES)
    assert button[0] in page.locator(".br-filter select").evaluate_all(MIDDLES), "the button stands beside a choice"


@pytest.mark.parametrize("text", ["100", "200", "300"])
def test_headings_of_saved_articles_are_larger_than_their_text(context: OpenContext, text: str) -> None:
    page = context(cookie=f"text={text}").new_page()
    page.goto("/saved")
    heading = page.locator("#saved-articles h2").first.evaluate(SIZE)
    assert heading > page.locator("#saved-articles p:not(.br-list__facts)").first.evaluate(SIZE)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("text", ["100", "300"])
def test_the_name_of_a_month_stands_in_one_line_beside_the_next(context: OpenContext, text: str, lang: str) -> None:
    page = context(cookie=f"text={text}&lang={lang}").new_page()
    page.goto("/archive/2026")
    for width in (320, 360, 768):
        page.set_viewport_size({"width": width, "height": 740})
        boxes = page.locator(".br-months :is(a, span)").evaluate_all("""all => all.map((one) => {
          const { right } = one.closest('li').getBoundingClientRect()
          const text = document.createRange()
          text.selectNodeContents(one)
          return [text.getClientRects().length, right - text.getBoundingClientRect().right]
        })""")
        assert len(boxes) == 12
        assert [lines for lines, _ in boxes] == [1] * 12, width
        assert min(room for _, room in boxes) >= 0, width
