"""Footnotes of an imported article: the keyboard jumps to a note and back, with and without scripts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.checkers import IN_THE_PAGE
from tests.browser.conftest import OpenContext
from tests.browser.single_article import serve_file
from tests.browser.site import LiveSite

PARAGRAPHS = "<p>Đình có ba gian hai chái, mái lợp ngói mũi hài, sân lát gạch vuông.</p>" * 40
PAGE = f"""<html lang="vi"><head><meta charset="utf-8"></head><body><h1 data-role="title">Sử liệu về đình cổ</h1>
<div data-role="content"><p>Đình dựng năm 1802<sup><a href="#ghi-1" id="dan-1">[1]</a></sup>.</p>{PARAGRAPHS}
<ol><li id="ghi-1">Theo bia đá trước sân. <a href="#dan-1">Về chỗ dẫn</a></li></ol>{PARAGRAPHS}</div></body></html>"""
PATHS = ["/articles/su-lieu-ve-dinh-co", "/embed/articles/su-lieu-ve-dinh-co"]
# Whether nothing covers the middle of an element.
IS_UNCOVERED = """one => {
  const { left, top, width, height } = one.getBoundingClientRect();
  return one.contains(document.elementFromPoint(left + width / 2, top + height / 2));
}"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    yield from serve_file(tmp_path_factory, "dinh.html", PAGE)


def is_in_view(place: Locator) -> None:
    expect(place).to_be_in_viewport()
    assert place.evaluate(IS_UNCOVERED)


def jump(page: Page, name: str) -> Locator:
    """Follow a link by the keyboard, and return the place that it leads to."""
    link = page.get_by_role("link", name=name, exact=True)
    page.keyboard.press("Tab")
    while not link.evaluate("one => one === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    return page.locator(f"[id='{(link.get_attribute('href') or '').removeprefix('#')}']")


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("path", PATHS)
def test_enter_jumps_to_the_note_and_the_next_link_leads_back(context: OpenContext, path: str, script: bool) -> None:
    page = context(script=script).new_page()
    page.goto(path)
    is_in_view(jump(page, "[1]"))
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Về chỗ dẫn")).to_be_focused()
    page.keyboard.press("Enter")
    mention = page.get_by_role("link", name="[1]", exact=True)
    is_in_view(mention)
    assert page.url.endswith(f"{path}#{mention.locator('span').get_attribute('id')}")


def test_the_checkers_find_no_error(context: OpenContext) -> None:
    page = context(bypass_csp=True).new_page()
    page.goto(PATHS[0])
    assert [str(finding) for check in IN_THE_PAGE for finding in check(page) if not finding.allowed] == []
