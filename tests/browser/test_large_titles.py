"""At large text: English titles are hyphenated, and no dot stands at the edge of the line of section and date."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.browser.conftest import LONG_READ, OpenContext

ENGLISH = "/articles/village-patrols-keep-the-chainsaws-out-of-khuoi-may-s-old-forest"
# The frame of the line, and the left edge of each part in px.
PARTS = """() => {
  const place = document.querySelector('.br-folio__place')
  const { left, top, right, height } = place.getBoundingClientRect()
  const parts = [...place.querySelectorAll('li, .br-date > *')].filter((one) => one.offsetWidth)
  return { left, top, right, height, parts: parts.map((one) => one.getBoundingClientRect().left - left) }
}"""


def hyphens(page: Page) -> str:
    found: str = page.locator("h1").evaluate("one => getComputedStyle(one).hyphens")
    return found


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(("text", "english"), [("100", "manual"), ("175", "manual"), ("200", "auto"), ("300", "auto")])
def test_long_words_of_english_titles_are_divided_and_vietnamese_ones_never(
    context: OpenContext, text: str, english: str, lang: str
) -> None:
    page = context(cookie=f"text={text}&lang={lang}").new_page()
    page.goto(ENGLISH)
    assert hyphens(page) == english
    page.goto(LONG_READ)
    assert hyphens(page) == "manual"


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(("width", "text"), [(320, "100"), (360, "100"), (320, "300"), (360, "300"), (1280, "300")])
def test_a_dot_is_shown_between_two_parts_of_one_line_alone(
    context: OpenContext, width: int, text: str, lang: str
) -> None:
    page = context(cookie=f"text={text}&lang={lang}&theme=light", viewport={"width": width, "height": 740}).new_page()
    page.goto(LONG_READ)
    found = page.evaluate(PARTS)
    assert len(found["parts"]) == 3
    strip = {"x": found["left"] - 15, "y": found["top"] + 2, "width": 15, "height": found["height"] - 4}
    assert is_blank(page, strip)
    # Between the first two parts, which stand in one line, there is one.
    if found["parts"][1] > 1:
        gap = {**strip, "x": found["left"] + found["parts"][1] - 15}
        assert not is_blank(page, gap)


def test_without_the_clip_the_dot_of_a_part_that_begins_a_line_would_be_seen(context: OpenContext) -> None:
    page = context(cookie="text=300&lang=en", viewport={"width": 320, "height": 740}, bypass_csp=True).new_page()
    page.goto(LONG_READ)
    found = page.evaluate(PARTS)
    assert len([left for left in found["parts"] if left < 1]) > 1
    page.add_style_tag(content=".br-folio__place { clip-path: none !important }")
    strip = {"x": found["left"] - 15, "y": found["top"] + 2, "width": 15, "height": found["height"] - 4}
    assert not is_blank(page, strip)


def is_blank(page: Page, clip: dict[str, float]) -> bool:
    """Whether a part of the page has one colour."""
    picture = Image.open(BytesIO(page.screenshot(clip=clip)))  # type: ignore[arg-type]
    return len(picture.convert("RGB").getcolors(100_000) or "  ") == 1
