"""A press on the toolbar in Chromium is applied, saved, sent to the server and announced once."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ARTICLE, OpenContext
from tests.browser.reading import (
    LARGER,
    SMALLER,
    cookie_of,
    font_size,
    in_force,
    wait_for_posts,
)
from tests.browser.site import LiveSite


def test_larger_enlarges_and_smaller_makes_smaller(page: Page) -> None:
    page.goto(ARTICLE)
    sizes = [font_size(page)]
    for name in (LARGER, LARGER, SMALLER):
        page.get_by_role("button", name=name).click()
        sizes.append(font_size(page))
    assert sizes[0] < sizes[1] < sizes[2]
    assert sizes[3] == sizes[1]


def test_the_size_multiplies_the_browsers_own(page: Page) -> None:
    page.goto(ARTICLE)
    at_first = font_size(page)
    session = page.context.new_cdp_session(page)
    session.send("Page.enable")
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    page.reload()
    assert font_size(page) == pytest.approx(2 * at_first)


def test_the_change_shows_and_the_cookie_is_written_inside_the_click(page: Page, site: LiveSite) -> None:
    site.delay = 2
    page.goto(ARTICLE)
    seen = page.evaluate(
        """() => {
          document.getElementById('toolbar-larger').click()
          return [document.documentElement.dataset.text, document.cookie, document.getElementById('status').textContent]
        }"""
    )
    assert seen == ["110", "bantin_prefs=text=110", "Cỡ chữ 110%"]


def test_the_size_stays_after_a_reload_with_the_servers_cookie_of_a_year(page: Page, site: LiveSite) -> None:
    page.goto(ARTICLE)
    page.get_by_role("button", name=LARGER).click()
    wait_for_posts(page, site, 1)
    kept = next(c for c in page.context.cookies() if c["name"] == "bantin_prefs")
    assert kept["value"] == "text=110"
    assert kept["sameSite"] == "Lax"
    assert kept["path"] == "/"
    assert not kept["httpOnly"]
    assert kept["expires"] - page.evaluate("Date.now() / 1000") > 364 * 24 * 3600
    page.reload()
    assert in_force(page) == ("110", "auto")
    expect(page.locator("#toolbar-value")).to_have_text("110%")


@pytest.mark.parametrize(("start", "name", "say"), [
    ("300", LARGER, "Cỡ chữ 300%, đã là cỡ lớn nhất"),
    ("90", SMALLER, "Cỡ chữ 90%, đã là cỡ nhỏ nhất"),
])  # fmt: skip
def test_at_its_limit_a_button_is_disabled_for_the_voice_but_keeps_focus_and_says_so(
    context: OpenContext, site: LiveSite, start: str, name: str, say: str
) -> None:
    page = context(cookie=f"text={start}").new_page()
    page.goto(ARTICLE)
    button = page.get_by_role("button", name=name)
    expect(button).to_have_attribute("aria-disabled", "true")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#status")).to_have_text(say)
    expect(button).to_be_focused()
    assert in_force(page)[0] == start
    assert site.posts == []


def test_reset_resets_the_text_only_and_keeps_the_focus_until_it_moves_on(context: OpenContext, site: LiveSite) -> None:
    page = context(cookie="text=150&theme=dark").new_page()
    page.goto(ARTICLE)
    page.locator("#toolbar-settings > summary").click()
    page.get_by_role("button", name="Đặt lại").press("Enter")
    wait_for_posts(page, site, 1)
    expect(page.locator("#status")).to_have_text("Cỡ chữ 100%, đang là cỡ mặc định")
    expect(page.locator("#toolbar-reset")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#toolbar-reset")).to_be_hidden()
    assert in_force(page) == ("100", "dark")
    assert cookie_of(page) == "theme=dark"
    assert site.posts[0].count("text=") == 1


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_press_keeps_the_focus_on_the_same_button(page: Page, site: LiveSite, key: str) -> None:
    page.goto(ARTICLE)
    page.locator("#toolbar-larger").focus()
    page.evaluate("window.pressed = document.activeElement")
    for count in (1, 2):
        page.keyboard.press(key)
        wait_for_posts(page, site, count)
        assert page.evaluate("document.activeElement === window.pressed && window.pressed.isConnected")
    assert in_force(page)[0] == "125"


def test_a_theme_press_keeps_the_choices_open_and_the_focus(page: Page, site: LiveSite) -> None:
    page.goto(ARTICLE)
    page.locator("#toolbar-settings > summary").focus()
    page.keyboard.press("Enter")
    page.locator("#toolbar-theme-dark").focus()
    page.keyboard.press("Enter")
    wait_for_posts(page, site, 1)
    expect(page.locator("#toolbar-theme-dark")).to_be_focused()
    expect(page.locator("#toolbar-theme-dark")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#toolbar-theme-auto")).to_have_attribute("aria-pressed", "false")
    expect(page.locator("#status")).to_have_text("Giao diện: Tối")
    page.keyboard.press("Escape")
    expect(page.locator("#toolbar-settings")).not_to_have_attribute("open", "")
    expect(page.locator("#toolbar-settings > summary")).to_be_focused()


def test_many_presses_leave_the_toolbar_as_it_was_made(page: Page, site: LiveSite) -> None:
    page.goto(ARTICLE)
    nodes = """() => {
      const walker = document.createTreeWalker(document.getElementById('toolbar'))
      let count = 0
      while (walker.nextNode()) count += 1
      return count
    }"""
    before = page.evaluate(nodes)
    for count in range(1, 7):
        page.get_by_role("button", name=LARGER if count % 2 else SMALLER).click()
        wait_for_posts(page, site, count)
    assert page.evaluate(nodes) == before


def test_a_held_key_opens_the_panel_once(page: Page) -> None:
    page.goto(ARTICLE)
    page.locator("#toolbar-settings > summary").focus()
    for _ in range(5):
        page.keyboard.down("Enter")
    page.keyboard.up("Enter")
    expect(page.locator("#toolbar-settings")).to_have_attribute("open", "")


def test_a_held_key_presses_once(page: Page, site: LiveSite) -> None:
    page.goto(ARTICLE)
    page.locator("#toolbar-larger").focus()
    for _ in range(8):
        page.keyboard.down("Enter")
    page.keyboard.up("Enter")
    wait_for_posts(page, site, 1)
    assert in_force(page)[0] == "110"
    assert len(site.posts) == 1


def test_the_announcement_is_made_once_and_stays(page: Page, site: LiveSite) -> None:
    site.delay = 0.4
    page.goto(ARTICLE)
    page.evaluate(
        """() => {
          const status = document.getElementById('status')
          window.said = []
          window.region = status
          const note = () => window.said.push(status.textContent)
          new MutationObserver(note).observe(status, {childList: true, characterData: true, subtree: true})
        }"""
    )
    page.get_by_role("button", name=LARGER).click()
    wait_for_posts(page, site, 1)
    page.wait_for_timeout(300)
    assert page.evaluate("window.said") == ["Cỡ chữ 110%"]
    assert page.evaluate("document.getElementById('status') === window.region")
