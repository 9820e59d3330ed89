"""The site's audio of an article that the reader keeps: it is played, measured and removed with the article."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Page, expect

from bantin_reader.cli.main import commands
from bantin_reader.config.settings import Settings
from tests import recordings
from tests.browser.offline.conftest import cached, eventually, keep, keep_button
from tests.browser.offline.site import StoppableSite
from tests.conftest import land
from tests.speech_programs import program

PATH = "/articles/tin-loa-xa"
RECORDED = "/articles/ban-thu"
AUDIO = "document.getElementById('audio-element')"
VOICE = "document.getElementById('voice-element')"
TEXT = "---\ntitle: Tin loa xã\ndate: 2026-01-02\n---\n\nBà con nghe loa. Loa nói về lúa.\n"
PART = """async (range) => {
  const response = await fetch(document.querySelector('#audio-element source').src, { headers: { Range: range } })
  return [response.status, response.headers.get('Content-Range'), (await response.arrayBuffer()).byteLength]
}"""
KEPT_BYTES = """caches.open('bantin / files').then((cache) => cache.match('%s.ogg'))
  .then((one) => one ? one.blob() : { size: 0 }).then(({ size }) => size)"""

ALL_BYTES = """async () => {
  let bytes = 0
  for (const name of ['bantin / kept', 'bantin / files']) {
    const cache = await caches.open(name)
    for (const request of await cache.keys()) bytes += (await (await cache.match(request)).blob()).size
  }
  return bytes
}"""


def speak(settings: Settings) -> None:
    done = CliRunner().invoke(commands, ["speak"], env={"BANTIN_DATA": str(settings.data)})
    assert done.exit_code == 0, done.output


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("articles")


@pytest.fixture(scope="module")
def paths(settings_of_site: Settings, articles: Path) -> list[str]:
    for name in ("espeak-ng", "opusenc", "lame"):
        program(name)
    (articles / "tin.md").write_text(TEXT, "utf-8")
    recordings.ogg(articles / "thu.ogg")
    recorded = TEXT.replace("Tin loa xã", "Bản thu").replace("date:", "audio: thu.ogg\ndate:")
    (articles / "thu.md").write_text(recorded, "utf-8")
    slugs = land(settings_of_site, articles)
    speak(settings_of_site)
    return [f"/articles/{slug}" for slug in slugs]


@pytest.fixture
def kept(reader: Page, stoppable: StoppableSite) -> Iterator[Page]:
    keep(reader, PATH)
    yield reader
    if stoppable.is_stopped:
        stoppable.start()


def test_it_is_heard_from_any_moment_without_a_network(kept: Page, stoppable: StoppableSite) -> None:
    stoppable.stop()
    kept.goto(PATH)
    expect(kept.locator(".br-copy")).to_be_visible()
    kept.get_by_role("button", name="Nghe", exact=True).click()
    kept.wait_for_function(f"() => {AUDIO}.currentTime > 0")
    kept.get_by_role("button", name="Câu sau").click()
    kept.get_by_role("button", name="Câu sau").click()
    expect(kept.locator("#player-place")).to_have_text("Câu 3 / 3")
    kept.wait_for_function(f"() => {AUDIO}.ended")
    assert kept.evaluate(f"{AUDIO}.error") is None


def test_parts_are_sent_as_a_server_sends_them(kept: Page, stoppable: StoppableSite) -> None:
    whole = kept.evaluate(KEPT_BYTES % f"{PATH}/audio")
    stoppable.stop()
    kept.goto(PATH)
    assert kept.evaluate(PART, "bytes=10-19") == [206, f"bytes 10-19/{whole}", 10]
    assert kept.evaluate(PART, "bytes=0-") == [206, f"bytes 0-{whole - 1}/{whole}", whole]
    assert kept.evaluate(PART, "bytes=-5") == [206, f"bytes {whole - 5}-{whole - 1}/{whole}", 5]
    assert kept.evaluate(PART, f"bytes={whole}-") == [416, f"bytes */{whole}", 0]
    assert kept.evaluate(PART, "bytes=0-1,5-6") == [200, None, whole]


def test_its_size_is_told_and_it_leaves_with_the_article(kept: Page) -> None:
    assert kept.evaluate(KEPT_BYTES % f"{PATH}/audio") > 0
    kilobytes = round(kept.evaluate(ALL_BYTES) / 1000)
    kept.goto("/saved")
    expect(kept.locator("#saved-kept-list .br-saved-articles__size")).to_have_text(f"{kilobytes} KB")
    kept.get_by_role("button", name="Xóa: ").click()
    expect(kept.locator("#saved-kept-none")).to_be_visible()
    assert cached(kept)["files"] == []


def test_the_publishers_recording_and_the_voice_beside_it_are_kept(reader: Page, cut: StoppableSite) -> None:
    keep(reader, RECORDED)
    assert reader.evaluate(KEPT_BYTES % f"{RECORDED}/audio") > 0
    assert reader.evaluate(KEPT_BYTES % f"{RECORDED}/voice") > 0
    cut.stop()
    reader.goto(RECORDED)
    reader.get_by_role("button", name="Nghe", exact=True).click()
    reader.wait_for_function(f"() => {AUDIO}.currentTime > 0")
    expect(reader.get_by_role("button", name="Tới 15 giây")).to_be_visible()
    reader.get_by_label("Giọng đọc").select_option("Giọng máy của trang tin")
    reader.wait_for_function(f"() => {VOICE}.currentTime > 0")
    expect(reader.locator("#player-place")).to_contain_text(" / 3")
    assert reader.evaluate("[...CSS.highlights.get('br-read-aloud')].map(String).join('')")


def test_where_there_is_room_for_one_it_is_the_recording(reader: Page) -> None:
    reader.goto(RECORDED)
    reader.evaluate("document.querySelectorAll('source').forEach((one) => { one.dataset.bytes = 16e6 })")
    button = keep_button(reader)
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    files = cached(reader)["files"]
    assert f"{RECORDED}/audio.ogg" in files
    assert not [path for path in files if "/voice." in path]


def test_very_long_audio_is_left_out(reader: Page) -> None:
    reader.goto(PATH)
    reader.evaluate("document.querySelectorAll('source').forEach((one) => { one.dataset.bytes = 31e6 })")
    button = keep_button(reader)
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    assert cached(reader)["files"] == [f"{PATH}/speech.json"]


def test_the_audio_of_a_new_text_takes_the_place_of_the_former(
    kept: Page, settings_of_site: Settings, articles: Path
) -> None:
    former = kept.evaluate(KEPT_BYTES % f"{PATH}/audio")
    (articles / "tin.md").write_text(TEXT + "\nTin cuối: ngày mai trời nắng, bà con phơi lúa ngoài sân.\n", "utf-8")
    land(settings_of_site, articles)
    speak(settings_of_site)
    now = (
        f"fetch('{PATH}/audio.ogg', {{ cache: 'reload', method: 'HEAD' }})"
        ".then(({ headers }) => Number(headers.get('Content-Length')))"
    )
    size = kept.evaluate(now)
    assert size > former
    kept.wait_for_timeout(500)
    kept.goto(PATH)
    kept.evaluate("fetch(document.getElementById('listen').dataset.speech, { cache: 'reload' }).then(() => true)")
    eventually(kept, KEPT_BYTES % f"{PATH}/audio", size)
