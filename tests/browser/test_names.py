"""An author's name goes to the next line whole, where it fits in one."""

from __future__ import annotations

from tests.browser.conftest import LONG_READ, OpenContext

WIDTHS = range(280, 420, 10)


def test_a_name_in_the_byline_does_not_break_while_it_fits_in_a_line(context: OpenContext) -> None:
    page = context(cookie="text=150").new_page()
    page.goto(LONG_READ)
    name = page.locator(".byline a").first
    # Words before it bring the end of the line to each place within the name.
    page.evaluate("document.querySelector('.byline').prepend('Bài và ảnh của phóng viên ')")
    heights = set()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 740})
        heights.add(name.evaluate("e => Math.round(e.firstElementChild.getBoundingClientRect().height)"))
    assert len(heights) == 1
    assert name.evaluate("e => getComputedStyle(e.firstElementChild).textDecorationLine") == "underline"


def test_titles_are_even_on_a_phone_and_leave_no_single_word_on_wide_pages(context: OpenContext) -> None:
    page = context().new_page()
    page.goto(LONG_READ)
    wraps = []
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 740})
        wraps.append(page.locator("h1").evaluate("e => getComputedStyle(e).textWrapStyle"))
    assert wraps == ["balance", "pretty"]
