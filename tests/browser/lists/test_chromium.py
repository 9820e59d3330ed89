"""More articles of a list, in Chromium; without script and on a bad network, too."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenContext
from tests.browser.lists.scenarios import LIST, OLDER, TITLES

HEADLINES = "#list h2 a"


def test_a_press_adds_the_next_page_and_the_focus_goes_to_its_first_article(page: Page) -> None:
    page.goto(LIST)
    older = page.locator(OLDER)
    expect(older).to_have_text("Thêm 20 bài")
    older.click()
    expect(page.locator(HEADLINES)).to_have_count(40)
    expect(page.locator("#status")).to_have_text("Đã thêm 20 bài")
    assert page.locator(HEADLINES).all_inner_texts() == TITLES[:40]
    expect(page.locator(HEADLINES).nth(20)).to_be_focused()
    assert "before=" in page.url
    older.focus()
    page.keyboard.press("Enter")
    expect(page.locator(HEADLINES)).to_have_count(45)
    expect(page.locator("#status")).to_have_text("Đã thêm 5 bài")
    expect(older).to_have_count(0)


def test_back_and_forward_lead_to_right_pages(page: Page) -> None:
    page.goto("/privacy")
    page.goto(LIST)
    page.locator(OLDER).click()
    expect(page.locator(HEADLINES)).to_have_count(40)
    address = page.url
    page.locator(HEADLINES).nth(24).click()
    page.wait_for_url("**/articles/tin-so-20")
    page.go_back(wait_until="commit")
    expect(page).to_have_url(address)
    assert page.locator(HEADLINES).all_inner_texts()[-20:] == TITLES[20:40]
    page.go_back(wait_until="commit")
    expect(page).to_have_url(re.compile("/privacy$"))
    page.go_forward(wait_until="commit")
    expect(page).to_have_url(address)
    assert page.locator(HEADLINES).all_inner_texts()[-20:] == TITLES[20:40]
    page.reload()
    assert page.locator(HEADLINES).all_inner_texts() == TITLES[20:40]


def test_scrolling_alone_loads_nothing(page: Page) -> None:
    page.goto(LIST)
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url) if "before=" in request.url else None)
    page.evaluate("() => scrollTo(0, document.body.scrollHeight)")
    page.wait_for_timeout(300)
    assert requests == []
    expect(page.locator(HEADLINES)).to_have_count(20)


def test_without_script_the_link_leads_to_the_older_articles(context: OpenContext) -> None:
    page = context(script=False).new_page()
    page.goto(LIST)
    expect(page.locator(OLDER)).to_have_text("Tin cũ hơn")
    page.locator(OLDER).click()
    assert page.locator(HEADLINES).all_inner_texts() == TITLES[20:40]


@pytest.mark.parametrize("status", [None, 503])
def test_a_failure_is_told_and_the_list_stays(page: Page, status: int | None) -> None:
    page.goto(LIST)
    page.route("**before=**", lambda route: route.fulfill(status=status, body="") if status else route.abort())
    page.locator(OLDER).click()
    expect(page.locator("#status")).to_have_text("Không tải được bài. Vui lòng bấm lại hoặc tải lại trang.")
    expect(page.locator("#status")).to_be_visible()
    expect(page.locator(HEADLINES)).to_have_count(20)
    page.unroute("**before=**")
    page.locator(OLDER).click()
    expect(page.locator(HEADLINES)).to_have_count(40)


def test_results_of_a_search_are_added_too(page: Page) -> None:
    page.goto("/search?q=tin")
    page.locator(OLDER).click()
    expect(page.locator("#list > li")).to_have_count(40)
    assert "before=" in page.url
