"""`/articles/<slug>/audio`, and the audio on an article's page."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from bantin_reader.cli.main import commands
from bantin_reader.config.settings import Settings
from bantin_reader.source_factory import create_withdrawal
from bantin_reader.web.page_cache.revision import CHECK_SECONDS
from tests.checking import CheckingClient
from tests.conftest import PORTAL_TEXT, SAMPLES, land
from tests.speech_programs import program

pytestmark = pytest.mark.slow  # encodes audio


@pytest.fixture
def silent(settings: Settings) -> str:
    """The address of an article that has no audio."""
    [slug] = land(settings, PORTAL_TEXT)
    return f"/articles/{slug}"


def speak(settings: Settings) -> None:
    for name in ("espeak-ng", "opusenc", "lame"):
        program(name)
    with contextlib.chdir(settings.data):
        result = CliRunner(env={"BANTIN_DATA": str(settings.data)}).invoke(commands, ["speak"])
    assert result.exit_code == 0, result.output


@pytest.fixture(scope="module")
def audio(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the audio of the article that `silent` imports."""
    settings = Settings(data=tmp_path_factory.mktemp("spoken"))
    land(settings, PORTAL_TEXT)
    speak(settings)
    return settings.data / "audio"


@pytest.fixture
def article(silent: str, audio: Path, settings: Settings) -> str:
    """The address of an article that has audio."""
    shutil.copytree(audio, settings.data / "audio")
    return silent


def test_each_format_has_its_address(client: CheckingClient, article: str) -> None:
    ogg, mp3 = client.get(f"{article}/audio.ogg"), client.get(f"{article}/audio.mp3")
    assert (ogg.status_code, ogg.mimetype, ogg.data[:4]) == (200, "audio/ogg", b"OggS")
    assert (mp3.status_code, mp3.mimetype, mp3.data[:3]) == (200, "audio/mpeg", b"ID3")
    assert article.removeprefix("/articles/") in mp3.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("accept", "mimetype"),
    [
        (None, "audio/mpeg"),
        ("*/*", "audio/mpeg"),
        ("audio/ogg", "audio/ogg"),
        ("audio/ogg;q=0.5, audio/*", "audio/mpeg"),
        ("text/html", "audio/mpeg"),
    ],
)
def test_the_format_is_what_the_request_prefers(
    client: CheckingClient, article: str, accept: str | None, mimetype: str
) -> None:
    answer = client.get(f"{article}/audio", headers={"Accept": accept} if accept else {})
    assert (answer.status_code, answer.mimetype) == (200, mimetype)
    assert "Accept" in answer.vary


def test_a_file_that_the_facts_do_not_name_is_of_other_audio_and_is_not_sent(
    client: CheckingClient, article: str, settings: Settings
) -> None:
    [facts] = (settings.data / "audio").glob("*.json")
    values = json.loads(facts.read_text("utf-8"))
    del values["bytes"]["ogg"]
    facts.write_text(json.dumps(values), "utf-8")
    assert client.get(f"{article}/audio.ogg").status_code == 404
    assert client.get(f"{article}/audio.mp3").status_code == 200


def test_a_part_is_sent_and_nothing_that_is_known(client: CheckingClient, article: str) -> None:
    whole = client.get(f"{article}/audio.mp3")
    part = client.get(f"{article}/audio.mp3", headers={"Range": "bytes=100-199", "If-Range": whole.headers["ETag"]})
    assert (part.status_code, part.data) == (206, whole.data[100:200])
    known = client.get(f"{article}/audio.mp3", headers={"If-None-Match": whole.headers["ETag"]})
    assert (known.status_code, known.data) == (304, b"")


def test_the_page_plays_it_without_script(client: CheckingClient, article: str) -> None:
    page = client.get(article)
    assert '<audio id="audio-element" controls preload="none"' in page.text
    assert page.text.index("audio.ogg") < page.text.index("audio.mp3")
    assert "media-src 'self'" in page.headers["Content-Security-Policy"]
    assert "media-src" not in client.get("/").headers["Content-Security-Policy"]


def test_without_script_the_next_article_is_a_link_to_its_audio(
    client: CheckingClient, article: str, settings: Settings
) -> None:
    audio = re.compile(r'<details[^>]* id="audio".*?</details>', re.DOTALL)
    alone = audio.search(client.get(article).text)
    assert alone
    assert "#audio" not in alone[0]
    land(settings, SAMPLES)
    time.sleep(CHECK_SECONDS + 0.1)
    among = audio.search(client.get(article).text)
    assert among
    assert re.search(r'href="/articles/[a-z0-9-]+#audio">Bài tiếp theo: <span', among[0])


def test_the_sentences_have_their_times(client: CheckingClient, article: str) -> None:
    speech = client.get(f"{article}/speech.json").get_json()
    starts = [sentence["start"] for sentence in speech["sentences"]]
    assert starts == sorted(starts)
    assert starts[0] == 0
    assert all(sentence["start"] < sentence["end"] <= speech["audio"]["seconds"] for sentence in speech["sentences"])
    assert [source["src"] for source in speech["audio"]["sources"]] == [f"{article}/audio.ogg", f"{article}/audio.mp3"]


def test_without_audio_the_page_has_none(client: CheckingClient, silent: str) -> None:
    assert "<audio" not in client.get(silent).text
    assert "audio" not in client.get(f"{silent}/speech.json").get_json()
    assert [client.get(f"{silent}/audio{suffix}").status_code for suffix in ("", ".ogg", ".mp3")] == [404] * 3


def test_a_cached_page_has_new_audio(client: CheckingClient, silent: str, settings: Settings) -> None:
    assert "<audio" not in client.get(silent).text
    speak(settings)
    time.sleep(CHECK_SECONDS + 0.1)
    assert "<audio" in client.get(silent).text


def test_a_withdrawn_articles_audio_is_gone_at_once(client: CheckingClient, article: str, settings: Settings) -> None:
    create_withdrawal(settings).withdraw(article.removeprefix("/articles/"), "Sai.")
    assert [client.get(f"{article}/audio{suffix}").status_code for suffix in ("", ".ogg", ".mp3")] == [410] * 3


@pytest.mark.parametrize("content", ["", "{}", "[]", "null", '{"sentences": [{}], "times": []}', "\xff"])
def test_facts_that_cannot_be_read_are_none(
    client: CheckingClient, article: str, settings: Settings, content: str
) -> None:
    [file] = (settings.data / "audio").glob("*.json")
    file.write_bytes(content.encode("latin-1"))
    assert client.get(f"{article}/audio").status_code == 404
    assert "<audio" not in client.get(article).text
