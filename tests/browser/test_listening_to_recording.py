"""Listening to the publisher's own recording of an article, where it is the first of the voices."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.recorded_site import AUDIO, heard, listen, served, voiced
from tests.browser.test_listening import said
from tests.browser.voices import VOICES

__all__ = ["heard", "served", "voiced"]

NAME = "Bản thu của tòa soạn"
SITE_VOICE = "Giọng máy của trang tin"


@pytest.fixture
def listening(page: Page) -> Page:
    listen(page)
    page.wait_for_function(f"() => {AUDIO}.currentTime > 0")
    return page


def test_the_recording_is_played_and_named_and_no_sentence_is_marked(listening: Page) -> None:
    assert listening.get_by_label("Giọng đọc").locator("option:checked").inner_text() == NAME
    expect(listening.get_by_label("Giọng đọc")).to_be_visible()
    assert not listening.evaluate("CSS.highlights.has('br-read-aloud')")
    expect(listening.locator("#player-place")).to_contain_text("/ 1:30")
    assert listening.evaluate(f"{AUDIO}.error") is None


def test_it_is_gone_through_by_fifteen_seconds(listening: Page) -> None:
    listening.get_by_role("button", name="Tạm dừng").click()
    for _ in range(3):
        listening.get_by_role("button", name="Tới 15 giây").click()
    listening.get_by_role("button", name="Lùi 15 giây").click()
    listening.wait_for_function(f"() => {AUDIO}.currentTime >= 30 && {AUDIO}.currentTime < 40")
    # A press does not begin what is paused.
    assert listening.evaluate(f"{AUDIO}.paused")
    for _ in range(4):
        listening.get_by_role("button", name="Lùi 15 giây").click()
    expect(listening.locator("#player-place")).to_have_text("0:00 / 1:30")


def test_the_place_is_remembered_and_the_beginning_offered(page: Page) -> None:
    listen(page)
    page.wait_for_function(f"() => {AUDIO}.readyState > 1")
    page.evaluate(f"{AUDIO}.currentTime = 62")
    expect(page.locator("#player-place")).to_contain_text("1:02")
    listen(page)
    page.wait_for_function(f"() => {AUDIO}.currentTime > 61")
    page.get_by_role("button", name="Từ đầu").click()
    page.wait_for_function(f"() => {AUDIO}.currentTime < 5")


def test_the_lock_screen_has_its_buttons_and_its_position(page: Page) -> None:
    page.add_init_script(
        """
        globalThis.actions = {}; globalThis.positions = []
        navigator.mediaSession.setActionHandler = (name, action) => { actions[name] = action }
        navigator.mediaSession.setPositionState = (state) => positions.push(state)
        """
    )
    listen(page)
    page.wait_for_function("() => positions.length > 0 && positions.at(-1).duration > 89")
    page.evaluate("actions.seekforward()")
    page.wait_for_function(f"() => {AUDIO}.currentTime >= 15")
    page.evaluate("actions.pause()")
    assert page.evaluate(f"{AUDIO}.paused")


def test_a_voice_may_be_chosen_and_reads_by_sentence(page: Page) -> None:
    page.add_init_script(VOICES)
    listen(page)
    voice = page.get_by_label("Giọng đọc")
    assert voice.locator("option").all_inner_texts() == [NAME, "Gần", "Xa"]
    voice.select_option("Gần")
    expect(page.locator("#player-place")).to_have_text("Câu 1 / 3")
    assert said(page) == ["Tin loa xã"]
    assert page.evaluate(f"{AUDIO}.paused")
    expect(page.get_by_role("button", name="Câu sau")).to_be_visible()
    voice.select_option(NAME)
    page.wait_for_function(f"() => !{AUDIO}.paused")
    expect(page.get_by_role("button", name="Tới 15 giây")).to_be_visible()
    assert not page.evaluate("CSS.highlights.has('br-read-aloud')")


def test_where_it_cannot_be_played_a_voice_reads(page: Page) -> None:
    page.add_init_script(VOICES)
    page.route("**/audio.ogg", lambda route: route.abort())
    listen(page)
    expect(page.locator("#player-place")).to_have_text("Câu 1 / 3")
    assert page.get_by_label("Giọng đọc").locator("option:checked").inner_text() == "Gần"


def test_at_its_end_the_next_article_is_offered_with_its_recording(page: Page) -> None:
    listen(page)
    page.wait_for_function(f"() => {AUDIO}.readyState > 1")
    page.evaluate(f"{AUDIO}.currentTime = {AUDIO}.duration - 0.3")
    link = page.get_by_role("link", name="Bài tiếp theo: Tin cũ")
    expect(link).to_be_visible()
    link.click()
    page.wait_for_function(f"() => {AUDIO} && {AUDIO}.currentTime > 0")
    assert page.url.endswith("/articles/tin-cu")


def test_scrolling_away_offers_no_sentence(listening: Page) -> None:
    listening.mouse.wheel(0, 200)
    listening.wait_for_timeout(100)
    expect(listening.locator("#player-follow")).to_be_hidden()


def test_the_file_has_the_length_that_the_player_says(listening: Page) -> None:
    assert listening.evaluate(f"{AUDIO}.duration") == pytest.approx(90, abs=0.2)


def test_the_sites_voice_may_be_chosen_and_marks_its_sentences(page: Page, voiced: None) -> None:
    listen(page)
    page.wait_for_function(f"() => {AUDIO}.currentTime > 0")
    voice = page.get_by_label("Giọng đọc")
    assert voice.locator("option").all_inner_texts() == [NAME, SITE_VOICE]
    voice.select_option(SITE_VOICE)
    page.wait_for_function("() => document.getElementById('voice-element').currentTime > 0")
    assert page.evaluate(f"{AUDIO}.paused")
    expect(page.locator("#player-place")).to_contain_text("Câu 1 / 3")
    assert page.evaluate("[...CSS.highlights.get('br-read-aloud')].map(String).join('')") == "Tin loa xã"
    voice.select_option(NAME)
    page.wait_for_function(f"() => !{AUDIO}.paused")
    assert page.evaluate("document.getElementById('voice-element').paused")
