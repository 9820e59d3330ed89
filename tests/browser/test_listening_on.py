"""From the end of an article to the next one, while it is read aloud."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import TWO_PICTURES, OpenContext
from tests.browser.test_listening import said
from tests.browser.voices import VOICES

LAST_SENTENCE = "for (let at = 0; at < 200; at += 1) document.getElementById('player-next').click()"
READ_ON = """() => ['[rel=next]', '.br-list a', '[rel=prev]']
  .flatMap((which) => [...document.querySelectorAll(`.br-read-on ${which}`)]).map((one) => one.pathname)"""
NOTE = "(note) => sessionStorage.setItem('bantin-listen-on', JSON.stringify(note))"


def hear_to_the_end(page: Page) -> None:
    page.evaluate(LAST_SENTENCE)
    page.wait_for_function("() => document.getElementById('player-place').textContent.match(/^Câu (\\d+) . \\1$/)")
    # The utterance begins in a task of its own.
    page.wait_for_function("() => speechSynthesis.current?.onend")
    page.evaluate("speechSynthesis.end()")


@pytest.fixture
def ended(page: Page) -> Page:
    """A page whose article has been read to its end, faster and by another voice than the first."""
    page.add_init_script(VOICES)
    page.goto(TWO_PICTURES)
    page.get_by_role("button", name="Nghe", exact=True).click()
    page.get_by_label("Tốc độ").select_option("1.5")
    page.get_by_label("Giọng đọc").select_option("Xa")
    hear_to_the_end(page)
    return page


def test_the_next_article_is_offered_and_its_title_said(ended: Page) -> None:
    onward = ended.get_by_role("link", name=re.compile("^Bài tiếp theo:"))
    expect(onward).to_be_visible()
    listed = ended.locator(".br-read-on a[rel=next]")
    assert onward.get_attribute("href") == listed.get_attribute("href")
    expect(onward).to_contain_text(listed.locator("span").last.inner_text())
    title = ended.request.get(f"{listed.get_attribute('href')}/speech.json").json()["sentences"][0]["say"]
    ended.wait_for_function("title => said.at(-1)[0] === title", arg=title)
    assert ended.evaluate("said.at(-1)")[1:] == ["Xa", 1.5]


def test_a_press_goes_on_listening_there_as_before(ended: Page) -> None:
    ended.get_by_role("link", name=re.compile("^Bài tiếp theo:")).click()
    expect(ended.get_by_role("region", name="Nghe đọc bài")).to_be_visible()
    assert TWO_PICTURES not in ended.url
    path = ended.evaluate("location.pathname")
    title = ended.request.get(f"{path}/speech.json").json()["sentences"][0]["say"]
    ended.wait_for_function("() => said.length === 1")
    assert ended.evaluate("said[0]") == [title, "Xa", 1.5]
    expect(ended.get_by_label("Tốc độ")).to_have_value("1.5")
    expect(ended.get_by_label("Giọng đọc")).to_have_value("Xa")
    ended.reload()
    expect(ended.locator("#listen")).to_be_visible()
    expect(ended.locator("#player")).to_have_count(0)


@pytest.mark.parametrize("unheard", [1, 3, None])
def test_a_run_hears_no_article_twice(page: Page, unheard: int | None) -> None:
    """`unheard` is the number of the first article to read on with that has not been heard; None: all have been."""
    page.add_init_script(VOICES)
    page.goto(TWO_PICTURES)
    paths = page.evaluate(READ_ON)
    assert len(paths) > 4
    page.evaluate(NOTE, {"path": TWO_PICTURES, "rate": 1, "heard": paths[:unheard]})
    page.reload()
    expect(page.get_by_role("region", name="Nghe đọc bài")).to_be_visible()
    hear_to_the_end(page)
    expect(page.locator("#player-play")).to_have_text("Nghe tiếp")
    onward = page.get_by_role("link", name=re.compile("^Bài tiếp theo:"))
    if unheard is None:
        page.wait_for_load_state("networkidle")
        expect(onward).to_be_hidden()
    else:
        expect(onward).to_be_visible()
        assert onward.evaluate("one => one.pathname") == paths[unheard]


def test_a_press_that_opens_another_tab_lets_no_later_page_read_by_itself(ended: Page) -> None:
    link = ended.locator("#player-onward")
    path = link.evaluate("one => one.pathname")
    with ended.context.expect_page():
        link.click(modifiers=["Control"])
    ended.goto(path)
    expect(ended.locator("#listen")).to_be_visible()
    expect(ended.locator("#player")).to_have_count(0)


def test_no_page_is_left_without_a_press(ended: Page) -> None:
    expect(ended.get_by_role("link", name=re.compile("^Bài tiếp theo:"))).to_be_visible()
    ended.wait_for_function("() => speechSynthesis.current?.onend")
    ended.evaluate("speechSynthesis.end()")
    assert ended.url.endswith(TWO_PICTURES)


def test_playing_again_stops_the_title(ended: Page) -> None:
    count = len(ended.request.get(f"{TWO_PICTURES}/speech.json").json()["sentences"])
    ended.wait_for_function(
        "() => document.querySelector('#player-place').textContent.length && speechSynthesis.current?.onend"
    )
    ended.get_by_role("button", name="Nghe tiếp").click()
    expect(ended.locator("#player-place")).to_have_text(f"Câu 1 / {count}")
    assert said(ended)[-1] == said(ended)[0]


def test_a_browser_that_wants_a_press_first_leaves_the_player_paused(context: OpenContext) -> None:
    page = context().new_page()
    page.add_init_script(VOICES + "window.silent = true")
    page.goto(TWO_PICTURES)
    page.evaluate("path => sessionStorage.setItem('bantin-listen-on', JSON.stringify({ path, rate: 1 }))", TWO_PICTURES)
    page.reload()
    page.wait_for_function("() => window.said.length === 1")
    page.evaluate("speechSynthesis.current.onerror({ error: 'not-allowed' })")
    expect(page.locator("#player-play")).to_have_text("Nghe tiếp")
    expect(page.locator("#player-play")).to_be_focused()
    assert len(said(page)) == 1
