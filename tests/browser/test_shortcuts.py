"""Keyboard shortcuts: off until they are switched on, changeable, kept on the device (WCAG 2.2, 2.1.4)."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checkers import IN_THE_PAGE
from tests.browser.conftest import ARTICLE, LONG_READ, OpenContext
from tests.browser.layout_checker import layout_faults
from tests.browser.pages import LOCALES
from tests.browser.reading import in_force

SWITCH = "Dùng phím tắt"


def switch_on(page: Page) -> None:
    page.goto("/preferences")
    page.get_by_label(SWITCH).check()


def type_outside(page: Page, key: str) -> None:
    page.locator("h1").click()
    page.keyboard.press(key)


@pytest.fixture
def asked(page: Page) -> list[str]:
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    return addresses


def test_they_are_off_and_not_loaded_until_they_are_switched_on(page: Page, asked: list[str]) -> None:
    page.goto(LONG_READ, wait_until="networkidle")
    for key in ("+", "-", "j", "m", "g", "?"):
        type_outside(page, key)
    assert in_force(page) == ("100", "auto")
    assert page.locator("dialog[open], .br-contents details[open]").count() == 0
    assert [address for address in asked if "shortcuts" in address] == []


def test_each_key_does_what_its_control_does(page: Page) -> None:
    switch_on(page)
    page.goto(LONG_READ, wait_until="networkidle")
    type_outside(page, "+")
    assert in_force(page) == ("110", "auto")
    expect(page.locator("#status")).to_have_text("Cỡ chữ 110%")
    type_outside(page, "-")
    page.keyboard.press("g")
    assert in_force(page) == ("100", "light")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent") == "Năm giờ sáng ở lưng núi"
    page.keyboard.press("J")
    assert page.evaluate("document.activeElement.textContent") == "Những con đường về trường"
    page.keyboard.press("m")
    expect(page.locator(".br-contents details")).to_have_attribute("open", "")
    expect(page.locator(".br-contents summary")).to_be_focused()


def test_with_another_modifier_or_in_a_field_a_key_types(page: Page) -> None:
    switch_on(page)
    field = page.get_by_label("Đề mục tiếp theo")
    field.fill("")
    field.press("q")
    field.press("g")
    expect(page.locator("html")).to_have_attribute("data-theme", "auto")
    page.goto(LONG_READ, wait_until="networkidle")
    for key in ("Control+g", "Alt+g", "Meta+g"):
        type_outside(page, key)
    assert in_force(page) == ("100", "auto")


def test_the_question_mark_opens_a_dialog_and_escape_closes_it(page: Page) -> None:
    switch_on(page)
    page.goto(LONG_READ, wait_until="networkidle")
    page.locator("#toolbar-larger").focus()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Phím tắt")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_label("Chữ lớn hơn")).to_have_value("+")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.locator("#toolbar-larger")).to_be_focused()


def test_a_key_can_be_changed_and_is_kept_on_the_device(page: Page, asked: list[str]) -> None:
    switch_on(page)
    page.get_by_label("Chữ lớn hơn").fill("x")
    page.goto(ARTICLE, wait_until="networkidle")
    type_outside(page, "+")
    assert in_force(page)[0] == "100"
    type_outside(page, "x")
    assert in_force(page)[0] == "110"
    assert "x" in page.evaluate("localStorage.getItem('bantin-shortcuts')")
    assert [cookie["name"] for cookie in page.context.cookies()] == ["bantin_prefs"]
    page.goto("/preferences")
    page.get_by_role("button", name="Đặt lại các phím").click()
    expect(page.get_by_label("Chữ lớn hơn")).to_have_value("+")


def test_a_key_that_another_shortcut_has_is_refused_in_words(page: Page) -> None:
    switch_on(page)
    field = page.get_by_label("Chữ lớn hơn")
    field.fill("j")
    expect(page.get_by_role("alert")).to_have_text("Phím này đã dùng cho một phím tắt khác. Hãy chọn phím khác.")
    expect(field).to_have_attribute("aria-invalid", "true")
    page.reload()
    expect(field).to_have_value("+")


def test_switched_off_again_they_do_nothing(page: Page) -> None:
    switch_on(page)
    page.get_by_label(SWITCH).uncheck()
    page.goto(ARTICLE, wait_until="networkidle")
    type_outside(page, "+")
    assert in_force(page)[0] == "100"


def test_without_script_the_settings_page_has_no_shortcuts(context: OpenContext) -> None:
    page = context(script=False).new_page()
    page.goto("/preferences")
    expect(page.locator("#shortcuts")).to_be_hidden()


@pytest.mark.parametrize("locale", LOCALES)
def test_the_dialog_is_without_error(context: OpenContext, locale: str) -> None:
    page = context(cookie=f"lang={locale}&text=300", bypass_csp=True, viewport={"width": 320, "height": 740}).new_page()
    page.add_init_script("localStorage.setItem('bantin-shortcuts', '{\"on\": true}')")
    page.goto(ARTICLE, wait_until="networkidle")
    type_outside(page, "?")
    expect(page.get_by_role("dialog")).to_be_visible()
    # Alfa, which takes as long as the others together, in one language.
    checks = IN_THE_PAGE if locale == LOCALES[0] else IN_THE_PAGE[:-1]
    assert [str(one) for check in checks for one in check(page) if not one.allowed] == []
    dialog = page.get_by_role("dialog")
    assert dialog.evaluate("one => one.scrollWidth <= one.clientWidth")
    page.keyboard.press("Escape")
    assert layout_faults(page, "closed") == []
