"""Suggestions of the search field: a combobox by keyboard and pointer."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checkers import axe, html_codesniffer, ibm
from tests.browser.conftest import OpenContext

FIELD, LIST, OPTIONS = "#search-query", "#search-suggestions", "#search-suggestions [role=option]"


def typed(page: Page, text: str) -> None:
    page.goto("/search")
    with page.expect_response("**/static/search-suggestions-*.js"):
        page.locator(FIELD).focus()
    expect(page.locator(FIELD)).to_have_attribute("role", "combobox")
    page.keyboard.type(text)


def test_the_script_is_loaded_when_the_field_has_the_focus(page: Page) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto("/search", wait_until="networkidle")
    assert not [url for url in loaded if "suggestions" in url]


def test_the_arrow_keys_choose_a_title_and_enter_opens_it(page: Page) -> None:
    typed(page, "ngoi truo")
    field = page.locator(FIELD)
    expect(page.locator(OPTIONS)).to_have_count(1)
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#status")).to_have_text("1 gợi ý. Phím mũi tên xuống để chọn.")
    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", "search-suggestion-0")
    expect(page.locator(OPTIONS)).to_have_attribute("aria-selected", "true")
    expect(field).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/ngoi-truong-*")


def test_escape_closes_the_list_and_keeps_what_was_typed(page: Page) -> None:
    typed(page, "van son")
    expect(page.locator(LIST)).to_be_visible()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Escape")
    expect(page.locator(LIST)).to_be_hidden()
    expect(page.locator(FIELD)).to_have_value("van son")
    expect(page.locator(FIELD)).to_have_attribute("aria-expanded", "false")
    assert page.locator(FIELD).get_attribute("aria-activedescendant") is None
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/search\?q=van"))


def test_a_press_on_a_title_opens_it_and_leaving_the_field_closes_the_list(page: Page) -> None:
    typed(page, "ngoi truo")
    expect(page.locator(OPTIONS)).to_have_count(1)
    page.keyboard.press("Tab")
    expect(page.locator(LIST)).to_be_hidden()
    page.locator(FIELD).focus()
    page.keyboard.press("End")
    page.keyboard.type("n")
    page.locator(OPTIONS).click()
    page.wait_for_url("**/articles/ngoi-truong-*")


def test_without_an_answer_the_form_works(page: Page) -> None:
    page.route("**/search/suggestions?**", lambda route: route.fulfill(status=503, body="<p>Away"))
    with page.expect_response("**/search/suggestions?**"):
        typed(page, "van son")
    expect(page.locator(LIST)).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/search\?q=van"))


@pytest.mark.parametrize(("theme", "text", "width"), [("light", "100", 320), ("contrast", "300", 360)])
def test_no_checker_finds_an_error_in_the_open_list(context: OpenContext, theme: str, text: str, width: int) -> None:
    viewport = {"width": width, "height": 740}
    page = context(cookie=f"theme={theme}&text={text}", bypass_csp=True, viewport=viewport).new_page()
    typed(page, "van son")
    expect(page.locator(LIST)).to_be_visible()
    page.keyboard.press("ArrowDown")
    # Alfa also measures the links of the footer that the open list covers.
    found = [finding for check in (axe, html_codesniffer, ibm) for finding in check(page) if not finding.allowed]
    assert not found, "\n".join(map(str, found))
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
