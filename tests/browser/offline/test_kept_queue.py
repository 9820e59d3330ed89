"""Listening on through what the reader keeps for later, with and without a network."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import WITHDRAWN
from tests.browser.offline.conftest import keep
from tests.browser.offline.site import StoppableSite
from tests.browser.test_listening_on import LAST_SENTENCE
from tests.browser.voices import VOICES

FIRST, SECOND, OTHER = ("/articles/tin-van-so-3", "/articles/tin-van-so-7", "/articles/tin-van-so-5")
KEPT, CHOSEN = "Bài đã lưu tiếp theo:", "Bài tiếp theo:"


@pytest.fixture
def listener(reader: Page, stoppable: StoppableSite) -> Iterator[Page]:
    """A reader who keeps an article in English and two in Vietnamese, the last one kept stands first."""
    reader.add_init_script(VOICES)
    for path in (SECOND, FIRST, WITHDRAWN):
        keep(reader, path)
    yield reader
    if stoppable.is_stopped:
        stoppable.start()


def listen_to_the_end(page: Page) -> None:
    expect(page.get_by_role("region", name="Nghe đọc bài")).to_be_visible()
    page.evaluate(LAST_SENTENCE)
    page.wait_for_function("() => speechSynthesis.current?.onend")
    page.evaluate("speechSynthesis.end()")
    expect(page.locator("#player-onward")).to_be_visible()


def press_onward(page: Page, label: str, path: str) -> None:
    """The link has this label and path, the title is said, and a press opens the page."""
    onward = page.locator("#player-onward")
    title = onward.locator("span").last.inner_text()
    expect(onward).to_have_text(f"{label} {title}")
    assert onward.evaluate("one => one.pathname") == path
    page.wait_for_function("title => said.at(-1)[0].slice(0, 8) === title.slice(0, 8)", arg=title)
    onward.click()
    page.wait_for_url(f"**{path}")


def test_what_is_kept_follows_and_then_the_section_even_without_a_network(
    listener: Page, stoppable: StoppableSite
) -> None:
    listener.goto(OTHER)
    listener.get_by_role("button", name="Nghe", exact=True).click()
    listen_to_the_end(listener)
    press_onward(listener, KEPT, FIRST)
    stoppable.stop()
    listen_to_the_end(listener)
    press_onward(listener, KEPT, SECOND)
    expect(listener.locator(".br-copy")).to_be_visible()
    listen_to_the_end(listener)
    expect(listener.locator("#player-onward")).to_contain_text(CHOSEN)


def test_a_button_on_the_page_of_saved_articles_begins_with_the_first(listener: Page, stoppable: StoppableSite) -> None:
    listener.goto("/saved")
    stoppable.stop()
    listener.get_by_role("button", name="Nghe lần lượt tất cả").click()
    listener.wait_for_url(f"**{FIRST}")
    listen_to_the_end(listener)
    press_onward(listener, KEPT, SECOND)


def test_the_button_is_there_for_what_can_be_heard_alone(reader: Page) -> None:
    reader.goto("/saved")
    expect(reader.locator("#saved-articles")).to_be_visible()
    expect(reader.locator("#saved-listen")).to_be_hidden()
    keep(reader, FIRST)
    reader.goto("/saved")
    expect(reader.locator("#saved-kept-list li").first).to_be_visible()
    expect(reader.locator("#saved-listen")).to_be_hidden()


def test_an_article_that_was_opened_by_its_address_begins_a_new_run(listener: Page) -> None:
    for _ in range(2):
        listener.goto(FIRST)
        listener.get_by_role("button", name="Nghe", exact=True).click()
        listen_to_the_end(listener)
        press_onward(listener, KEPT, SECOND)
