"""The order of a page: the reading tools stand above the title, so that a press moves nothing but the text."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bantin_reader.model.preferences import SIZES, TEXT
from tests.browser.conftest import ARTICLE, LONG_READ, OpenContext
from tests.browser.reading import font_size

PLACES = """() => Object.fromEntries([
  '#toolbar-smaller', '#toolbar-larger', '#toolbar-settings-name', 'h1'
].map((name) => {
  const { left, top } = document.querySelector(name).getBoundingClientRect()
  return [name, name === 'h1' ? [top] : [left, top]]
}))"""
EDGES = "all => all.map((one) => [one.getBoundingClientRect().left, one.getBoundingClientRect().right])"
# Whether the focus is in the panel, how many pixels of it lie outside, how far the page has been scrolled.
SHOWN_IN_PANEL = """() => {
  const [control, panel] = [document.activeElement, document.getElementById('toolbar-settings-panel')]
    .map((one) => one.getBoundingClientRect())
  const hidden = Math.max(panel.top - control.top, control.bottom - panel.bottom, control.bottom - innerHeight, 0)
  const within = document.activeElement.closest('#toolbar-settings-panel') !== null
  return { within, hidden: Math.floor(hidden), top: Math.round(scrollY) }
}"""
FRAMES = ".br-masthead__line, .br-main, .br-footer > div"


def places(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(PLACES)
    return found


@pytest.mark.parametrize("width", [360, 768, 1280, 1920])
def test_a_press_from_the_top_moves_neither_the_tools_nor_the_title(context: OpenContext, width: int) -> None:
    page = context(viewport={"width": width, "height": 800}).new_page()
    page.goto(LONG_READ)
    before = places(page)
    for size in SIZES[SIZES.index(TEXT.default) + 1 :]:
        page.locator("#toolbar-larger").click()
        expect(page.locator("html")).to_have_attribute("data-text", size)
        after = places(page)
        assert {name: pytest.approx(where, abs=1) for name, where in before.items()} == after, f"at {size} %"


def test_the_title_begins_in_the_upper_third_of_a_phones_screen(context: OpenContext) -> None:
    page = context(cookie="text=300").new_page()
    page.goto(LONG_READ)
    assert places(page)["h1"][0] <= 200


def test_header_tools_text_and_footer_share_one_frame(context: OpenContext) -> None:
    page = context().new_page()
    page.goto(ARTICLE)
    for width in (360, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 800})
        first, *others = page.locator(FRAMES).evaluate_all(EDGES)
        assert len(others) == 2
        assert all(edges == first for edges in others), width


def test_from_150_per_cent_the_text_begins_at_the_edge_of_the_frame(context: OpenContext) -> None:
    page = context(cookie="text=150").new_page()
    page.goto(ARTICLE)
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        [frame] = page.locator(".br-main").evaluate_all(EDGES)
        [title] = page.locator("h1").evaluate_all(EDGES)
        assert title[0] == frame[0], width


def test_sizes_grow_by_their_rank(context: OpenContext) -> None:
    ranks = {".br-article p": 3, "h1": 1.9, "figcaption": 2.5, ".br-date": 1.7, "#toolbar": 1.25, ".br-footer": 1.25}
    wide = {"width": 1280, "height": 800}
    at_first = context(viewport=wide).new_page()
    enlarged = context(cookie="text=300", viewport=wide).new_page()
    for page in (at_first, enlarged):
        page.goto(LONG_READ)
    grown = {name: font_size(enlarged, name) / font_size(at_first, name) for name in ranks}
    assert grown == pytest.approx(ranks, abs=0.01)
    assert font_size(enlarged, ".br-trail a") == font_size(enlarged, ".br-date")
    assert font_size(enlarged, ".sapo") == font_size(enlarged, ".br-article p")
    assert enlarged.locator(".sapo").evaluate("e => getComputedStyle(e).fontWeight") == "600"


@pytest.mark.parametrize("width", [360, 1280])
def test_the_skip_link_leads_to_the_title_below_the_tools(context: OpenContext, width: int) -> None:
    page = context(viewport={"width": width, "height": 800}).new_page()
    page.goto(LONG_READ)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**#title")
    bar = page.locator("#toolbar").evaluate("e => e.getBoundingClientRect().bottom")
    assert places(page)["h1"][0] >= bar
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.br-page__text') !== null")


@pytest.mark.parametrize("width", [360, 1280])
def test_without_script_a_press_leads_to_the_tools_with_the_title_in_view(context: OpenContext, width: int) -> None:
    viewport = {"width": width, "height": 740}
    page = context(cookie="text=250", script=False, viewport=viewport).new_page()
    page.goto(LONG_READ)
    page.locator("#toolbar-larger").click()
    expect(page.locator("html")).to_have_attribute("data-text", "300")
    where = places(page)
    assert 0 <= where["#toolbar-larger"][1] < 60
    assert 0 < where["h1"][0] < 150


def test_on_a_phone_the_tools_are_one_line_at_every_size(context: OpenContext) -> None:
    page = context().new_page()
    page.goto(ARTICLE)
    for size in SIZES:
        page.evaluate("(size) => { document.documentElement.dataset.text = size }", size)
        assert page.locator("#toolbar").evaluate("e => e.offsetHeight") <= 46, size


@pytest.mark.parametrize(
    ("width", "height", "size"), [(320, 640, 300), (360, 740, 100), (768, 600, 200), (1280, 800, 300)]
)
def test_tab_scrolls_every_control_of_the_panel_into_its_view_and_not_the_page(
    context: OpenContext, width: int, height: int, size: int
) -> None:
    """WCAG 2.2, 2.4.12, forward and back, from the top of the page and from the middle."""
    page = context(cookie=f"text={size}", viewport={"width": width, "height": height}).new_page()
    page.goto(LONG_READ)
    for top in (0, 900):
        page.evaluate("(top) => scrollTo({ top, behavior: 'instant' })", top)
        page.locator("#toolbar-settings-name").evaluate("one => one.focus({ preventScroll: true })")
        if page.locator("#toolbar-settings[open]").count() == 0:
            page.keyboard.press("Enter")
        expect(page.locator("#toolbar-settings-panel")).to_be_visible()
        last = page.locator("#toolbar-settings-panel :is(a, button):visible").count()
        for key in ["Tab"] * last + ["Shift+Tab"] * (last - 1):
            page.keyboard.press(key)
            assert page.evaluate(SHOWN_IN_PANEL) == {"within": True, "hidden": 0, "top": top}


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_the_panel_leaves_the_text_visible_and_closes_by_its_button(context: OpenContext, width: int) -> None:
    page = context(cookie="text=300", viewport={"width": width, "height": 740}).new_page()
    page.goto(LONG_READ)
    page.locator("#toolbar-settings-name").click()
    panel = page.locator("#toolbar-settings-panel")
    box = panel.bounding_box()
    assert box is not None
    assert box["height"] <= 0.55 * 740 + 1
    assert box["y"] + box["height"] < 740 - 100
    page.locator("#toolbar-close").click()
    expect(panel).to_be_hidden()
    expect(page.locator("#toolbar-settings-name")).to_be_focused()


def test_without_pictures_is_a_choice_of_the_panel(context: OpenContext) -> None:
    page = context().new_page()
    page.goto(LONG_READ)
    page.locator("#toolbar-settings-name").click()
    page.locator("#toolbar-images-off").click()
    expect(page.locator("html")).to_have_attribute("data-images", "off")
    expect(page.locator(".br-placeholder").first).to_be_attached()


@pytest.mark.parametrize("query", ["không-có-đâu", "bản"])
def test_headings_of_search_grow_with_the_text(context: OpenContext, query: str) -> None:
    sizes = {}
    for text in ("100", "300"):
        page = context(cookie=f"text={text}").new_page()
        page.goto(f"/search?q={query}")
        heading = page.locator(".br-results > h2").first
        sizes[text] = heading.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
    assert sizes["300"] > sizes["100"] * 2
