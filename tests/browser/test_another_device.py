"""The settings page gives its settings to another device, by code, link and picture, and takes those of a code."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bantin_reader.model.preference_code import preference_code
from bantin_reader.model.preferences import Preferences
from tests.browser.checkers import axe
from tests.browser.conftest import OpenContext
from tests.browser.nu import nu, saved
from tests.browser.pages import LOCALES
from tests.browser.reading import cookie_of
from tests.browser.site import LiveSite
from tests.browser.themes import PLAIN, errors

SETTINGS = "/preferences"
QUERIES = ("", "?code=43A")
OPEN = "for (const one of document.querySelectorAll('#device, #device-enter')) one.open = true"


def shown(page: Page) -> tuple[str, str, str]:
    """The code, the link, and the address of the picture."""
    code = page.locator("#device-code").inner_text()
    picture = page.locator("#device-picture img").get_attribute("src") or ""
    return code, page.locator("#device-link").input_value(), picture


def test_the_code_follows_every_choice_on_the_page(page: Page, site: LiveSite) -> None:
    page.goto(SETTINGS)
    page.locator("#device > summary").click()
    expect(page.locator("#device-none")).to_be_visible()
    for choice in ("150%", "Tối", "Thay mỗi ảnh bằng một nút bấm", "Lexend", "Quanh ba dòng", "100%"):
        page.get_by_label(choice, exact=True).check()
        code = preference_code(Preferences.from_cookie(cookie_of(page)))
        # What is far from view is not laid out in the frame of a press, and has no inner text then.
        expect(page.locator("#device-code")).to_have_text(code, use_inner_text=True)
        assert shown(page) == (code, f"{site.url}/preferences?code={code}", f"/preferences/qr.svg?code={code}")
    page.wait_for_function("() => document.querySelector('#device-picture img').naturalWidth > 0")
    for choice in ("Tự động", "Hiện ảnh", "Theo thiết bị", "Không dùng thước"):
        page.get_by_label(choice, exact=True).check()
    expect(page.locator("#device-none")).to_be_visible()
    expect(page.locator("#device-some")).to_be_hidden()


@pytest.mark.parametrize("script", [True, False])
def test_a_code_is_typed_on_another_device_shown_and_taken_by_the_keyboard(context: OpenContext, script: bool) -> None:
    one = context(cookie="text=150&theme=dark&face=serif&plain=1", script=script).new_page()
    one.goto(SETTINGS)
    one.locator("#device > summary").click()
    code = shown(one)[0]
    page = context(cookie="ruler=one", script=script).new_page()
    page.goto(SETTINGS)
    page.locator("#device-enter > summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type(code.lower())
    page.keyboard.press("Enter")
    page.wait_for_url("**/preferences?code=*")
    assert cookie_of(page) == "ruler=one"
    expect(page.get_by_role("listitem").filter(has_text="Cỡ chữ: từ “100%” thành “150%”")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="từ “Quanh một dòng” thành “Không dùng thước”")).to_be_visible()
    use = page.get_by_role("button", name="Dùng các cài đặt này")
    use.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/preferences?saved=1**")
    assert cookie_of(page).removesuffix("&plain=1") == "text=150&theme=dark&face=serif"
    assert page.locator("#device-code").text_content() == code


def test_keep_mine_changes_nothing(context: OpenContext) -> None:
    page = context(cookie="text=125").new_page()
    page.goto(f"{SETTINGS}?code=43A")
    expect(page.locator("html")).to_have_attribute("data-text", "125")
    page.get_by_role("link", name="Giữ nguyên").click()
    page.wait_for_url(f"**{SETTINGS}")
    assert cookie_of(page) == "text=125"


def test_a_wrong_code_is_typed_again(page: Page) -> None:
    page.goto(f"{SETTINGS}?code=43B")
    page.get_by_role("link", name="Nhập lại mã").click()
    field = page.get_by_label("Mã của máy kia")
    expect(field).to_be_in_viewport()
    field.fill("43a")
    field.press("Enter")
    expect(page.get_by_role("button", name="Dùng các cài đặt này")).to_be_visible()


def test_the_link_is_copied(context: OpenContext, site: LiveSite) -> None:
    page = context(cookie="text=300", permissions=["clipboard-read", "clipboard-write"]).new_page()
    page.goto(SETTINGS)
    page.locator("#device > summary").click()
    page.get_by_role("button", name="Chép liên kết").click()
    expect(page.locator("#status")).to_have_text("Đã chép liên kết")
    assert page.evaluate("navigator.clipboard.readText()") == f"{site.url}/preferences?code=88"


@pytest.mark.parametrize(("locale", "whole"), list(zip(LOCALES, QUERIES, strict=True)))
def test_the_open_parts_are_without_error(context: OpenContext, locale: str, whole: str) -> None:
    """In each language one of the two pages with every rule of every checker, the other with those of axe."""
    look = replace(PLAIN, text="150")
    page = context(cookie=f"{look.cookie}&lang={locale}", bypass_csp=True).new_page()
    found: list[str] = []
    for query in QUERIES:
        page.goto(f"{SETTINGS}{query}")
        page.evaluate(OPEN)
        found += look.errors(page) if query == whole else errors(axe(page), page.url)
    assert not found, "\n".join(found)


def test_the_open_parts_are_valid_html(context: OpenContext, tmp_path: Path) -> None:
    contents = []
    for locale in LOCALES:
        page = context(cookie=f"lang={locale}").new_page()
        for query in QUERIES:
            page.goto(f"{SETTINGS}{query}")
            page.evaluate(OPEN)
            contents.append(page.content())
    found = errors(nu(saved(contents, tmp_path)), "settings of another device")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_nothing_is_wider_than_a_narrow_screen_at_the_largest_text(context: OpenContext, lang: str) -> None:
    cookie = f"text=300&lang={lang}&face=dyslexic&spacing=widest&ruler=three&weight=strong"
    page = context(cookie=cookie, viewport={"width": 320, "height": 640}).new_page()
    for query in (*QUERIES, "?code=43B"):
        page.goto(f"{SETTINGS}{query}")
        page.evaluate(OPEN)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, query
        for control in page.locator(".br-device :is(input, button, summary, a)").all():
            box = control.bounding_box()
            assert box is None or (box["height"] >= 44 and box["x"] >= 0 and box["x"] + box["width"] <= 320), query
