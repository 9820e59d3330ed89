"""Pictures on a phone: the rendition that fits, no layout shift, none for readers who have turned pictures off."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import TWO_PICTURES, OpenContext

CURRENT = "document.querySelector('#picture-1 img').currentSrc"
FIRST = "#picture-1 img"


def loaded(page: Page) -> list[str]:
    """The pictures that the page asks for from now on."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/pictures/" in request.url else None)
    return asked


def test_a_phone_gets_the_small_form_and_a_desk_the_large(context: OpenContext) -> None:
    phone = context(viewport={"width": 360, "height": 740}).new_page()
    phone.goto(TWO_PICTURES)
    expect(phone.locator(FIRST)).to_be_visible()
    assert phone.evaluate(CURRENT).endswith("-480.avif")
    sharp = context(viewport={"width": 1280, "height": 900}, device_scale_factor=2).new_page()
    sharp.goto(TWO_PICTURES)
    assert sharp.evaluate(CURRENT).endswith("-1440.avif")


@pytest.mark.whole_browser
def test_the_second_picture_waits_until_it_comes_near(page: Page) -> None:
    asked = loaded(page)
    page.goto(TWO_PICTURES)
    page.wait_for_load_state("networkidle")
    assert len(asked) == 1
    page.locator("#picture-2").scroll_into_view_if_needed()
    expect(page.locator("#picture-2 img")).to_have_js_property("complete", True)
    assert len(asked) == 2


def test_a_picture_takes_its_place_before_it_has_loaded(page: Page) -> None:
    page.route("**/pictures/**", lambda route: route.abort())
    page.goto(TWO_PICTURES)
    box = page.locator(FIRST).bounding_box()
    assert box
    assert abs(box["width"] / box["height"] - 1.5) < 0.05


def test_without_pictures_nothing_loads_until_a_button_is_pressed(context: OpenContext) -> None:
    page = context(cookie="images=off").new_page()
    asked = loaded(page)
    page.goto(TWO_PICTURES)
    page.wait_for_load_state("networkidle")
    assert asked == []
    address = page.url
    page.get_by_role("button", name="Hiện ảnh 1").focus()
    page.keyboard.press("Enter")
    expect(page.locator(FIRST)).to_be_focused()
    expect(page.locator("#picture-1 img")).to_have_js_property("complete", True)
    assert len(asked) == 1
    assert page.url == address
    expect(page.get_by_role("button", name="Hiện ảnh 2")).to_be_visible()


def test_the_button_names_its_picture_and_what_it_loads(context: OpenContext) -> None:
    page = context(cookie="images=off").new_page()
    page.goto(TWO_PICTURES)
    figure = page.locator("#picture-1")
    assert figure.locator("figcaption").inner_text().startswith("Ảnh 1: ")
    caption = figure.locator("figcaption").inner_text().removeprefix("Ảnh 1: ")
    words = re.fullmatch(r"Hiện ảnh 1 \((\d+) KB\)", figure.get_by_role("button").inner_text())
    assert words
    with page.expect_response("**/pictures/*-960.avif") as response:
        page.set_viewport_size({"width": 1280, "height": 800})
        figure.get_by_role("button").click()
    assert int(words[1]) == -(-len(response.value.body()) // 1000)
    # With the picture the caption is as on a page that has it from the beginning.
    assert figure.locator("figcaption").inner_text() == caption
    below = figure.locator("figcaption").evaluate("e => e.getBoundingClientRect().top")
    assert below >= figure.locator("img").evaluate("e => e.getBoundingClientRect().bottom")


@pytest.mark.parametrize("width", [320, 1280])
def test_a_picture_that_waits_has_one_rule_and_no_box(context: OpenContext, width: int) -> None:
    page = context(cookie="images=off", viewport={"width": width, "height": 740}).new_page()
    page.goto(TWO_PICTURES)
    borders = """e => [e, ...e.querySelectorAll('figcaption, .br-placeholder, p')].map(one => {
      const { borderTopWidth, borderRightWidth, borderBottomWidth, borderLeftWidth } = getComputedStyle(one)
      return [borderTopWidth, borderRightWidth, borderBottomWidth, borderLeftWidth].map(parseFloat)
    })"""
    figure, *inside = page.locator("#picture-1").evaluate(borders)
    assert figure == [0, 0, 0, 3]
    assert all(sides == [0, 0, 0, 0] for sides in inside)
    number = page.locator("#picture-1 b")
    assert number.inner_text() == "Ảnh 1:"
    assert number.evaluate("e => getComputedStyle(e).fontWeight") == "700"


def test_the_button_keeps_the_place_where_it_was_pressed(context: OpenContext) -> None:
    page = context(cookie="images=off").new_page()
    page.goto(TWO_PICTURES)
    button = page.get_by_role("button", name="Hiện ảnh 2")
    button.scroll_into_view_if_needed()
    figure = page.locator("#picture-2")
    before = figure.evaluate("e => e.getBoundingClientRect().top")
    button.click()
    expect(figure.locator("img")).to_be_focused()
    assert abs(figure.evaluate("e => e.getBoundingClientRect().top") - before) < 1


def test_without_script_the_button_asks_the_server(context: OpenContext) -> None:
    page = context(cookie="images=off", script=False).new_page()
    page.goto(f"{TWO_PICTURES}?lang=en")
    page.get_by_role("button", name="Show picture 2").click()
    assert page.url.endswith("?lang=en&picture=2#picture-2")
    expect(page.locator("#picture-2 img")).to_be_visible()
    page.get_by_role("button", name="Show picture 1").click()
    assert page.url.endswith("?lang=en&picture=2&picture=1#picture-1")
    expect(page.locator("#picture-2 img")).to_be_visible()
    expect(page.locator(FIRST)).to_be_visible()


def test_the_settings_page_turns_them_off_without_script(context: OpenContext) -> None:
    page = context(script=False).new_page()
    page.goto("/preferences")
    page.get_by_label("Thay mỗi ảnh bằng một nút bấm").check()
    page.get_by_role("button", name="Lưu cài đặt").click()
    page.goto(TWO_PICTURES)
    expect(page.get_by_role("button", name="Hiện ảnh 1")).to_be_visible()


@pytest.mark.whole_browser
def test_back_shows_the_page_as_the_choice_since_asks(page: Page) -> None:
    page.goto(TWO_PICTURES)
    expect(page.locator(FIRST)).to_be_visible()
    page.goto("/preferences")
    with page.expect_response("**/preferences*"):
        page.get_by_label("Thay mỗi ảnh bằng một nút bấm").check()
    page.go_back()
    expect(page.get_by_role("button", name="Hiện ảnh 1")).to_be_visible()


def test_a_press_keeps_the_choice_of_no_pictures(context: OpenContext) -> None:
    page = context(cookie="images=off").new_page()
    page.goto(TWO_PICTURES)
    page.locator("#toolbar-larger").click()
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-text", "110")
    expect(page.get_by_role("button", name="Hiện ảnh 1")).to_be_visible()
