"""The toolbar and the settings page without JavaScript: forms and redirects."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import ARTICLE, OpenContext
from tests.browser.reading import LARGER, SMALLER, cookie_of, font_size

PHONE = {"width": 360, "height": 740}


def test_a_press_comes_back_to_the_toolbars_place(context: OpenContext) -> None:
    page = context(script=False).new_page()
    page.goto(ARTICLE)
    before = font_size(page)
    page.get_by_role("button", name=LARGER).click()
    page.wait_for_url(f"**{ARTICLE}#toolbar")
    expect(page.locator("#toolbar")).to_be_in_viewport()
    assert font_size(page) > before
    assert cookie_of(page) == "text=110&plain=1"
    page.get_by_role("button", name=SMALLER).click()
    assert font_size(page) == before
    assert cookie_of(page) == ""


def test_the_keyboard_alone_opens_the_themes_and_sets_one(context: OpenContext) -> None:
    page = context(script=False).new_page()
    page.goto(ARTICLE)
    page.locator("#toolbar-settings > summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator("#toolbar-theme-dark")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_the_tools_show_no_button_that_needs_a_script(context: OpenContext) -> None:
    page = context(script=False).new_page()
    page.goto(ARTICLE)
    page.locator("#toolbar-settings-name").click()
    expect(page.locator("#toolbar-all")).to_be_visible()
    expect(page.locator("#toolbar-close")).to_be_hidden()
    expect(page.locator("#listen")).to_be_hidden()


def test_the_language_is_a_whole_page(context: OpenContext) -> None:
    page = context(script=False).new_page()
    page.goto(f"{ARTICLE}?lang=vi")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url.endswith(f"{ARTICLE}#toolbar")
    expect(page.locator("article")).to_have_attribute("lang", "vi")
    expect(page.get_by_role("button", name="Increase text size")).to_be_visible()


def test_the_settings_page_sets_everything_and_resets_everything(context: OpenContext) -> None:
    page = context(script=False).new_page()
    page.goto("/preferences")
    page.get_by_label("150%").check()
    page.get_by_label("Giấy ngà").check()
    page.get_by_label("English").check()
    page.get_by_role("button", name="Lưu cài đặt").click()
    expect(page.get_by_text("Your settings are saved in this browser.")).to_be_visible()
    assert cookie_of(page) == "text=150&theme=sepia&lang=en&plain=1"
    expect(page.get_by_label("150%")).to_be_checked()
    page.goto(ARTICLE)
    expect(page.locator("html")).to_have_attribute("data-text", "150")
    page.goto("/preferences")
    page.get_by_role("button", name="Reset all settings").click()
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    expect(page.locator(".br-saved")).to_contain_text("Đang dùng cài đặt mặc định")
    assert cookie_of(page) == ""


def test_the_sample_shows_a_size_before_it_is_saved(context: OpenContext) -> None:
    page = context(script=False).new_page()
    page.goto("/preferences")
    before = font_size(page, ".br-sample p")
    page.get_by_label("200%").check()
    assert font_size(page, ".br-sample p") == 2 * before


def test_printing_keeps_everything_but_the_controls(context: OpenContext) -> None:
    page = context(cookie="theme=dark&text=300").new_page()
    page.goto(ARTICLE)
    page.emulate_media(media="print")
    for part in (
        "time",
        "h1",
        ".sapo",
        "figcaption",
        ".br-article p >> nth=0",
        ".byline",
        ".br-print-address",
    ):
        expect(page.locator(part).first).to_be_visible()
    expect(page.locator("#toolbar")).to_be_hidden()
    colours = page.evaluate(
        "(() => { const s = getComputedStyle(document.documentElement); return [s.color, s.backgroundColor] })()"
    )
    assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    assert font_size(page) == 44  # px: three times 11 pt


def test_a_press_with_script_removes_the_plain_mark(context: OpenContext) -> None:
    page = context(cookie="text=125&plain=1").new_page()
    page.goto(ARTICLE)
    with page.expect_response("**/preferences*"):
        page.get_by_role("button", name=LARGER).click()
    assert cookie_of(page) == "text=150"
