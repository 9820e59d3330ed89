"""The form on the page of saved articles that makes one book of them."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import ARTICLE, TWO_PICTURES, OpenContext
from tests.browser.offline.conftest import keep
from tests.browser.offline.site import StoppableSite
from tests.web.export.books import Book

SUMMARY = "#saved-book > summary"
CHOICES = "#saved-book-articles input"


def test_a_reader_ticks_the_articles_and_downloads_them_as_one_book(reader: Page) -> None:
    keep(reader, ARTICLE)
    keep(reader, TWO_PICTURES)
    reader.goto("/saved")
    reader.locator(SUMMARY).click()
    group = reader.get_by_role("group", name="Các bài trong sách")
    expect(group.get_by_role("checkbox", checked=True)).to_have_count(2)
    titles = [title.strip() for title in group.locator("label").all_inner_texts()]
    group.get_by_role("checkbox").nth(1).uncheck()
    with reader.expect_download() as downloading:
        reader.get_by_role("button", name="Tải sách về").click()
    book = Book(Path(downloading.value.path()).read_bytes())
    assert [text for text, target in book.links if "#" not in target] == titles[:1]
    # The page stays, with what was ticked.
    expect(group.get_by_role("checkbox", checked=True)).to_have_count(1)


def test_what_was_unticked_stays_so_when_an_article_is_removed(reader: Page) -> None:
    keep(reader, ARTICLE)
    keep(reader, TWO_PICTURES)
    reader.goto("/saved")
    reader.locator(SUMMARY).click()
    reader.locator(CHOICES).nth(1).uncheck()
    reader.get_by_role("button", name="Xóa: ").first.click()
    expect(reader.locator(CHOICES)).to_have_count(1)
    expect(reader.locator(CHOICES)).not_to_be_checked()
    reader.get_by_role("button", name="Xóa: ").first.click()
    expect(reader.locator("#saved-book")).to_be_hidden()


def test_nothing_is_offered_that_cannot_be_made(reader: Page, cut: StoppableSite) -> None:
    reader.goto("/saved")
    expect(reader.locator("#saved-articles")).to_be_visible()
    expect(reader.locator("#saved-book")).to_be_hidden()
    keep(reader, ARTICLE)
    cut.stop()
    reader.goto("/saved")
    expect(reader.locator("#saved-kept-list li")).to_have_count(1)
    expect(reader.locator("#saved-book")).to_be_hidden()


def test_without_script_a_list_has_its_book(context: OpenContext) -> None:
    page = context(script=False).new_page()
    page.goto("/archive/2026")
    with page.expect_download() as downloading:
        page.get_by_role("link", name="trong một cuốn sách (EPUB)").click()
    assert len(Book(Path(downloading.value.path()).read_bytes()).spine) > 2
