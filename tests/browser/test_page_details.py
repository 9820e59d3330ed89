"""Details that an art director sees: even rows of choices, one rule below the header, words that grow with the text."""

from __future__ import annotations

import pytest

from tests.browser.conftest import LONG_READ, OpenContext
from tests.browser.pages import TABLE

# How many choices stand in the last row of each setting of five or nine.
LAST_ROWS = """() => [...document.querySelectorAll('.br-settings .br-choices__list')]
  .filter(({ children }) => [5, 9].includes(children.length)).map(({ children }) => {
    const tops = [...children].map((one) => one.getBoundingClientRect().top)
    return tops.filter((top) => top === Math.max(...tops)).length
  })"""
SIZE = "one => parseFloat(getComputedStyle(one).fontSize)"


@pytest.mark.parametrize(("width", "text"), [(768, "100"), (1280, "100"), (1280, "200"), (1920, "300")])
def test_no_choice_stands_alone_in_the_last_row_on_a_wide_screen(context: OpenContext, width: int, text: str) -> None:
    page = context(cookie=f"text={text}", viewport={"width": width, "height": 800}).new_page()
    page.goto("/preferences")
    rows = page.evaluate(LAST_ROWS)
    assert len(rows) == 3
    assert min(rows) >= 2


def test_on_a_phone_the_nine_sizes_stand_in_three_rows(context: OpenContext) -> None:
    page = context().new_page()
    page.goto("/preferences")
    tops = page.locator("#settings-text .br-choice").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect().top)"
    )
    assert len(set(tops)) == 3


@pytest.mark.parametrize("path", ["/preferences", "/preferences?code=43A"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_settings_say_where_they_stand(context: OpenContext, width: int, path: str) -> None:
    """WCAG 2.2, 2.4.8."""
    page = context(viewport={"width": width, "height": 800}).new_page()
    page.goto(path)
    assert page.locator(".br-trail [aria-current]").is_visible()
    assert page.locator(".br-trail a").is_visible()


def test_below_the_header_of_an_error_page_there_is_one_rule(context: OpenContext) -> None:
    page = context(viewport={"width": 1280, "height": 800}).new_page()
    page.goto("/articles/khong-co-bai-nay")
    rules = page.locator("header, main, main *").evaluate_all(
        """all => all.filter((one) => one.checkVisibility() && one.getBoundingClientRect().top < 120)
          .filter((one) => parseFloat(getComputedStyle(one).borderBlockEndWidth) > 0).map((one) => one.className)"""
    )
    assert rules == ["br-masthead"]


@pytest.mark.parametrize(
    ("path", "selector"),
    [
        ("/categories/giao-duc", ".br-filter :is(label, select, button)"),
        ("/search?q=l%C5%A9", ".br-search :is(label, input, button), .br-filter :is(label, select, button)"),
        ("/", ".br-sections a"),
    ],
)
def test_what_is_pressed_and_its_label_grow_as_the_reading_tools_do(
    context: OpenContext, path: str, selector: str
) -> None:
    page = context(cookie="text=300", viewport={"width": 1280, "height": 800}).new_page()
    page.goto(path)
    sizes = page.locator(f"#toolbar-larger, {selector}").evaluate_all(f"all => all.map({SIZE})")
    assert set(sizes) == {20}


def test_the_sign_of_a_figures_link_stands_at_the_edge_of_the_picture(context: OpenContext) -> None:
    page = context(viewport={"width": 1280, "height": 800}).new_page()
    page.goto(LONG_READ)
    edges = page.locator("figure:has(> .br-anchor)").first.evaluate("""(one) => {
      const sign = document.createRange()
      sign.selectNodeContents(one.querySelector('.br-anchor'))
      return [sign.getBoundingClientRect().right, one.querySelector('img').getBoundingClientRect().right]
    }""")
    assert edges[0] == pytest.approx(edges[1], abs=2)


def test_paper_shows_no_fields_of_a_list_and_no_line_about_swiping(context: OpenContext) -> None:
    page = context(cookie="text=300").new_page()
    page.goto("/archive/2026/11")
    assert page.locator(".br-filter").is_visible()
    page.emulate_media(media="print")
    assert page.locator(".br-filter").is_hidden()
    assert page.locator(".br-calendar").is_visible()
    page.emulate_media(media="screen")
    page.goto(TABLE)
    hint = page.locator(".br-scrollable--overflows").first
    shown = "one => getComputedStyle(one, '::before').display"
    assert hint.evaluate(shown) == "block"
    page.emulate_media(media="print")
    assert hint.evaluate(shown) == "none"


def test_a_table_of_four_columns_fits_a_phone_because_its_heads_take_two_lines(context: OpenContext) -> None:
    page = context().new_page()
    page.goto(TABLE)
    table = page.locator(".br-article table").first
    assert table.evaluate("one => one.offsetWidth <= one.parentElement.clientWidth")
    lines = table.locator("td.br-number").evaluate_all("""all => all.map((one) => {
      const words = document.createRange()
      words.selectNodeContents(one)
      return words.getClientRects().length
    })""")
    assert set(lines) == {1}
