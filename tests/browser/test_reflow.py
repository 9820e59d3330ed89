"""On narrow screens, with large text or wide spacing, nothing is clipped or covered and no page scrolls sideways."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from itertools import product
from typing import Any

import pytest
from playwright.sync_api import Page

from bantin_reader.config.colours import contrast
from bantin_reader.model.preferences import COOKIE, SIZES, THEME
from tests.browser.conftest import ARTICLE, LONG_READ, OpenContext
from tests.browser.layout_checker import layout_faults
from tests.browser.pages import PAGES
from tests.browser.site import LiveSite

KINDS = ["article", "article with pictures", "article with a table", "saved page", "home", "reading settings"]
# 1280 CSS px at 400 % (WCAG 2.2, 1.4.10).
NARROW = {"width": 320, "height": 640}
LARGEST = SIZES[-1]
SET_SIZE_AND_PANEL = """([size, open]) => {
  document.documentElement.dataset.text = size
  for (const panel of document.querySelectorAll('#toolbar-settings')) panel.open = open
}"""

# WCAG 2.2, 1.4.12.
SPACED = """p { margin-block-end: 2em !important }
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }"""


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_scrolls_sideways_at_320_px_with_any_text_size(context: OpenContext, site: LiveSite, kind: str) -> None:
    reader = context(viewport=NARROW)
    page = reader.new_page()
    found: list[str] = []
    for loaded, sizes in ((SIZES[0], SIZES[:-1]), (LARGEST, SIZES[-1:])):
        reader.add_cookies([{"name": COOKIE, "value": f"text={loaded}", "url": site.url}])
        page.goto(PAGES[kind])
        assert page.locator("html").get_attribute("data-text") == loaded
        for size, panel in product(sizes, (False, True)):
            page.evaluate(SET_SIZE_AND_PANEL, [size, panel])
            found += layout_faults(page, f"{kind} at {size} %, panel {'open' if panel else 'closed'}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("size", [SIZES[0], LARGEST])
def test_nothing_scrolls_sideways_at_320_px_without_script(context: OpenContext, size: str) -> None:
    page = context(cookie=f"text={size}&lang=en", script=False, viewport=NARROW).new_page()
    for kind in KINDS:
        page.goto(PAGES[kind])
        assert layout_faults(page, f"{kind} at {size} %, en, without script") == []


def test_wide_text_spacing_cuts_nothing(context: OpenContext) -> None:
    page = context(cookie="text=200", bypass_csp=True).new_page()
    for kind, width in product(KINDS, (320, 1280)):
        page.set_viewport_size({"width": width, "height": 740})
        page.goto(PAGES[kind])
        page.add_style_tag(content=SPACED)
        assert layout_faults(page, f"{kind}, spaced, {width} px") == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_browsers_own_letter_size_is_followed_and_cuts_nothing(context: OpenContext, kind: str) -> None:
    page = context(viewport={"width": 360, "height": 740}).new_page()
    page.goto(PAGES[kind])
    before = letters(page)
    session = page.context.new_cdp_session(page)
    for percent in (200, 300):
        sizes = {"standard": 16 * percent // 100, "fixed": 13 * percent // 100}
        session.send("Page.setFontSizes", {"fontSizes": sizes})
        root = "parseFloat(getComputedStyle(document.documentElement).fontSize)"
        page.wait_for_function(f"size => {root} === size", arg=sizes["standard"])
        assert letters(page) == pytest.approx([size * percent / 100 for size in before], rel=0.01)
        assert layout_faults(page, f"{kind}, browser at {percent} %") == []


def letters(page: Page) -> list[float]:
    """The letter sizes, in px, of every kind of text on the page."""
    script = "all => all.map((one) => parseFloat(getComputedStyle(one).fontSize))"
    sizes: list[float] = page.locator("h1, h2, p, button, summary, label, legend, a, time").evaluate_all(script)
    return sizes


@pytest.mark.parametrize(
    ("style", "fault"),
    [
        ("h1 { white-space: nowrap }", "sideways"),
        (".sapo { block-size: 1em; overflow: hidden }", "clipped"),
        ("#toolbar-larger { margin-inline-start: -5rem }", "overlaps"),
        (".sapo { margin-inline-start: -3rem }", "outside"),
    ],
)
def test_what_is_cut_is_found(context: OpenContext, style: str, fault: str) -> None:
    page = context(bypass_csp=True, viewport=NARROW).new_page()
    page.goto(ARTICLE)
    page.add_style_tag(content=style)
    assert any(fault in one for one in layout_faults(page, "planted"))


FOCUS = """() => {
  const one = document.activeElement
  const { outlineWidth, outlineStyle, outlineColor } = getComputedStyle(one)
  const box = one.getBoundingClientRect()
  const covers = [...document.querySelectorAll('#toolbar, #toolbar-settings-panel')].filter((cover) => {
    const edge = cover.getBoundingClientRect()
    return cover.checkVisibility() && !cover.closest('#toolbar').contains(one) && box.top < edge.bottom &&
      box.bottom > edge.top && box.left < edge.right && box.right > edge.left
  })
  return {
    name: one === document.body ? '' : one.id || one.innerText.slice(0, 40) || one.tagName,
    width: parseFloat(outlineWidth), style: outlineStyle, colour: outlineColor,
    paper: getComputedStyle(document.documentElement).backgroundColor,
    inView: box.top > -1 && box.bottom < innerHeight + 1, covers: covers.map(({ id }) => id)
  }
}"""


def walked(page: Page, key: str = "Tab") -> list[dict[str, Any]]:
    """Every element that the key reaches, once through the page, with how its focus shows."""
    seen: list[dict[str, Any]] = []
    for _ in range(120):
        page.keyboard.press(key)
        now = page.evaluate(FOCUS)
        if not now["name"]:
            break
        seen.append(now)
    return seen


def weak(seen: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    def stands_out(one: dict[str, Any]) -> bool:
        ring = one["style"] == "solid" and one["width"] >= 2
        return ring and contrast(one["colour"], one["paper"]) >= 3

    return [one for one in seen if not stands_out(one)]


def hidden(seen: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for one in seen if one["covers"] or not one["inView"]]


@pytest.mark.parametrize("theme", THEME.options)
def test_the_focus_is_a_solid_ring_that_stands_out_from_the_paper(context: OpenContext, theme: str) -> None:
    """WCAG 2.2, 1.4.11 and 2.4.13."""
    page = context(cookie=f"theme={theme}").new_page()
    page.goto(ARTICLE)
    seen = walked(page)
    assert len(seen) >= 12
    assert weak(seen) == []


@pytest.mark.parametrize("width", [360, 1280])
def test_the_line_of_a_problem_covers_no_focus(context: OpenContext, site: LiveSite, width: int) -> None:
    site.failing = HTTPStatus.BAD_GATEWAY
    page = context(viewport={"width": width, "height": 740}).new_page()
    page.goto(ARTICLE)
    page.locator("#toolbar-larger").click()
    page.locator("#status[data-problem]").wait_for()
    page.evaluate("scrollTo({top: document.body.scrollHeight, behavior: 'instant'})")
    last = page.locator(".br-footer a").last.evaluate("e => e.getBoundingClientRect().bottom")
    assert last <= page.locator("#status").evaluate("e => e.getBoundingClientRect().top")


def open_with_links(page: Page) -> None:
    """The long read with a link at the start of every paragraph, so that the focus stops everywhere."""
    page.goto(LONG_READ)
    page.locator(".br-article p").evaluate_all("""all => all.forEach((one, index) => {
      one.prepend(Object.assign(document.createElement('a'), { href: '#content', textContent: `Go ${index}` }))
    })""")


@pytest.mark.parametrize(("width", "height"), [(360, 740), (320, 256)])
@pytest.mark.parametrize("themes_open", [False, True])
def test_the_focus_is_never_covered_by_the_reading_tools(
    context: OpenContext, themes_open: bool, width: int, height: int
) -> None:
    """WCAG 2.2, 2.4.12: forward, then back; the smaller viewport is a window of 1280 by 1024 at 400 % zoom."""
    page = context(viewport={"width": width, "height": height}).new_page()
    open_with_links(page)
    if themes_open:
        page.locator("#toolbar-settings > summary").press("Enter")
    forward, back = walked(page), walked(page, "Shift+Tab")
    assert len(forward) > 20
    assert len(back) > 20
    assert hidden(forward) == []
    assert hidden(back) == []


def test_a_weak_or_covered_focus_is_found(context: OpenContext) -> None:
    page = context(bypass_csp=True).new_page()
    open_with_links(page)
    page.add_style_tag(content="html { scroll-padding: 0 } a { outline: 1px dotted #eeeeee !important }")
    walked(page)
    back = walked(page, "Shift+Tab")
    assert weak(back)
    assert hidden(back)
