"""The latest choice stays in force on a slow or broken network, offline, and without cookies."""

from __future__ import annotations

from http import HTTPStatus

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ARTICLE
from tests.browser.reading import (
    LARGER,
    cookie_of,
    in_force,
    wait_for_posts,
)
from tests.browser.site import LiveSite

SLOW = (0.4, 2.0)


@pytest.mark.parametrize("delay", SLOW)
def test_size_and_theme_pressed_within_one_slow_answer_are_both_kept(page: Page, site: LiveSite, delay: float) -> None:
    site.delay = delay
    page.goto(ARTICLE)
    page.evaluate(
        "for (const name of ['larger', 'theme-dark', 'larger']) document.getElementById(`toolbar-${name}`).click()"
    )
    assert in_force(page) == ("125", "dark")
    wait_for_posts(page, site, 2)
    assert len(site.posts) == 2
    assert in_force(page) == ("125", "dark")
    assert cookie_of(page) == "text=125&theme=dark"
    page.reload()
    assert in_force(page) == ("125", "dark")


def test_an_outdated_answer_never_flickers_into_the_page(page: Page, site: LiveSite) -> None:
    site.delay = 0.4
    page.goto(ARTICLE)
    page.evaluate(
        """() => {
          window.shown = []
          const note = () => window.shown.push(document.getElementById('toolbar-value').textContent)
          const all = {subtree: true, childList: true, characterData: true}
          new MutationObserver(note).observe(document.getElementById('toolbar'), all)
        }"""
    )
    for _ in range(3):
        page.get_by_role("button", name=LARGER).click()
    wait_for_posts(page, site, 2)
    shown = [int(value.rstrip("%")) for value in page.evaluate("window.shown")]
    assert shown == sorted(shown)
    assert shown[-1] == 150


@pytest.mark.parametrize("presses", [1, 2])
def test_leaving_at_once_on_a_slow_server_keeps_the_newest_choice(page: Page, site: LiveSite, presses: int) -> None:
    site.delay = 1
    page.goto(ARTICLE)
    for _ in range(presses):
        page.get_by_role("button", name=LARGER).click()
    newest = in_force(page)
    page.goto("/")
    assert in_force(page) == newest
    page.wait_for_timeout(2500)
    page.reload()
    assert in_force(page) == newest


@pytest.mark.parametrize("status", [HTTPStatus.BAD_GATEWAY, HTTPStatus.FORBIDDEN, HTTPStatus.OK])
def test_an_error_page_never_takes_the_toolbars_place(page: Page, site: LiveSite, status: HTTPStatus) -> None:
    site.failing = status
    page.goto(ARTICLE)
    page.get_by_role("button", name=LARGER).click()
    expect(page.locator("#status")).to_have_text("Chỉ lưu được trong trình duyệt này; máy chủ chưa ghi nhận.")
    expect(page.locator("#toolbar-larger")).to_be_visible()
    expect(page.get_by_text("Bad gateway")).to_have_count(0)
    assert in_force(page)[0] == "110"
    site.failing = None
    page.reload()
    assert in_force(page)[0] == "110"


def test_offline_the_change_stays_and_the_live_region_says_what_is_true(page: Page) -> None:
    page.goto(ARTICLE)
    page.context.set_offline(True)
    page.get_by_role("button", name=LARGER).click()
    expect(page.locator("#status")).to_have_text("Chỉ lưu được trong trình duyệt này; máy chủ chưa ghi nhận.")
    assert in_force(page)[0] == "110"
    page.context.set_offline(False)
    page.reload()
    assert in_force(page)[0] == "110"


def test_where_cookies_are_off_the_change_stays_and_is_said_not_to_be_kept(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setDocumentCookieDisabled", {"disabled": True})
    page.goto(ARTICLE)
    page.get_by_role("button", name=LARGER).click()
    expect(page.locator("#status")).to_contain_text("Chưa lưu được: trình duyệt này không lưu cookie.")
    assert in_force(page)[0] == "110"
