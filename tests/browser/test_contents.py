"""The table of contents and the links to headings and figures."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LONG_READ, OpenContext
from tests.browser.layout_checker import layout_faults

DESK = {"width": 1280, "height": 800}
TOP = "one => one.getBoundingClientRect().top"
NAMED = "Những con đường về trường"


def current(page: Page) -> list[str]:
    """The names of the entries that are marked as current."""
    names: list[str] = page.locator(".br-contents [aria-current=true]").all_text_contents()
    return names


@pytest.mark.parametrize("script", [True, False])
def test_on_a_phone_a_disclosure_leads_to_each_section_by_the_keyboard(context: OpenContext, script: bool) -> None:
    page = context(script=script).new_page()
    page.goto(LONG_READ)
    summary = page.locator(".br-contents summary")
    expect(summary).to_have_text("Trong bài: 9 mục")
    expect(page.locator(".br-contents a").first).to_be_hidden()
    summary.press("Enter")
    link = page.get_by_role("link", name=NAMED, exact=True)
    link.press("Enter")
    heading = page.get_by_role("heading", name=NAMED, exact=True)
    expect(heading).to_be_in_viewport()
    tools = page.locator("#toolbar").evaluate("one => one.getBoundingClientRect().bottom")
    assert heading.evaluate(TOP) >= tools
    assert page.url.endswith("#section-nhung-con-duong-ve-truong")
    if script:
        expect(heading).to_be_focused()


def test_the_section_that_is_read_is_marked_while_the_page_scrolls(context: OpenContext) -> None:
    page = context().new_page()
    page.goto(LONG_READ)
    page.locator(".br-contents summary").click()
    assert current(page) == []
    page.evaluate("document.getElementById('section-dem-o-nha-ban-tru').scrollIntoView()")
    expect(page.locator(".br-contents [aria-current=true]")).to_have_text("Đêm ở nhà bán trú")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(page.locator(".br-contents [aria-current=true]")).to_have_text("Những người ở lại")
    page.evaluate("scrollTo(0, 0)")
    expect(page.locator(".br-contents [aria-current]")).to_have_count(0)


def test_the_mark_moves_nothing(context: OpenContext) -> None:
    page = context().new_page()
    page.goto(LONG_READ)
    page.locator(".br-contents summary").click()
    heights = "all => all.map((one) => one.getBoundingClientRect().height)"
    before = page.locator(".br-contents a").evaluate_all(heights)
    page.locator(".br-contents a").evaluate_all("all => all.forEach((one) => one.setAttribute('aria-current', 'true'))")
    assert page.locator(".br-contents a").evaluate_all(heights) == before


def test_a_heading_has_a_quiet_link_to_itself(context: OpenContext) -> None:
    page = context().new_page()
    page.goto(LONG_READ)
    link = page.get_by_role("link", name=f"Liên kết đến mục “{NAMED}”", exact=True)
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=NAMED, exact=True)).to_be_in_viewport()
    assert page.url.endswith("#section-nhung-con-duong-ve-truong")


def test_a_figure_has_a_quiet_link_to_itself(context: OpenContext) -> None:
    page = context().new_page()
    page.goto(LONG_READ)
    page.get_by_role("link", name="Liên kết đến ảnh 1", exact=True).click()
    assert page.url.endswith("#picture-1")
    expect(page.locator("#picture-1 img")).to_be_in_viewport()


@pytest.mark.parametrize("text", ["100", "300"])
def test_the_open_contents_are_cut_nowhere(context: OpenContext, text: str) -> None:
    page = context(cookie=f"text={text}").new_page()
    page.goto(LONG_READ)
    page.locator(".br-contents details").evaluate("one => { one.open = true }")
    for width in (320, 360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 740})
        assert layout_faults(page, f"{width} px at {text} %") == []


def test_on_paper_there_are_no_contents_and_no_signs(context: OpenContext) -> None:
    page = context().new_page()
    page.goto(LONG_READ)
    page.emulate_media(media="print")
    expect(page.locator(".br-contents")).to_be_hidden()
    expect(page.locator(".br-anchor").first).to_be_hidden()


def test_on_a_wide_page_the_contents_stand_in_a_rail_beside_the_text(context: OpenContext) -> None:
    page = context(viewport=DESK, script=False).new_page()
    page.goto(LONG_READ)
    link = page.locator(".br-contents").get_by_role("link", name=NAMED, exact=True)
    expect(link).to_be_visible()
    expect(page.locator(".br-contents summary")).to_be_hidden()
    name = "one => getComputedStyle(one, '::before').content"
    assert page.locator(".br-contents details").evaluate(name) == '"Trong bài"'
    text = page.locator(".br-article").evaluate("one => one.getBoundingClientRect().left")
    assert link.evaluate("one => one.getBoundingClientRect().right") < text
    page.evaluate("scrollTo(0, 3000)")
    expect(link).to_be_in_viewport()
    tools = page.locator(".br-folio").evaluate("one => one.getBoundingClientRect().bottom")
    assert page.locator(".br-contents a").first.evaluate(TOP) >= tools


def test_from_150_per_cent_the_rail_is_a_disclosure_again(context: OpenContext) -> None:
    page = context(cookie="text=150", viewport=DESK).new_page()
    page.goto(LONG_READ)
    expect(page.locator(".br-contents summary")).to_be_visible()
    expect(page.locator(".br-contents a").first).to_be_hidden()
