"""Voices that a browser lists and that say nothing. Each is tried once, and the others go on."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import ARTICLE, OpenContext
from tests.browser.voices import VOICES


def test_a_voice_that_says_nothing_is_noticed(context: OpenContext) -> None:
    page = context(bypass_csp=True).new_page()
    page.add_init_script(VOICES + "window.silent = true")
    page.clock.install()
    page.goto(ARTICLE)
    page.locator("#listen").click()
    page.wait_for_function("() => said.length === 1")
    page.clock.run_for(7000)
    assert [voice for _, voice, _ in page.evaluate("said")] == ["Gần", "Xa"]
    page.clock.run_for(7000)
    expect(page.get_by_role("status")).to_contain_text("không có giọng đọc")
    expect(page.locator("#player")).to_have_count(0)


def test_a_silent_voice_of_another_language_leaves_its_words_to_the_articles_voice(page: Page) -> None:
    parts = [["Bài hát", "vi"], ["Morning Rain", "en"], ["của xã.", "vi"]]
    sentence = {"text": "Bài hát Morning Rain của xã.", "say": "", "lang": "vi", "pause": 0, "parts": parts}
    page.add_init_script(VOICES + "window.held = false; window.silent = ['Anna']")
    page.route("**/speech.json", lambda route: route.fulfill(json={"lang": "vi", "sentences": [sentence]}))
    page.clock.install()
    page.goto(ARTICLE)
    page.locator("#listen").click()
    page.wait_for_function("() => said.length === 2")
    page.clock.run_for(8000)
    page.wait_for_function("() => said.length >= 5")
    assert [[text, voice] for text, voice, _ in page.evaluate("said")][:5] == [
        ["Bài hát", "Gần"],
        ["Morning Rain", "Anna"],
        ["Bài hát", "Gần"],
        ["Morning Rain", "Gần"],
        ["của xã.", "Gần"],
    ]
    expect(page.locator("#player")).to_be_visible()
