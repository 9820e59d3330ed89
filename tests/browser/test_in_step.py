"""A page shows what the reader chose: after Back, in another tab, from a shared cache, from any cookie."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from bantin_reader.model.preferences import Preferences
from tests.browser.conftest import ARTICLE, OpenContext
from tests.browser.reading import LARGER, choose_theme, font_size, in_force, wait_for_posts
from tests.browser.site import LiveSite

ODD_COOKIES = [
    "",
    "text=150",
    "text=150&theme=sepia",
    "theme=dark&plain=1",
    "text=999&theme=dark",
    "text=150&text=200",
    "text=&text=200",
    "Text=150",
    "text=150px",
    "text",
    "=150",
    "&&text=90&&",
    "text=125&lang=en&unknown=1",
    "text=125%26theme=dark",
    "theme=dark;text=150",
    "x" * 600 + "&text=150",
]


@pytest.mark.whole_browser
def test_back_shows_the_size_chosen_since(page: Page) -> None:
    page.add_init_script("addEventListener('pageshow', (event) => { window.persisted = event.persisted })")
    page.goto(ARTICLE)
    page.get_by_role("link", name="Bản tin").click()
    page.wait_for_url("**/")
    page.get_by_role("button", name=LARGER).click()
    choose_theme(page, "Tối")
    page.wait_for_load_state("networkidle")
    page.go_back(wait_until="commit")
    page.wait_for_function("() => window.persisted === true")
    assert in_force(page) == ("110", "dark")
    expect(page.locator("#toolbar-value")).to_have_text("110%")
    expect(page.locator("#toolbar-larger")).to_have_attribute("value", "125")
    expect(page.locator("#toolbar-theme-dark")).to_have_attribute("aria-pressed", "true")


@pytest.mark.whole_browser
def test_back_shows_the_language_chosen_since(page: Page) -> None:
    page.add_init_script(
        "addEventListener('pageshow', (e) => { if (e.persisted) sessionStorage.setItem('restored', 1) })"
    )
    page.goto(ARTICLE)
    page.get_by_role("link", name="Bản tin").click()
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.evaluate("history.go(-2)")
    page.wait_for_url(f"**{ARTICLE}")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.evaluate("sessionStorage.getItem('restored')") == "1"


@pytest.mark.whole_browser
def test_another_tab_follows_at_once_and_says_nothing(page: Page) -> None:
    page.goto(ARTICLE)
    other = page.context.new_page()
    other.goto("/")
    page.get_by_role("button", name=LARGER).click()
    expect(other.locator("html")).to_have_attribute("data-text", "110")
    expect(other.locator("#toolbar-value")).to_have_text("110%")
    expect(other.locator("#status")).to_have_text("")


def test_a_page_that_becomes_visible_follows_the_cookie(page: Page) -> None:
    page.goto(ARTICLE)
    page.evaluate("document.cookie = 'bantin_prefs=text=200; Path=/'")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert in_force(page)[0] == "200"
    expect(page.locator("#toolbar-value")).to_have_text("200%")


def test_a_copy_from_a_shared_cache_is_right_for_each_reader(context: OpenContext, site: LiveSite) -> None:
    site.shared = True
    first = context().new_page()
    first.goto(ARTICLE)
    assert in_force(first) == ("100", "auto")
    reader = context(cookie="text=300&theme=contrast").new_page()
    reader.goto(ARTICLE)
    assert in_force(reader) == ("300", "contrast")
    assert font_size(reader) == pytest.approx(3 * font_size(first))
    expect(reader.locator("#toolbar-value")).to_have_text("300%")
    expect(reader.locator("#toolbar-larger")).to_have_attribute("aria-disabled", "true")
    expect(reader.locator("#toolbar-larger-limit")).not_to_have_attribute("hidden", "")
    expect(reader.locator("#toolbar-theme-contrast")).to_have_attribute("aria-pressed", "true")


def test_a_shared_copy_is_in_step_before_the_deferred_script_runs(context: OpenContext, site: LiveSite) -> None:
    site.shared = True
    context().new_page().goto(ARTICLE)
    reader = context(cookie="text=200&theme=dark")
    reader.route("**/static/main-*.js", lambda route: route.abort())
    page = reader.new_page()
    page.goto(ARTICLE)
    assert in_force(page) == ("200", "dark")
    expect(page.locator("#toolbar-value")).to_have_text("200%")
    expect(page.locator("#toolbar-smaller")).to_have_attribute("value", "175")


def test_a_press_before_the_script_has_loaded_posts_like_a_form(context: OpenContext) -> None:
    reader = context()
    reader.route("**/static/main-*.js", lambda route: route.abort())
    page = reader.new_page()
    page.goto(ARTICLE)
    page.get_by_role("button", name=LARGER).click()
    page.wait_for_url(f"**{ARTICLE}#toolbar")
    assert in_force(page)[0] == "110"


def test_the_script_reads_a_cookie_as_the_server_does(page: Page) -> None:
    page.goto(ARTICLE)
    read = page.evaluate("(cookies) => cookies.map((one) => window.bantin.parseCookie(one))", ODD_COOKIES)
    assert dict(zip(ODD_COOKIES, read, strict=True)) == {
        cookie: dict(Preferences.from_cookie(cookie).values) for cookie in ODD_COOKIES
    }


def test_a_press_in_a_tab_of_another_language_answers_in_the_pages_own(page: Page, site: LiveSite) -> None:
    page.goto(ARTICLE)
    page.evaluate("document.cookie = 'bantin_prefs=lang=en; Path=/'")
    page.get_by_role("button", name=LARGER).click()
    wait_for_posts(page, site, 1)
    expect(page.locator("#toolbar-larger")).to_contain_text(LARGER)
    assert "lang=en" in page.evaluate("document.cookie")
