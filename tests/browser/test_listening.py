"""Listening to an article with the browser's own voice. A headless browser has none: the tests bring one that says
nothing, and write down what it is given."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ARTICLE, OpenContext
from tests.browser.voices import VOICES


@pytest.fixture
def listening(context: OpenContext) -> Page:
    page = context().new_page()
    page.add_init_script(VOICES)
    page.goto(ARTICLE)
    page.get_by_role("button", name="Nghe", exact=True).click()
    expect(page.get_by_role("region", name="Nghe đọc bài")).to_be_visible()
    return page


def said(page: Page) -> list[str]:
    return [text for text, _, _ in page.evaluate("said")]


def marked(page: Page) -> str:
    """The text of the sentence that is marked."""
    return str(page.evaluate("[...CSS.highlights.get('br-read-aloud')].map(String).join('')"))


def test_without_a_voice_for_the_language_there_is_no_button(context: OpenContext) -> None:
    page = context().new_page()
    page.goto(ARTICLE)
    expect(page.locator("#listen")).to_be_hidden()


def test_without_script_there_is_no_button(context: OpenContext) -> None:
    page = context(script=False).new_page()
    page.goto(ARTICLE)
    expect(page.locator("#listen")).to_be_hidden()


def test_the_player_loads_when_it_is_first_used(context: OpenContext) -> None:
    page = context().new_page()
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.add_init_script(VOICES)
    page.goto(ARTICLE)
    expect(page.locator("#listen")).to_be_visible()
    assert not [url for url in loaded if re.search("player-|speech", url)]
    page.locator("#listen").click()
    expect(page.locator("#player")).to_be_visible()
    assert len([url for url in loaded if re.search("player-|speech", url)]) == 3


def test_the_title_is_said_first_by_the_devices_own_voice(listening: Page) -> None:
    title = listening.locator("h1").inner_text()
    [[text, voice, rate]] = listening.evaluate("said")
    assert (" ".join(title.split()), "Gần", 1) == (text, voice, rate)
    assert marked(listening) == title


def test_the_sentence_that_is_read_is_marked_and_in_view(listening: Page) -> None:
    for _ in range(5):
        count = len(said(listening))
        listening.evaluate("speechSynthesis.end()")
        listening.wait_for_function("count => said.length > count", arg=count)
    box = "[...CSS.highlights.get('br-read-aloud')][0].getBoundingClientRect()"
    place = listening.evaluate(f"[{box}.top, {box}.bottom]")
    bar = listening.locator("#player").bounding_box()
    assert bar
    assert 0 <= place[0] < place[1] <= bar["y"]
    assert listening.evaluate("document.querySelector('main').innerHTML").count("<mark") == 0


def test_scrolling_away_stops_following_and_offers_the_way_back(listening: Page) -> None:
    listening.mouse.move(180, 300)
    listening.mouse.wheel(0, 2500)
    back = listening.get_by_role("button", name="Về chỗ đang nghe")
    expect(back).to_be_visible()
    back.click()
    expect(back).to_be_hidden()
    expect(listening.locator("h1")).to_be_in_viewport()


def test_pausing_and_playing_starts_the_sentence_again(listening: Page) -> None:
    listening.get_by_role("button", name="Tạm dừng").click()
    assert listening.evaluate("speechSynthesis.current === undefined")
    listening.get_by_role("button", name="Nghe tiếp").click()
    assert len(said(listening)) == 2
    assert len(set(said(listening))) == 1


def test_sentences_are_gone_through_by_the_keyboard(listening: Page) -> None:
    expect(listening.locator("#player-play")).to_be_focused()
    listening.keyboard.press("Tab")
    listening.keyboard.press("Tab")
    listening.keyboard.press("Enter")
    listening.keyboard.press("Shift+Tab")
    listening.keyboard.press("Enter")
    first, second, third = said(listening)
    assert first == third != second
    expect(listening.locator("#player-place")).to_have_text(re.compile(r"^Câu 1 / \d+$"))


def test_another_speed_is_used_at_once(listening: Page) -> None:
    listening.get_by_label("Tốc độ").select_option("1.5")
    assert listening.evaluate("said.at(-1)")[2] == 1.5


def test_another_voice_is_used_at_once(listening: Page) -> None:
    listening.get_by_label("Giọng đọc").select_option("Xa")
    assert listening.evaluate("said.at(-1)")[1] == "Xa"


def test_escape_closes_the_player_and_returns_the_focus(listening: Page) -> None:
    listening.keyboard.press("Escape")
    expect(listening.locator("#player")).to_have_count(0)
    expect(listening.locator("#listen")).to_be_focused()
    assert listening.evaluate("CSS.highlights.has('br-read-aloud')") is False


def test_the_place_is_remembered_on_the_device(listening: Page) -> None:
    for _ in range(3):
        listening.get_by_role("button", name="Câu sau").click()
    fourth = said(listening)[-1]
    listening.reload()
    listening.get_by_role("button", name="Nghe", exact=True).click()
    listening.wait_for_function("() => said.length === 1")
    assert said(listening) == [fourth]
    listening.get_by_role("button", name="Nghe từ đầu").click()
    expect(listening.locator("#player-place")).to_have_text(re.compile("^Câu 1 /"))


def test_at_the_end_the_place_is_forgotten(listening: Page) -> None:
    listening.evaluate("held = false")
    listening.clock.install()
    listening.evaluate("speechSynthesis.end()")
    while listening.locator("#player-play").inner_text() != "Nghe tiếp":
        listening.clock.run_for(1000)
    count = len(listening.request.get(f"{ARTICLE}/speech.json").json()["sentences"])
    listening.wait_for_function("count => said.length > count", arg=count)
    next_one = listening.evaluate("document.querySelector('#player-onward').href")
    assert said(listening)[count:] == [listening.request.get(f"{next_one}/speech.json").json()["sentences"][0]["say"]]
    assert listening.evaluate("localStorage.getItem('bantin-listening')") is None


def test_the_page_about_privacy_forgets_the_place(listening: Page) -> None:
    assert listening.evaluate("localStorage.getItem('bantin-listening')")
    listening.goto("/privacy")
    listening.get_by_role("button", name="Quên mọi chỗ đọc dở").click()
    assert listening.evaluate("localStorage.getItem('bantin-listening')") is None


@pytest.mark.parametrize("cookie", ["", "text=300&theme=dark", "text=300&theme=contrast"])
def test_the_player_leaves_half_of_a_small_screen_to_the_text(context: OpenContext, cookie: str) -> None:
    page = context(cookie=cookie, viewport={"width": 320, "height": 640}).new_page()
    page.add_init_script(VOICES)
    page.goto(ARTICLE)
    page.locator("#listen").click()
    bar = page.locator("#player").bounding_box()
    assert bar
    assert bar["y"] >= 320
    assert bar["width"] <= 320
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_words_in_another_language_are_said_by_its_voice(page: Page) -> None:
    parts = [["Bài hát", "vi"], ["Morning Rain", "en"], ["của xã.", "vi"]]
    sentence = {"text": "Bài hát Morning Rain của xã.", "say": "", "lang": "vi", "pause": 0}
    speech = {"lang": "vi", "sentences": [{**sentence, "parts": parts}, {**sentence, "say": "Hết."}]}
    page.add_init_script(VOICES + "window.held = false")
    page.route("**/speech.json", lambda route: route.fulfill(json=speech))
    page.goto(ARTICLE)
    page.get_by_role("button", name="Nghe", exact=True).click()
    page.wait_for_function("() => said.length >= 4")
    assert [[text, voice] for text, voice, _ in page.evaluate("said")][:4] == [
        ["Bài hát", "Gần"],
        ["Morning Rain", "Anna"],
        ["của xã.", "Gần"],
        ["Hết.", "Gần"],
    ]


def test_the_controls_of_the_player_stand_in_one_line_on_a_wide_screen(context: OpenContext) -> None:
    page = context(viewport={"width": 1280, "height": 740}).new_page()
    page.add_init_script(VOICES)
    page.goto(ARTICLE)
    page.locator("#listen").click()
    page.locator("#player").wait_for()
    middles = page.locator("#player :is(button, select):visible").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect()).map(({ top, bottom }) => Math.round((top + bottom) / 2))"
    )
    assert len(middles) > 5
    assert max(middles) - min(middles) <= 1
