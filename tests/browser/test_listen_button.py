"""The button that reads the article aloud stands among the reading tools, in their line."""

from __future__ import annotations

import itertools

import pytest
from playwright.sync_api import expect

from bantin_reader.model.preferences import SIZES
from tests.browser.conftest import ARTICLE, OpenContext
from tests.browser.test_bounds import SHIFTS
from tests.browser.voices import VOICES

LINE = ("toolbar-smaller", "toolbar-value", "toolbar-larger", "listen", "toolbar-settings-name")
EDGES = "names => names.map(name => document.getElementById(name).getBoundingClientRect().toJSON())"
# The list of voices comes after the page has loaded.
LATE = VOICES.replace("voices.slice()", "window.late ? voices.slice() : []").replace(
    "addEventListener() {}", "addEventListener(_, heard) { window.bring = () => { window.late = true; heard() } }"
)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_it_stands_in_the_tools_line_at_every_size(context: OpenContext, language: str) -> None:
    page = context(cookie=f"lang={language}").new_page()
    page.add_init_script(VOICES)
    page.goto(ARTICLE)
    expect(page.locator("#listen")).to_be_visible()
    for width, size in itertools.product((320, 360, 768, 1280), SIZES):
        where = f"{width} px, {size} %"
        page.set_viewport_size({"width": width, "height": 740})
        page.evaluate("size => { document.documentElement.dataset.text = size }", size)
        boxes = page.evaluate(EDGES, LINE)
        assert len({round(box["y"] + box["height"] / 2) for box in boxes}) == 1, where
        assert all(left["right"] <= right["left"] for left, right in itertools.pairwise(boxes)), where
        assert page.locator("#toolbar").evaluate("e => e.offsetHeight") <= 46, where


def test_a_press_leaves_it_among_the_tools(context: OpenContext) -> None:
    page = context().new_page()
    page.add_init_script(VOICES)
    page.goto(ARTICLE)
    with page.expect_response("**/preferences*"):
        page.locator("#toolbar-larger").click()
    expect(page.locator("#toolbar-larger")).to_have_attribute("value", "125")
    page.wait_for_timeout(100)
    page.locator("#toolbar #listen").click()
    expect(page.locator("#player")).to_be_visible()


@pytest.mark.parametrize("width", [288, 320, 360, 1280])
def test_a_button_that_comes_late_moves_nothing(context: OpenContext, width: int) -> None:
    page = context(cookie="text=300", viewport={"width": width, "height": 740}).new_page()
    page.add_init_script(LATE)
    page.goto(ARTICLE)
    assert page.locator("#toolbar-listen").evaluate("e => e.getBoundingClientRect().width") == 0
    page.evaluate("bring()")
    expect(page.locator("#listen")).to_be_visible()
    assert page.evaluate(SHIFTS) == 0
