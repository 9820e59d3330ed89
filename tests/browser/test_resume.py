"""Where the reader is: the line of progress, the place that is offered on return, and back and forward."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ARTICLE, LONG_READ, OpenContext
from tests.browser.layout_checker import layout_faults
from tests.browser.reading import LARGER, in_force

SECTION = "Đêm ở nhà bán trú"
STORED = "JSON.parse(localStorage.getItem('bantin-places'))"
# The first letters of the block of text right below the reading tools.
AT_THE_EDGE = """() => {
  const edge = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop)
  const blocks = [...document.querySelector('.br-article').children]
  const block = blocks.find((one) => one.getBoundingClientRect().bottom > edge + 1)
  return block.textContent.trim().slice(0, 40)
}"""
INTO_THE_SECTION = """(name) => {
  const heading = [...document.querySelectorAll('.br-heading')].find((one) => one.textContent.includes(name))
  heading.nextElementSibling.nextElementSibling.scrollIntoView({ behavior: 'instant' })
}"""


def read_and_leave(page: Page) -> str:
    """Read into a section, go to another page; returns the words at the edge."""
    page.goto(LONG_READ, wait_until="load")
    page.evaluate(INTO_THE_SECTION, SECTION)
    words: str = page.evaluate(AT_THE_EDGE)
    page.goto(ARTICLE)
    return words


def drawn(page: Page) -> float:
    """The part of the width that the line of progress has."""
    width: float = page.locator(".br-toolbar").evaluate(
        "one => parseFloat(getComputedStyle(one, '::after').inlineSize) / one.offsetWidth"
    )
    return width


def test_a_line_on_the_tools_shows_how_much_has_been_read(page: Page) -> None:
    page.goto(LONG_READ, wait_until="load")
    page.wait_for_function("() => document.querySelector('[style*=--read]')")
    assert drawn(page) == 0
    page.evaluate("scrollTo(0, document.querySelector('.br-article').getBoundingClientRect().bottom / 2)")
    page.wait_for_function("() => document.querySelector('[style*=--read]').style.getPropertyValue('--read') > 0.3")
    assert 0.3 < drawn(page) < 0.7
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_function(
        "() => document.querySelector('[style*=--read]').style.getPropertyValue('--read') === '1.000'"
    )
    assert drawn(page) == pytest.approx(1, abs=0.01)
    page.get_by_role("button", name=LARGER).click()
    expect(page.locator("#toolbar-value")).to_have_text("110%")
    page.wait_for_load_state("networkidle")
    page.wait_for_function("() => document.querySelector('[style*=--read]')")
    assert drawn(page) > 0.5


def test_on_return_the_place_is_offered_and_not_taken(page: Page) -> None:
    words = read_and_leave(page)
    page.goto(LONG_READ)
    offer = page.get_by_role("button", name=f"Đọc tiếp từ: {SECTION}")
    expect(offer).to_be_visible()
    assert page.evaluate("scrollY") == 0
    offer.press("Enter")
    expect(offer).to_have_count(0)
    assert page.evaluate(AT_THE_EDGE) == words
    assert page.evaluate("document.activeElement.textContent.trim().slice(0, 40)") == words


def test_the_place_is_found_again_at_another_text_size(page: Page) -> None:
    words = read_and_leave(page)
    page.get_by_role("button", name=LARGER).click()
    page.wait_for_load_state("networkidle")
    page.goto(LONG_READ)
    page.get_by_role("button", name=f"Đọc tiếp từ: {SECTION}").click()
    assert in_force(page)[0] == "110"
    assert page.evaluate(AT_THE_EDGE) == words


def test_the_place_can_be_forgotten(page: Page) -> None:
    read_and_leave(page)
    page.goto(LONG_READ)
    page.get_by_role("button", name="Quên chỗ này").click()
    expect(page.locator(".br-resume")).to_have_count(0)
    assert page.evaluate(STORED) is None
    page.goto(LONG_READ, wait_until="load")
    expect(page.locator(".br-resume")).to_have_count(0)


def test_nothing_is_offered_at_the_beginning_or_after_the_end(page: Page) -> None:
    page.goto(LONG_READ, wait_until="load")
    page.goto(ARTICLE)
    assert page.evaluate(STORED) is None
    read_and_leave(page)
    page.goto(LONG_READ, wait_until="load")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.goto(ARTICLE)
    assert page.evaluate(STORED) is None


def test_the_offer_goes_when_the_reader_begins_from_the_top(page: Page) -> None:
    read_and_leave(page)
    page.goto(LONG_READ)
    expect(page.locator(".br-resume")).to_be_visible()
    page.mouse.wheel(0, 1200)
    expect(page.locator(".br-resume")).to_have_count(0)


def test_the_place_stays_on_the_device(page: Page) -> None:
    sent: list[str] = []
    page.on("request", lambda request: sent.append(f"{request.url} {request.headers} {request.post_data}"))
    read_and_leave(page)
    page.goto(LONG_READ)
    expect(page.locator(".br-resume")).to_be_visible()
    assert [
        request for request in sent if "places" in request or "%C4%90%C3%AAm" in request or SECTION in request
    ] == []


def test_where_storage_is_blocked_the_page_works_and_offers_nothing(page: Page) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError') } })"
    )
    read_and_leave(page)
    page.goto(LONG_READ, wait_until="load")
    expect(page.locator(".br-resume")).to_have_count(0)


def test_the_page_about_privacy_forgets_all_places(page: Page) -> None:
    page.goto("/privacy")
    expect(page.locator("#forget-places")).to_be_hidden()
    read_and_leave(page)
    page.goto("/privacy")
    page.get_by_role("button", name="Quên mọi chỗ đọc dở").click()
    expect(page.locator("#status")).to_have_text("Máy này không còn giữ chỗ đọc dở nào.")
    assert page.evaluate(STORED) is None


@pytest.mark.parametrize("stored", [True, False])
def test_back_leads_to_the_same_words_in_the_new_size(context: OpenContext, stored: bool) -> None:
    """With the browser's stored copy of the page and without it."""
    page = context().new_page()
    if not stored:
        page.add_init_script("addEventListener('unload', () => {})")
    words = read_and_leave(page)
    page.get_by_role("button", name=LARGER).click()
    page.get_by_role("button", name=LARGER).click()
    page.wait_for_load_state("networkidle")
    page.go_back(wait_until="commit")
    page.wait_for_function("() => document.documentElement.dataset.text === '125' && scrollY > 1000")
    page.wait_for_timeout(200)
    assert page.evaluate(AT_THE_EDGE) == words
    page.go_forward(wait_until="commit")
    page.wait_for_function("(path) => location.pathname === path", arg=ARTICLE)
    assert in_force(page)[0] == "125"


@pytest.mark.parametrize("text", ["100", "300"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_offer_is_cut_nowhere(context: OpenContext, width: int, text: str) -> None:
    page = context(cookie=f"text={text}", viewport={"width": width, "height": 740}).new_page()
    read_and_leave(page)
    page.goto(LONG_READ)
    expect(page.locator(".br-resume")).to_be_visible()
    assert layout_faults(page, f"{width} px at {text} %") == []
