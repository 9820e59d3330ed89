"""The settings page: a choice is in force at once, and a reset of all settings can be undone."""

from __future__ import annotations

from http import HTTPStatus

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenContext
from tests.browser.reading import cookie_of, font_size
from tests.browser.site import LiveSite

SETTINGS = "/preferences"
# Whether the button that saves had a box in any frame, from the moment it was parsed.
BUTTON_IN_FRAMES = """
  window.seen = []
  const look = () => {
    const button = document.getElementById('settings-save')
    const isShown = Boolean(button?.offsetHeight)
    if (button && document.querySelector('.br-device') && seen.at(-1) !== isShown) seen.push(isShown)
    requestAnimationFrame(look)
  }
  look()
"""


def test_a_choice_is_applied_saved_and_posted_at_once(page: Page, site: LiveSite) -> None:
    page.goto(SETTINGS)
    before = font_size(page, ".br-sample p")
    page.get_by_label("150%").check()
    assert font_size(page, ".br-sample p") == pytest.approx(1.5 * before)
    expect(page.locator("html")).to_have_attribute("data-text", "150")
    expect(page.locator("#status")).to_have_text("Cỡ chữ: 150%. Đã lưu.")
    with page.expect_response("**/preferences*") as answer:
        page.get_by_label("Giấy ngà").check()
    assert answer.value.status == HTTPStatus.OK
    assert "text=150" in site.posts[-1]
    page.get_by_label("Thay mỗi ảnh bằng một nút bấm").check()
    assert cookie_of(page) == "text=150&theme=sepia&images=off"


def test_the_pressed_choice_keeps_its_place(page: Page) -> None:
    page.goto(SETTINGS)
    choice = page.get_by_label("300%")
    before = choice.evaluate("e => e.getBoundingClientRect().top")
    choice.check()
    assert choice.evaluate("e => e.getBoundingClientRect().top") == pytest.approx(before, abs=2)


def test_a_language_waits_for_the_button(page: Page, site: LiveSite) -> None:
    """WCAG 2.2, 3.2.2."""
    page.goto(SETTINGS)
    page.get_by_label("English").check()
    expect(page.locator("#status")).to_have_text("Ngôn ngữ đổi khi bạn bấm “Lưu cài đặt”.")
    page.wait_for_timeout(200)
    assert site.posts == []
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    page.get_by_role("button", name="Lưu cài đặt").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_an_answer_that_comes_late_does_not_undo_a_later_choice(page: Page, site: LiveSite) -> None:
    site.delays = [1, 0]
    page.goto(SETTINGS)
    page.get_by_label("150%").check()
    page.get_by_label("200%").check()
    page.wait_for_timeout(1500)
    assert cookie_of(page) == "text=200"


def test_a_server_that_fails_is_told(page: Page, site: LiveSite) -> None:
    site.failing = HTTPStatus.BAD_GATEWAY
    page.goto(SETTINGS)
    page.get_by_label("150%").check()
    expect(page.locator("#status")).to_have_text("Chỉ lưu được trong trình duyệt này; máy chủ chưa ghi nhận.")
    expect(page.locator("html")).to_have_attribute("data-text", "150")


@pytest.mark.parametrize("script", [True, False])
def test_a_reset_of_everything_can_be_undone(context: OpenContext, script: bool) -> None:
    page = context(cookie="text=150&theme=dark&face=serif", script=script).new_page()
    page.goto(SETTINGS)
    page.get_by_role("button", name="Đặt lại mọi cài đặt").click()
    expect(page.locator(".br-saved")).to_contain_text("Đang dùng cài đặt mặc định")
    assert cookie_of(page) == ""
    undo = page.get_by_role("button", name="Hoàn tác")
    expect(undo).to_be_in_viewport()
    undo.click()
    expect(page.locator("html")).to_have_attribute("data-text", "150")
    assert cookie_of(page).removesuffix("&plain=1") == "text=150&theme=dark&face=serif"
    expect(undo).to_have_count(0)


def test_without_script_the_button_that_saves_stays_in_view(context: OpenContext) -> None:
    page = context(script=False).new_page()
    page.goto(SETTINGS)
    for choice in ("150%", "Giấy ngà", "Đậm hơn"):
        page.get_by_label(choice).check()
        expect(page.get_by_role("button", name="Lưu cài đặt")).to_be_in_viewport(ratio=1)


def test_with_script_the_button_is_there_for_a_language_alone_from_the_first_paint(page: Page) -> None:
    page.add_init_script(BUTTON_IN_FRAMES)
    page.goto(SETTINGS, wait_until="load")
    save = page.get_by_role("button", name="Lưu cài đặt")
    expect(save).to_be_hidden()
    assert page.evaluate("window.seen") == [False]
    page.get_by_label("English").check()
    expect(save).to_be_in_viewport(ratio=1)
    page.get_by_label("Theo trình duyệt").check()
    expect(save).to_be_hidden()


def test_a_page_whose_script_does_not_come_has_its_button(page: Page) -> None:
    page.route("**/main-*.js", lambda route: route.abort())
    page.goto(SETTINGS, wait_until="load")
    expect(page.get_by_role("button", name="Lưu cài đặt")).to_be_visible()


def test_what_a_press_did_is_announced_once(page: Page) -> None:
    page.goto(SETTINGS)
    page.evaluate("""() => {
      window.said = []
      const status = document.getElementById('status')
      new MutationObserver(() => said.push(status.textContent)).observe(status, { childList: true })
    }""")
    for choice in ("Tối", "Đậm hơn"):
        with page.expect_response("**/preferences*"):
            page.get_by_label(choice, exact=True).check()
    page.wait_for_timeout(200)
    assert page.evaluate("window.said") == ["Giao diện: Tối. Đã lưu.", "Độ đậm: Đậm hơn. Đã lưu."]


@pytest.mark.parametrize(("row", "choice"), [("theme", "Giấy ngà"), ("face", "Lexend")])
def test_a_row_says_when_it_follows_the_device(page: Page, row: str, choice: str) -> None:
    page.goto(SETTINGS)
    follows = page.locator(f"#settings-{row} .br-choices__follows")
    expect(follows).to_be_visible()
    page.get_by_label(choice).check()
    expect(follows).to_be_hidden()
