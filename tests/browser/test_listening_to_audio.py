"""Listening to the site's audio of an article, by eSpeak NG, where the browser has no voice of its own or the reader
prefers it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.audio_site import served
from tests.browser.conftest import ARTICLE, OpenContext
from tests.browser.test_listening import marked, said
from tests.browser.voices import VOICES

__all__ = ["served"]

AUDIO = "document.getElementById('audio-element')"
AUDIO_FILES = re.compile(r"/audio\.(ogg|mp3)$")
# No sentence ends before a slow machine has looked at it.
SLOWLY = f"() => {AUDIO}.readyState > 1 && ({AUDIO}.playbackRate = 0.1)"


def listen(page: Page) -> list[dict[str, Any]]:
    """Press "Nghe"; returns the sentences with their times."""
    page.goto(ARTICLE)
    page.get_by_role("button", name="Nghe", exact=True).click()
    expect(page.get_by_role("region", name="Nghe đọc bài")).to_be_visible()
    sentences: list[dict[str, Any]] = page.request.get(f"{ARTICLE}/speech.json").json()["sentences"]
    return sentences


@pytest.fixture
def listening(page: Page) -> Page:
    listen(page)
    page.wait_for_function(f"() => {AUDIO}.currentTime > 0")
    return page


def test_the_audio_is_played_where_the_browser_has_no_voice(listening: Page) -> None:
    assert marked(listening) == listening.locator("h1").inner_text()
    expect(listening.get_by_label("Giọng đọc")).to_be_hidden()
    assert listening.evaluate(f"{AUDIO}.error") is None


def test_the_sentence_is_marked_that_the_audio_says(page: Page) -> None:
    sentences = listen(page)
    page.wait_for_function(SLOWLY)
    for index in (3, 1, 5):
        page.evaluate(f"seconds => {{ {AUDIO}.currentTime = seconds }}", sentences[index]["start"] + 0.1)
        expect(page.locator("#player-place")).to_have_text(f"Câu {index + 1} / {len(sentences)}")
        assert " ".join(marked(page).split()) == sentences[index]["text"]


def test_the_next_sentence_follows_by_itself(page: Page) -> None:
    sentences = listen(page)
    page.wait_for_function(SLOWLY)
    page.evaluate(f"seconds => {{ {AUDIO}.currentTime = seconds }}", sentences[2]["end"] - 0.05)
    expect(page.locator("#player-place")).to_have_text(f"Câu 4 / {len(sentences)}")
    assert page.evaluate(f"{AUDIO}.currentTime") >= sentences[3]["start"] - 0.1


def test_sentences_are_gone_through_by_their_buttons(page: Page) -> None:
    sentences = listen(page)
    page.wait_for_function(SLOWLY)
    for _ in range(3):
        page.get_by_role("button", name="Câu sau").click()
    page.get_by_role("button", name="Câu trước").click()
    expect(page.locator("#player-place")).to_have_text(f"Câu 3 / {len(sentences)}")
    page.wait_for_function(f"seconds => {AUDIO}.currentTime >= seconds", arg=sentences[2]["start"] - 0.05)
    assert page.evaluate(f"{AUDIO}.currentTime") < sentences[3]["start"]


def test_a_pause_goes_on_where_it_was(listening: Page) -> None:
    listening.get_by_role("button", name="Tạm dừng").click()
    stopped = listening.evaluate(f"{AUDIO}.currentTime")
    assert listening.evaluate(f"{AUDIO}.paused")
    listening.get_by_role("button", name="Nghe tiếp").click()
    listening.wait_for_function(f"seconds => {AUDIO}.currentTime > seconds", arg=stopped)


def test_the_pages_own_controls_and_the_player_agree(listening: Page) -> None:
    listening.evaluate(f"{AUDIO}.pause()")
    expect(listening.locator("#player-play")).to_have_text("Nghe tiếp")
    listening.evaluate(f"{AUDIO}.play()")
    expect(listening.locator("#player-play")).to_have_text("Tạm dừng")


def test_the_speed_is_that_of_the_audio(listening: Page) -> None:
    listening.get_by_label("Tốc độ").select_option("1.75")
    assert listening.evaluate(f"[{AUDIO}.playbackRate, {AUDIO}.preservesPitch]") == [1.75, True]
    assert not listening.evaluate(f"{AUDIO}.paused")


def test_closing_stops_the_audio_and_the_media_keys(listening: Page) -> None:
    assert listening.evaluate("navigator.mediaSession.metadata.title") == listening.locator("h1").inner_text()
    listening.keyboard.press("Escape")
    expect(listening.locator("#player")).to_have_count(0)
    assert listening.evaluate(f"{AUDIO}.paused")


def test_the_devices_own_voice_comes_first_and_the_sites_before_those_of_a_network(page: Page) -> None:
    page.add_init_script(VOICES)
    listen(page)
    assert page.locator("#player-voice option").all_inner_texts() == ["Gần", "Giọng máy của trang tin", "Xa"]
    assert len(said(page)) == 1
    assert page.evaluate(f"{AUDIO}.paused")


def test_another_voice_goes_on_with_the_same_sentence(page: Page) -> None:
    page.add_init_script(VOICES)
    sentences = listen(page)
    page.get_by_role("button", name="Câu sau").click()
    page.get_by_role("button", name="Câu sau").click()
    page.get_by_label("Giọng đọc").select_option("Giọng máy của trang tin")
    page.wait_for_function(f"seconds => {AUDIO}.currentTime >= seconds", arg=sentences[2]["start"] - 0.05)
    expect(page.locator("#player-place")).to_have_text(f"Câu 3 / {len(sentences)}")
    page.get_by_label("Giọng đọc").select_option("Gần")
    assert page.evaluate(f"{AUDIO}.paused")
    assert said(page)[-1] == said(page)[2]


def test_the_audio_takes_the_place_of_a_voice_that_says_nothing(page: Page) -> None:
    page.add_init_script(VOICES + "window.silent = true")
    page.clock.install()
    listen(page)
    page.wait_for_function("() => said.length === 1")
    page.clock.run_for(7000)
    page.clock.run_for(7000)
    expect(page.get_by_label("Giọng đọc")).to_have_value("Giọng máy của trang tin")
    assert not page.evaluate(f"{AUDIO}.paused")


def test_audio_that_cannot_be_loaded_is_told(page: Page) -> None:
    page.route(AUDIO_FILES, lambda route: route.abort())
    page.goto(ARTICLE)
    page.get_by_role("button", name="Nghe", exact=True).click()
    # The player may be closed again before the test sees it.
    expect(page.get_by_role("status")).to_contain_text("không có giọng đọc")
    expect(page.locator("#player")).to_have_count(0)
    expect(page.locator("#listen")).to_be_focused()


def test_a_voice_takes_the_place_of_audio_that_cannot_be_loaded(page: Page) -> None:
    page.add_init_script(VOICES + "synthesis.getVoices = () => [voices[0]]")
    page.route(AUDIO_FILES, lambda route: route.abort())
    listen(page)
    page.wait_for_function("() => said.length > 0")
    assert page.evaluate("said[0][1]") == "Xa"


def test_nothing_is_loaded_before_it_is_used(page: Page) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(ARTICLE)
    expect(page.locator("#listen")).to_be_visible()
    page.locator("#audio summary").click()
    assert [url for url in loaded if "/audio" in url or "player-" in url] == []


@pytest.mark.parametrize("cookie", ["", "text=300&theme=contrast"])
def test_without_script_the_browsers_own_controls_play_it(context: OpenContext, cookie: str) -> None:
    page = context(script=False, cookie=cookie, viewport={"width": 320, "height": 640}).new_page()
    page.goto(ARTICLE)
    page.locator("#audio summary").click()
    box = page.locator("#audio-element").bounding_box()
    assert box
    assert box["height"] >= 30
    assert box["x"] + box["width"] <= 320
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("Tải về dạng MP3")).click()
    assert download.value.suggested_filename.endswith(".mp3")
