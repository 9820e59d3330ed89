"""The page of saved articles: what it lists, removes and switches off; and where it cannot work."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.browser.conftest import ARTICLE, CHROMIUM_FLAGS, LONG_READ, TWO_PICTURES, OpenContext, chromium_path
from tests.browser.offline.conftest import cached, eventually, keep, keep_button, wait_until_read
from tests.browser.offline.site import StoppableSite

SAVED = "/saved"


def test_it_lists_what_is_kept_and_read_with_day_and_size(reader: Page) -> None:
    keep(reader, LONG_READ)
    title = reader.locator("h1").inner_text()
    reader.goto(ARTICLE)
    wait_until_read(reader, 1)
    reader.goto(SAVED)
    kept = reader.locator("#saved-kept-list li")
    expect(kept).to_have_count(1)
    expect(kept.get_by_role("link")).to_have_text(title)
    expect(kept.locator(".br-list__facts")).to_contain_text("KB")
    expect(reader.locator("#saved-read-list li")).to_have_count(1)
    expect(reader.locator("#saved-room")).to_contain_text("trình duyệt cho phép")
    expect(reader.locator("#saved-needs")).to_be_hidden()


def test_one_is_removed_with_its_pictures_and_the_focus_goes_on(reader: Page) -> None:
    keep(reader, LONG_READ)
    keep(reader, TWO_PICTURES)
    files = len(cached(reader)["files"])
    reader.goto(SAVED)
    reader.get_by_role("button", name="Xóa: ").first.click()
    expect(reader.locator("#saved-kept-list li")).to_have_count(1)
    expect(reader.locator("#status")).to_have_text("Đã xóa khỏi máy này.")
    expect(reader.locator("#saved-kept-list button")).to_be_focused()
    held = cached(reader)
    assert held["kept"] == [LONG_READ]
    assert 0 < len(held["files"]) < files


def test_all_are_removed(reader: Page) -> None:
    keep(reader, LONG_READ)
    reader.goto(SAVED)
    reader.get_by_role("button", name="Xóa tất cả").first.click()
    expect(reader.locator("#saved-kept-none")).to_be_visible()
    expect(reader.locator("#title")).to_be_focused()
    assert cached(reader)["files"] == []


def test_a_second_press_below_the_article_removes_it(reader: Page) -> None:
    keep(reader, ARTICLE)
    reader.reload()
    button = keep_button(reader)
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    assert cached(reader)["kept"] == []


def test_switched_off_nothing_is_stored_without_a_press(reader: Page) -> None:
    reader.goto(ARTICLE)
    wait_until_read(reader, 1)
    reader.goto(SAVED)
    expect(reader.locator("#saved-read-list li")).to_have_count(1)
    switch = reader.get_by_role("button", name="Giữ 20 bài tôi đọc gần đây nhất")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "false")
    expect(reader.locator("#saved-read-list li")).to_have_count(0)
    reader.goto(ARTICLE)
    keep(reader, LONG_READ)
    reader.goto(ARTICLE)
    held = cached(reader)
    assert "read" not in held or held["read"] == []
    assert held["kept"] == [LONG_READ]


def test_twenty_articles_are_remembered_and_no_more(reader: Page, paths: list[str]) -> None:
    for path in paths[:22]:
        reader.goto(path)
    there = "caches.open('bantin / read').then((cache) => cache.keys())"
    eventually(
        reader, f"{there}.then((keys) => keys.map(({{ url }}) => new URL(url).pathname).sort())", sorted(paths[2:22])
    )


def test_a_full_device_keeps_nothing_of_an_article_and_says_so(reader: Page, stoppable: StoppableSite) -> None:
    reader.goto(LONG_READ)
    before = cached(reader)["build"]
    wait_until_read(reader, 1)
    used = reader.evaluate("navigator.storage.estimate().then(({ usage }) => usage)")
    session = reader.context.new_cdp_session(reader)
    session.send("Storage.overrideQuotaForOrigin", {"origin": stoppable.url, "quotaSize": used + 1000})
    button = keep_button(reader)
    button.click()
    expect(reader.locator("#status")).to_have_text(
        "Máy này đã hết dung lượng lưu trữ. Vui lòng xóa bớt bài đã lưu rồi thử lại."
    )
    expect(button).to_have_attribute("aria-pressed", "false")
    held = cached(reader)
    assert held["kept"] == []
    assert set(before) <= set(held["build"])
    reader.goto(ARTICLE)
    expect(reader.locator("h1")).to_be_visible()


def test_an_article_whose_files_never_came_is_not_kept(reader: Page) -> None:
    """The tab was closed, or the telephone slept, in the middle of keeping it."""
    reader.goto(TWO_PICTURES)
    reader.evaluate("Cache.prototype.add = () => { window.isAdding = true; return new Promise(() => {}) }; true")
    keep_button(reader).click()
    reader.wait_for_function("() => window.isAdding")
    reader.goto("/saved")
    expect(reader.locator("#saved-articles")).to_be_visible()
    expect(reader.locator("#saved-kept-list li")).to_have_count(0)


def test_without_script_nothing_is_offered_and_the_page_says_what_it_needs(context: OpenContext) -> None:
    page = context(script=False).new_page()
    page.goto(ARTICLE)
    page.locator("#save > summary").click()
    expect(page.get_by_role("link", name="Văn bản thuần")).to_be_visible()
    expect(page.locator("#keep")).to_be_hidden()
    page.locator("#print-item > summary").click()
    expect(page.locator("#print-hint")).to_be_visible()
    expect(page.locator("#print")).to_be_hidden()
    page.goto(SAVED)
    expect(page.locator("#saved-needs")).to_contain_text("Trang cần JavaScript")
    expect(page.locator("#saved-articles")).to_be_hidden()


@pytest.fixture
def installed(playwright: Playwright, stoppable: StoppableSite, tmp_path: Path) -> Iterator[Page]:
    """A page of a browser with a profile: a private window installs no site."""
    context = playwright.chromium.launch_persistent_context(
        tmp_path, executable_path=chromium_path(), args=CHROMIUM_FLAGS, base_url=stoppable.url
    )
    yield context.new_page()
    context.close()


def test_chromium_would_install_the_site(installed: Page) -> None:
    installed.goto("/", wait_until="networkidle")
    session = installed.context.new_cdp_session(installed)
    assert session.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
    assert session.send("Page.getAppManifest")["errors"] == []
