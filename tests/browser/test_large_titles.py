"""At large text: English titles are hyphenated, and no dot stands at the edge of a line of facts."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page

from bantin_reader.model.preferences import COOKIE
from tests.browser.conftest import LONG_READ, OpenContext
from tests.browser.site import LiveSite

ENGLISH = "/articles/village-patrols-keep-the-chainsaws-out-of-khuoi-may-s-old-forest"
# How the words of an English title are divided at each size.
HYPHENS = {"100": "manual", "175": "manual", "200": "auto", "300": "auto"}
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
def test_long_words_of_english_titles_are_divided_and_vietnamese_ones_never(
    context: OpenContext, site: LiveSite, lang: str
) -> None:
    reader = context()
    page = reader.new_page()
    for path, sizes in ((ENGLISH, HYPHENS), (LONG_READ, dict.fromkeys(HYPHENS, "manual"))):
        found = {}
        for text in sizes:
            reader.add_cookies([{"name": COOKIE, "value": f"text={text}&lang={lang}", "url": site.url}])
            page.goto(path)
            found[text] = hyphens(page)
        assert found == sizes


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(("text", "widths"), [("100", (320, 360)), ("300", (320, 360, 1280))])
def test_a_dot_is_shown_between_two_parts_of_one_line_alone(
    context: OpenContext, widths: tuple[int, ...], text: str, lang: str
) -> None:
    page = context(cookie=f"text={text}&lang={lang}&theme=light").new_page()
    page.goto(LONG_READ)
    for width in widths:
        page.set_viewport_size({"width": width, "height": 740})
        found = page.evaluate(PARTS)
        assert len(found["parts"]) == 3, width
        strip = {"x": found["left"] - 15, "y": found["top"] + 2, "width": 15, "height": found["height"] - 4}
        assert is_blank(page, strip), width
        # Between the first two parts, which stand in one line, there is one.
        if found["parts"][1] > 1:
            gap = {**strip, "x": found["left"] + found["parts"][1] - 15}
            assert not is_blank(page, gap), width


def test_without_the_clip_the_dot_of_a_part_that_begins_a_line_would_be_seen(context: OpenContext) -> None:
    page = context(cookie="text=300&lang=en", viewport={"width": 320, "height": 740}, bypass_csp=True).new_page()
    page.goto(LONG_READ)
    found = page.evaluate(PARTS)
    assert len([left for left in found["parts"] if left < 1]) > 1
    page.add_style_tag(content=".br-folio__place { clip-path: none !important }")
    strip = {"x": found["left"] - 15, "y": found["top"] + 2, "width": 15, "height": found["height"] - 4}
    assert not is_blank(page, strip)


@pytest.mark.parametrize(("width", "is_one_line"), [(360, False), (768, True)])
def test_a_sign_of_the_breadcrumb_is_shown_between_two_links_of_one_line_alone(
    context: OpenContext, width: int, is_one_line: bool
) -> None:
    page = context(viewport={"width": width, "height": 740}).new_page()
    page.goto("/accessibility")
    box = page.locator(".br-trail li").nth(1).bounding_box()
    assert box
    assert (box["x"] > 50) == is_one_line
    gap = {"x": box["x"] - 15, "y": box["y"] + 2, "width": 14, "height": box["height"] - 4}
    assert is_blank(page, gap) == (not is_one_line)


# Of each line of facts that is shown: its frame, the size of its letters, and the place of each part in px.
FACTS = """() => [...document.querySelectorAll('.br-list__facts')].filter((one) => one.offsetWidth).map((one) => {
  const { left, top } = one.getBoundingClientRect()
  return { left: left + scrollX, size: parseFloat(getComputedStyle(one).fontSize),
    parts: [...one.children].filter((part) => part.offsetWidth).map((part) => {
      const box = part.getBoundingClientRect()
      return [box.left - left, box.top + scrollY, box.height]
    }) }
})"""


@pytest.mark.parametrize(("text", "widths"), [("100", (320, 1280)), ("150", (320,)), ("200", (360,))])
@pytest.mark.parametrize("path", ["/archive/2026", "/search?q=l%C5%A9", "/embed/latest?count=9"])
def test_in_lists_a_dot_is_shown_between_two_parts_of_one_line_alone(
    context: OpenContext, path: str, text: str, widths: tuple[int, ...]
) -> None:
    page = context(cookie=f"text={text}").new_page()
    page.goto(f"{path}{'&' if '?' in path else '?'}text={text}")
    for width in widths:
        page.set_viewport_size({"width": width, "height": 740})
        assert_dots_stand_within_lines(page)


def assert_dots_stand_within_lines(page: Page) -> None:
    found = page.evaluate(FACTS)
    assert len(found) > 3
    picture = Image.open(BytesIO(page.screenshot(full_page=True)))
    for facts in found:
        for (left, top, height), first in zip(facts["parts"], (True, *(False,) * 9), strict=False):
            gap = min(facts["size"], 15)
            right, bottom = facts["left"] + left - 1, top + height - 2
            strip = picture.crop((int(right + 1 - gap), int(top + 2), int(right), int(bottom)))
            assert has_one_colour(strip) == (first or left < 1), (left, facts)


def is_blank(page: Page, clip: dict[str, float]) -> bool:
    """Whether a part of what is in view has one colour."""
    return has_one_colour(Image.open(BytesIO(page.screenshot(clip=clip))))  # type: ignore[arg-type]


def has_one_colour(picture: Image.Image) -> bool:
    return len(picture.convert("RGB").getcolors(100_000) or "  ") == 1
