"""The latest choice stays in force when it is made in another tab, or on the next page, before older responses come."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ARTICLE
from tests.browser.reading import LARGER, choose_theme, cookie_of, in_force, wait_for_posts
from tests.browser.site import LiveSite

# The engine alone keeps no page for Back, as browsers do not where memory is short.
EITHER = pytest.mark.parametrize(
    "chromium", ["engine alone", pytest.param("whole browser", marks=pytest.mark.whole_browser)], indirect=True
)


@pytest.mark.whole_browser
def test_the_same_press_in_two_tabs_within_one_answer_counts_twice(page: Page, site: LiveSite) -> None:
    site.delays = [1.5, 0]
    page.goto(ARTICLE)
    other = page.context.new_page()
    other.goto("/")
    page.get_by_role("button", name=LARGER).click()
    expect(other.locator("#toolbar-value")).to_have_text("110%")
    other.get_by_role("button", name=LARGER).click()
    wait_for_posts(page, site, 2)
    wait_for_posts(other, site, 2)
    for tab in (page, other):
        assert in_force(tab)[0] == "125"
        expect(tab.locator("#toolbar-value")).to_have_text("125%")
        expect(tab.locator("#toolbar-larger")).to_have_attribute("value", "150")
    assert cookie_of(page) == "text=125"


@pytest.mark.whole_browser
def test_a_slow_size_in_one_tab_does_not_undo_a_fast_theme_in_another(page: Page, site: LiveSite) -> None:
    site.delays = [2, 0]
    page.goto(ARTICLE)
    other = page.context.new_page()
    other.goto("/")
    page.get_by_role("button", name=LARGER).click()
    expect(other.locator("#toolbar-value")).to_have_text("110%")
    choose_theme(other, "Tối")
    wait_for_posts(page, site, 2)
    assert cookie_of(page) == "text=110&theme=dark"
    page.reload()
    assert in_force(page) == ("110", "dark")


@EITHER
def test_an_answer_left_behind_does_not_undo_a_press_on_the_next_page(page: Page, site: LiveSite) -> None:
    site.delays = [2, 0]
    page.goto(ARTICLE)
    page.get_by_role("button", name=LARGER).click()
    page.goto("/")
    page.get_by_role("button", name=LARGER).click()
    assert in_force(page)[0] == "125"
    page.wait_for_timeout(3000)
    assert cookie_of(page) == "text=125"
    page.reload()
    assert in_force(page)[0] == "125"


@EITHER
def test_an_older_answer_slower_than_the_newer_does_not_come_last(page: Page, site: LiveSite) -> None:
    site.delays = [2, 0]
    page.goto(ARTICLE)
    page.get_by_role("button", name=LARGER).click()
    page.get_by_role("button", name=LARGER).click()
    page.goto("/")
    page.wait_for_timeout(3000)
    assert "text=125" in site.posts[-1]
    assert cookie_of(page) == "text=125"
    page.reload()
    assert in_force(page)[0] == "125"


@pytest.mark.parametrize("message", ["{theme: 'dark'}", "{theme: 'neon', text: '110'}", "null", "'text'"])
def test_a_message_that_lacks_or_invents_a_value_leaves_the_rest(page: Page, message: str) -> None:
    page.goto(ARTICLE)
    other = page.context.new_page()
    other.goto("/")
    other.evaluate(f"new BroadcastChannel('bantin_prefs/').postMessage({message})")
    other.evaluate("new BroadcastChannel('bantin_prefs/').postMessage({text: '125'})")
    expect(page.locator("#toolbar-value")).to_have_text("125%")
    assert in_force(page) == ("125", "dark" if message == "{theme: 'dark'}" else "auto")


def test_a_press_keeps_only_known_values_of_an_odd_cookie(page: Page) -> None:
    page.goto(ARTICLE)
    page.evaluate("document.cookie = 'bantin_prefs=foo=1&lang=vi&text=125&" + "z" * 420 + "; Path=/'")
    page.reload()
    page.context.set_offline(True)
    page.get_by_role("button", name=LARGER).click()
    assert cookie_of(page) == "text=150&lang=vi"
    page.context.set_offline(False)
    page.reload()
    assert in_force(page)[0] == "150"


@pytest.mark.whole_browser
def test_the_settings_page_and_another_tab_follow_each_other(page: Page) -> None:
    page.goto("/preferences?saved=1")
    other = page.context.new_page()
    other.goto("/")
    other.get_by_role("button", name=LARGER).click()
    expect(page.get_by_label("110%")).to_be_checked()
    page.get_by_label("Giấy ngà").check()
    expect(other.locator("html")).to_have_attribute("data-theme", "sepia")
    other.get_by_role("button", name=LARGER).click()
    expect(page.get_by_label("125%")).to_be_checked()
    expect(page.get_by_label("Giấy ngà")).to_be_checked()


def test_a_shared_copy_of_the_settings_page_is_in_step(page: Page, site: LiveSite) -> None:
    site.shared = True
    page.goto("/preferences")
    page.evaluate("document.cookie = 'bantin_prefs=text=200&theme=dark; Path=/'")
    page.reload()
    expect(page.get_by_label("200%")).to_be_checked()
    expect(page.get_by_label("Tối", exact=True)).to_be_checked()
