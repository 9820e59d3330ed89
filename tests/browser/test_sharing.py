"""The ways to share an article: the system's sheet, links of other sites' own, the address to copy, and its QR code."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ARTICLE, OpenContext
from tests.browser.site import LiveSite

CLIPBOARD = ["clipboard-read", "clipboard-write"]
SELECTED = """() => {
  const { selectionStart, selectionEnd, value } = document.getElementById('share-address')
  return value.length > 0 && selectionEnd - selectionStart === value.length
}"""


def opened(page: Page) -> Page:
    page.goto(ARTICLE)
    page.locator("#take-along > summary").click()
    return page


@pytest.mark.parametrize(("lang", "name", "said"), [
    ("vi", "Chép địa chỉ", "Đã chép địa chỉ bài viết"),
    ("en", "Copy the address", "The address has been copied"),
])  # fmt: skip
def test_the_address_is_copied_by_the_keyboard_and_the_button_says_so(
    context: OpenContext, site: LiveSite, lang: str, name: str, said: str
) -> None:
    page = opened(context(cookie=f"lang={lang}", permissions=CLIPBOARD).new_page())
    button = page.locator("#share-copy")
    expect(button).to_have_accessible_name(name)
    width = button.evaluate("(one) => one.offsetWidth")
    button.press("Enter")
    expect(page.locator("#status")).to_have_text(said)
    expect(button).not_to_have_text(name)
    assert button.evaluate("(one) => one.offsetWidth") == width
    expect(button).to_be_focused()
    assert page.evaluate("navigator.clipboard.readText()") == f"{site.url}{ARTICLE}"
    expect(button).to_have_text(name)


def test_a_refused_copy_selects_the_address_and_claims_nothing(page: Page) -> None:
    opened(page)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()) }")
    page.locator("#share-copy").click()
    page.wait_for_function(SELECTED)
    assert "Đã chép" not in page.locator("#status").inner_text()
    expect(page.locator("#share-copy")).to_have_text("Chép địa chỉ")


def test_the_systems_sheet_gets_title_and_address(context: OpenContext, site: LiveSite) -> None:
    page = context().new_page()
    page.add_init_script("navigator.share = (what) => { window.shared = what; return Promise.reject(new Error()) }")
    opened(page)
    page.get_by_role("button", name="Chia sẻ qua ứng dụng").click()
    assert page.evaluate("shared") == {"title": page.locator("h1").inner_text(), "url": f"{site.url}{ARTICLE}"}


@pytest.mark.parametrize("script", [True, False])
def test_plain_links_and_the_code_need_no_script_and_load_nothing(
    context: OpenContext, site: LiveSite, script: bool
) -> None:
    page = context(script=script).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    opened(page)
    address = f"{site.url}{ARTICLE}"
    links = {link.inner_text(): link.get_attribute("href") or "" for link in page.locator("#take-along li a").all()}
    assert list(links) == ["Zalo", "Facebook", "Thư điện tử"]
    for href in links.values():
        assert address in [value for values in parse_qs(urlsplit(href).query).values() for value in values]
    expect(page.get_by_role("textbox", name="Địa chỉ bài viết")).to_have_value(address)
    expect(page.locator("#share-copy")).to_be_visible(visible=script)
    expect(page.locator("#share-system")).to_be_hidden()
    page.get_by_role("link", name="Mã QR").click()
    page.wait_for_url("**.svg")
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(site.url).netloc}
