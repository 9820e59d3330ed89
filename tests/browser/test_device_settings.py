"""What readers have set on their device: forced colours, more contrast, less motion; and paper."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LONG_READ, OpenContext
from tests.browser.pages import PAGES

RING = """() => {
  const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement)
  return [outlineStyle, parseFloat(outlineWidth)]
}"""
# Elements that would move by themselves.
MOVING = """() => [...document.querySelectorAll('*')].filter((one) => {
  const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(one)
  return animationName !== 'none' || parseFloat(transitionDuration) > 0 || scrollBehavior !== 'auto'
}).map((one) => one.outerHTML.slice(0, 80))"""
# Text in a colour of its own where the device forces its colours.
OWN_COLOURS = """() => {
  const probe = document.body.appendChild(document.createElement('p'))
  const colour = (name) => { probe.style.color = name; return getComputedStyle(probe).color }
  const system = ['CanvasText', 'LinkText', 'VisitedText', 'ButtonText', 'GrayText', 'FieldText'].map(colour)
  probe.remove()
  return [...document.querySelectorAll('main *')]
    .filter((one) => one.checkVisibility() && one.innerText && !system.includes(getComputedStyle(one).color))
    .map((one) => `${one.outerHTML.slice(0, 80)} ${getComputedStyle(one).color}`)
}"""
COLOURS = """() => {
  const { color, backgroundColor } = getComputedStyle(document.documentElement)
  return [color, backgroundColor]
}"""
LINE = """(one) => {
  const { inlineSize, borderBlockEndWidth } = getComputedStyle(one, '::after')
  return [parseFloat(inlineSize), borderBlockEndWidth]
}"""
BLACK, WHITE = "rgb(0, 0, 0)", "rgb(255, 255, 255)"


def test_with_forced_colours_the_devices_colours_are_used_and_the_focus_shows(context: OpenContext) -> None:
    page = context(cookie="theme=sepia", forced_colors="active").new_page()
    for kind, path in PAGES.items():
        page.goto(path)
        assert page.evaluate(OWN_COLOURS) == [], kind
        for _ in range(3):
            page.keyboard.press("Tab")
            style, width = page.evaluate(RING)
            assert (style, width >= 3) == ("solid", True), kind


def test_with_forced_colours_the_current_section_and_the_progress_are_still_drawn(context: OpenContext) -> None:
    page = context(forced_colors="active").new_page()
    page.goto(LONG_READ, wait_until="load")
    page.evaluate("document.getElementById('section-dem-o-nha-ban-tru').scrollIntoView()")
    current = page.locator(".br-contents [aria-current]")
    expect(current).to_have_count(1)
    assert current.evaluate("one => parseFloat(getComputedStyle(one).webkitTextStrokeWidth)") > 0
    length, width = page.locator(".br-toolbar").evaluate(LINE)
    assert (length > 0, width) == (True, "2px")


@pytest.mark.parametrize(("scheme", "ink", "paper"), [("light", BLACK, WHITE), ("dark", WHITE, BLACK)])
def test_a_device_that_asks_for_more_contrast_gets_black_and_white(
    context: OpenContext, scheme: Literal["light", "dark"], ink: str, paper: str
) -> None:
    page = context(contrast="more", color_scheme=scheme).new_page()
    page.goto(LONG_READ)
    assert page.evaluate(COLOURS) == [ink, paper]


def test_a_chosen_theme_stays_on_a_device_that_asks_for_more_contrast(context: OpenContext) -> None:
    chosen, plain = context(cookie="theme=sepia", contrast="more").new_page(), context(cookie="theme=sepia").new_page()
    for page in (chosen, plain):
        page.goto(LONG_READ)
    assert chosen.evaluate(COLOURS) == plain.evaluate(COLOURS)


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_nothing_moves_by_itself_whatever_the_device_asks_for(context: OpenContext, motion: Any) -> None:
    page = context(reduced_motion=motion).new_page()
    for kind in ("home", "article with pictures", "reading settings"):
        page.goto(PAGES[kind], wait_until="load")
        assert page.evaluate(MOVING) == [], kind


def controls_on_paper(page: Page) -> list[str]:
    page.emulate_media(media="print")
    controls: list[str] = page.locator("button, summary, input, select, textarea, .br-anchor").evaluate_all(
        "all => all.filter((one) => one.checkVisibility()).map((one) => one.outerHTML.slice(0, 80))"
    )
    return controls


@pytest.mark.parametrize("kind", ["article", "article with pictures", "article with a table", "saved page"])
def test_on_paper_there_is_the_article_and_no_control(context: OpenContext, kind: str) -> None:
    page = context(cookie="theme=dark&text=300").new_page()
    page.goto(PAGES[kind], wait_until="load")
    assert controls_on_paper(page) == []
    assert page.evaluate(COLOURS) == [BLACK, WHITE]
    expect(page.locator("h1")).to_be_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")
