"""Articles that this device has, with the server stopped."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import ARTICLE, LONG_READ, TWO_PICTURES
from tests.browser.offline.conftest import cached, keep, wait_until_read
from tests.browser.offline.site import StoppableSite
from tests.browser.reading import LARGER, cookie_of, in_force

MOMENT = re.compile(r"\d\d:\d\d \d\d/\d\d/\d{4}")


def test_a_kept_article_is_read_with_its_pictures_in_the_readers_size(reader: Page, cut: StoppableSite) -> None:
    keep(reader, TWO_PICTURES)
    expect(reader.locator("#status")).to_have_text("Đã lưu trên máy này: đọc được khi không có mạng.")
    title = reader.locator("h1").inner_text()
    cut.stop()
    reader.context.add_cookies([{"name": "bantin_prefs", "value": "text=150&theme=dark", "url": cut.url}])
    reader.goto(TWO_PICTURES)
    expect(reader.locator("h1")).to_have_text(title)
    expect(reader.locator(".br-copy")).to_be_visible()
    assert MOMENT.search(reader.locator(".br-copy").inner_text())
    assert in_force(reader) == ("150", "dark")
    pictures = reader.locator("article img")
    assert pictures.count() > 1
    for picture in pictures.all():
        picture.scroll_into_view_if_needed()
        picture.evaluate("image => image.decode()")
    assert pictures.evaluate_all("all => all.every((image) => image.naturalWidth > 0)")


def test_a_press_without_network_is_kept(reader: Page, cut: StoppableSite) -> None:
    keep(reader, ARTICLE)
    cut.stop()
    reader.goto(ARTICLE)
    reader.get_by_role("button", name=LARGER).click()
    expect(reader.locator("#status")).to_contain_text("Chỉ lưu được trong trình duyệt này")
    assert cookie_of(reader) == "text=110"
    reader.reload()
    assert in_force(reader)[0] == "110"


def test_what_is_read_last_is_there_and_everything_else_leads_to_the_list(reader: Page, cut: StoppableSite) -> None:
    reader.goto(ARTICLE)
    title = reader.locator("h1").inner_text()
    wait_until_read(reader, 1)
    cut.stop()
    for path in ("/", LONG_READ, "/categories/giao-duc", "/saved"):
        reader.goto(path)
        expect(reader.locator("h1")).to_have_text("Bài đã lưu")
        expect(reader.locator(".br-copy")).to_contain_text("Không kết nối được")
    reader.get_by_role("link", name=title).click()
    expect(reader.locator("h1")).to_have_text(title)


def test_the_first_article_of_a_visit_is_remembered_too(newcomer: Page, cut: StoppableSite) -> None:
    newcomer.goto(ARTICLE)
    wait_until_read(newcomer, 1)
    cut.stop()
    newcomer.goto(ARTICLE)
    expect(newcomer.locator(".br-copy")).to_be_visible()


def test_the_list_is_in_the_language_that_was_chosen(reader: Page, cut: StoppableSite) -> None:
    reader.context.add_cookies([{"name": "bantin_prefs", "value": "lang=en", "url": cut.url}])
    cut.stop()
    reader.goto("/")
    expect(reader.locator("h1")).to_have_text("Saved articles")


def test_a_server_that_does_not_answer_in_time_is_not_waited_for(reader: Page, cut: StoppableSite) -> None:
    keep(reader, ARTICLE)
    cut.stalled = True
    reader.goto(ARTICLE)
    expect(reader.locator(".br-copy")).to_be_visible()
    cut.stop()


def test_nothing_but_articles_their_pictures_and_built_files_is_stored(reader: Page, stoppable: StoppableSite) -> None:
    keep(reader, LONG_READ)
    for path in ("/", "/search?q=a", f"/embed{ARTICLE}", "/preferences", f"{ARTICLE}?lang=en", "/feed.json"):
        reader.goto(path)
    reader.goto(ARTICLE)
    wait_until_read(reader, 1)
    held = cached(reader)
    assert held["kept"] == [LONG_READ]
    assert held["read"] == [ARTICLE]
    assert held["shell"] == ["/saved", "/saved?lang=vi", "/saved?lang=en"]
    assert all(path.startswith("/static/") for path in held["build"])
    assert all(re.match(rf"/pictures/|{LONG_READ}/speech.json$", path) for path in held["files"])
    assert set(held) == {"kept", "read", "shell", "build", "files"}
