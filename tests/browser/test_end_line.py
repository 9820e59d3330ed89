"""The line of four words below an article: save, share, print, embed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checker_rules import SIZES
from tests.browser.checkers import axe
from tests.browser.conftest import ARTICLE, OpenContext
from tests.browser.pages import LOCALES
from tests.browser.themes import PLAIN, errors

WORDS = ["Lưu", "Chia sẻ", "In", "Nhúng"]
WHERE = """() => {
  const line = document.getElementById('end-line').getBoundingClientRect()
  const box = ({ left, top, right, bottom }) => [left - line.left, top - line.top, right - line.left, bottom - line.top]
  const shown = document.querySelector('#end-line [open] > .br-end-line__panel')
  return {
    width: line.width,
    words: [...document.querySelectorAll('#end-line summary')].map((one) => box(one.getBoundingClientRect())),
    panel: shown && box(shown.getBoundingClientRect()),
    wide: document.documentElement.scrollWidth - innerWidth,
  }
}"""


# As in a browser that does not close one when another opens.
OPEN_ALL = "for (const one of document.querySelectorAll('#end-line > details')) { one.name = ''; one.open = true }"


def opened(page: Page) -> list[str]:
    return page.locator("#end-line [open] > summary").all_inner_texts()


@pytest.mark.parametrize(
    ("width", "text", "lang"),
    [(360, "100", "vi"), (360, "300", "en"), (360, "300", "vi"), (1280, "100", "en"), (1280, "300", "vi")],
)
def test_four_words_stand_in_one_line_and_each_opens_below_it(
    context: OpenContext, width: int, text: str, lang: str
) -> None:
    cookie = f"text={text}&lang={lang}&spacing=widest"
    page = context(cookie=cookie, viewport={"width": width, "height": 740}).new_page()
    page.goto(ARTICLE)
    before = page.evaluate(WHERE)
    lefts = [word[0] for word in before["words"]]
    assert lefts == pytest.approx([before["width"] / 4 * column for column in range(4)], abs=1)
    assert len({(round(top), round(bottom)) for _, top, _, bottom in before["words"]}) == 1
    for number, summary in enumerate(page.locator("#end-line summary").all()):
        summary.click()
        after = page.evaluate(WHERE)
        assert after["words"] == before["words"], "a press moved a word"
        left, top, right, _ = after["panel"]
        assert (left, right) == pytest.approx((0, after["width"]), abs=1), number
        assert top >= before["words"][number][3] - 1
        assert after["wide"] <= 0
        inside = page.locator("#end-line [open] :is(summary, a, button, input, textarea):visible").all()
        assert len(inside) > 1
        for control in inside:
            box = control.bounding_box()
            assert box is not None
            assert (box["x"] >= 0, box["x"] + box["width"] <= width, box["height"] >= 44) == (True, True, True)
        assert len(opened(page)) == 1


def test_on_a_narrower_screen_they_stand_below_each_other(context: OpenContext) -> None:
    page = context(cookie="text=300&lang=en", viewport={"width": 320, "height": 740}).new_page()
    page.goto(ARTICLE)
    for summary in page.locator("#end-line summary").all():
        summary.click()
        found = page.evaluate(WHERE)
        assert found["wide"] <= 0
        assert {round(left) for left, *_ in [*found["words"], found["panel"]]} == {0}


@pytest.mark.parametrize("script", [True, False])
def test_the_keyboard_opens_them_one_after_the_other(context: OpenContext, script: bool) -> None:
    page = context(script=script).new_page()
    page.goto(ARTICLE)
    for number, word in enumerate(WORDS):
        summary = page.locator("#end-line summary").nth(number)
        assert summary.inner_text() == word
        summary.press("Enter")
        assert opened(page) == [word]
        if script or word != "In":
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement.closest('[open] > .br-end-line__panel') !== null")
    page.locator("#end-line summary").nth(3).press("Enter")
    assert opened(page) == []


def test_two_open_ones_stand_below_each_other(page: Page) -> None:
    page.goto(ARTICLE)
    page.evaluate(OPEN_ALL.replace("#end-line > details", "#save, #embed"))
    boxes = "all => all.map((one) => one.getBoundingClientRect().toJSON())"
    places = page.locator("#end-line > [open]").evaluate_all(boxes)
    assert places[0]["bottom"] <= places[1]["top"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_button_prints_with_script_and_a_sentence_says_how_without(context: OpenContext) -> None:
    page = context().new_page()
    page.goto(ARTICLE)
    page.evaluate("() => { window.print = () => { window.printed = true } }")
    page.locator("#print-item > summary").click()
    expect(page.locator("#print-hint")).to_be_hidden()
    page.get_by_role("button", name="In bài này").click()
    assert page.evaluate("window.printed")
    plain = context(script=False).new_page()
    plain.goto(ARTICLE)
    plain.locator("#print-item > summary").click()
    expect(plain.locator("#print-hint")).to_be_visible()
    expect(plain.locator("#print")).to_be_hidden()


@pytest.mark.parametrize("locale", LOCALES)
def test_each_open_panel_is_without_error(context: OpenContext, locale: str) -> None:
    page = context(cookie=f"{PLAIN.cookie}&lang={locale}", bypass_csp=True).new_page()
    page.goto(ARTICLE)
    found: list[str] = []
    for summary in page.locator("#end-line summary").all():
        summary.click()
        found += errors(axe(page, scope=SIZES), f"{summary.inner_text()} open")
    page.evaluate(OPEN_ALL)
    assert len(opened(page)) == len(WORDS)
    found += PLAIN.errors(page)
    assert not found, "\n".join(found)
