"""An article that is no longer published (410) leaves this device: opened, on /saved, and when the network is back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from playwright.sync_api import Page, expect

from bantin_reader.config.settings import Settings
from bantin_reader.source_factory import create_withdrawal
from tests.browser.conftest import ARTICLE, LONG_READ, TWO_PICTURES
from tests.browser.offline.conftest import cached, eventually, keep, wait_until_read
from tests.browser.offline.site import StoppableSite

SAVED = "/saved"
REVISION_SECONDS = 0.5
NUMBER_KEPT = "caches.open('bantin / kept').then((cache) => cache.keys()).then((keys) => keys.length)"
NUMBER_READ = NUMBER_KEPT.replace("kept", "read")
ONLINE = "dispatchEvent(new Event('online'))"


@pytest.fixture
def withdraw(reader: Page, settings_of_site: Settings) -> Iterator[Callable[..., None]]:
    """Withdraws articles until the end of the test."""
    withdrawal = create_withdrawal(settings_of_site)
    gone: list[str] = []

    def withdraw(*paths: str) -> None:
        for path in paths:
            gone.append(path.removeprefix("/articles/"))
            withdrawal.withdraw(gone[-1], "Nhầm.")
        reader.wait_for_timeout(REVISION_SECONDS * 1000)

    yield withdraw
    for slug in gone:
        withdrawal.reinstate(slug)


def test_it_leaves_when_it_is_opened_and_when_saved_articles_are_listed(
    reader: Page, cut: StoppableSite, withdraw: Callable[..., None]
) -> None:
    keep(reader, TWO_PICTURES)
    keep(reader, LONG_READ)
    withdraw(TWO_PICTURES, LONG_READ)
    reader.goto(TWO_PICTURES)
    expect(reader.locator("h1")).to_have_text("Bài viết này đã được gỡ")
    eventually(reader, NUMBER_KEPT, 1)
    reader.goto(SAVED)
    expect(reader.locator("#status")).to_contain_text("không còn được đăng")
    expect(reader.locator("#saved-kept-list li")).to_have_count(0)
    assert cached(reader)["kept"] == []
    cut.stop()
    reader.goto(LONG_READ)
    expect(reader.locator("h1")).to_have_text("Bài đã lưu")


def test_with_the_first_page_that_comes_from_the_network_again_the_withdrawn_ones_leave(
    reader: Page, cut: StoppableSite, withdraw: Callable[..., None]
) -> None:
    keep(reader, TWO_PICTURES)
    keep(reader, ARTICLE)
    reader.goto(LONG_READ)
    wait_until_read(reader, 1)
    cut.stop()
    reader.goto(TWO_PICTURES)
    expect(reader.locator(".br-copy")).to_be_visible()
    withdraw(TWO_PICTURES, LONG_READ)
    # Nothing leaves while nobody can tell.
    assert len(cached(reader)["kept"]) == 2
    cut.start()
    reader.goto("/")
    expect(reader.locator(".br-copy")).to_be_hidden()
    eventually(reader, NUMBER_KEPT, 1)
    eventually(reader, NUMBER_READ, 0)
    assert cached(reader)["kept"] == [ARTICLE]
    assert "offline" not in cached(reader)


def test_the_open_list_of_saved_articles_follows_when_the_network_is_back(
    reader: Page, cut: StoppableSite, withdraw: Callable[..., None]
) -> None:
    keep(reader, TWO_PICTURES)
    keep(reader, ARTICLE)
    cut.stop()
    reader.goto(SAVED)
    expect(reader.locator("#saved-kept-list li")).to_have_count(2)
    withdraw(TWO_PICTURES)
    reader.evaluate(ONLINE)
    reader.wait_for_timeout(300)
    expect(reader.locator("#saved-kept-list li")).to_have_count(2)
    cut.start()
    reader.evaluate(ONLINE)
    expect(reader.locator("#saved-kept-list li")).to_have_count(1)
    expect(reader.locator("#status")).to_contain_text("không còn được đăng")


def test_without_having_been_offline_a_page_asks_for_no_copy(reader: Page, stoppable: StoppableSite) -> None:
    keep(reader, ARTICLE)
    asked: list[str] = []
    app = stoppable.app

    def noting(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        asked.append(f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}")
        return app(environ, start)

    stoppable.app = noting
    try:
        reader.goto("/privacy")
        reader.wait_for_load_state("networkidle")
    finally:
        stoppable.app = app
    assert "GET /privacy" in asked
    assert not [one for one in asked if one.startswith("HEAD")]
