"""The publisher's own recording of an article: imported, served, and said to machines."""

from __future__ import annotations

import contextlib
import json
import re
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from bantin_reader.cli.main import commands
from bantin_reader.config.settings import Settings
from bantin_reader.source_factory import create_importer, create_withdrawal
from bantin_reader.web.page_cache.revision import CHECK_SECONDS
from tests import recordings
from tests.checking import CheckingClient
from tests.speech_programs import program

pytestmark = pytest.mark.slow  # reads and encodes audio

TEXT = """---
title: Tin loa xã
date: 2026-01-02
{fields}
---

Bà con nghe loa. Loa nói về lúa.
"""
PATH = "/articles/tin-loa-xa"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An article whose recording lies in a folder beside it."""
    (tmp_path / "bai" / "thu").mkdir(parents=True)
    recordings.mp3(tmp_path / "bai" / "thu" / "loa xã.mp3", seconds=3)
    return write(tmp_path / "bai" / "tin.md", "audio: thu/loa xã.mp3")


def write(file: Path, fields: str = "") -> Path:
    file.write_text(TEXT.format(fields=fields), "utf-8")
    return file


def warnings(settings: Settings, file: Path) -> tuple[str, ...]:
    """What an import of the file says is left out."""
    [result] = create_importer(settings, roots=[file.parent]).run([file])
    found = getattr(result, "warnings", None)
    assert found is not None, result
    return tuple(one for one in found if "no author" not in one)


def test_the_recording_of_front_matter_is_the_articles_audio(
    client: CheckingClient, settings: Settings, file: Path
) -> None:
    assert warnings(settings, file) == ()
    sent = client.get(f"{PATH}/audio.mp3")
    assert (sent.status_code, sent.mimetype) == (200, "audio/mpeg")
    assert sent.data == (file.parent / "thu" / "loa xã.mp3").read_bytes()
    assert client.get(f"{PATH}/audio").data == sent.data
    assert client.get(f"{PATH}/audio", headers={"Accept": "audio/ogg"}).data == sent.data
    assert [client.get(f"{PATH}/audio.{other}").status_code for other in ("ogg", "m4a", "wav")] == [404] * 3


def test_a_part_is_sent_and_nothing_that_is_known(client: CheckingClient, settings: Settings, file: Path) -> None:
    warnings(settings, file)
    whole = client.get(f"{PATH}/audio.mp3")
    part = client.get(f"{PATH}/audio.mp3", headers={"Range": "bytes=100-199", "If-Range": whole.headers["ETag"]})
    assert (part.status_code, part.data) == (206, whole.data[100:200])
    assert client.get(f"{PATH}/audio.mp3", headers={"If-None-Match": whole.headers["ETag"]}).status_code == 304


def test_the_page_plays_and_names_it_without_script(client: CheckingClient, settings: Settings, file: Path) -> None:
    warnings(settings, file)
    page = client.get(PATH).text
    [disclosure] = re.findall(r'<details[^>]* id="audio".*?</details>', page, re.DOTALL)
    assert "Bản thu của tòa soạn, 1 phút" in disclosure
    assert "Giọng máy" not in disclosure
    assert disclosure.count(f"{PATH}/audio.mp3") == 2
    assert "Tải" in disclosure
    english = client.get(f"{PATH}?lang=en").text
    assert "The newsroom's recording, 1 minute" in english


def test_the_linked_data_and_the_feeds_have_it(client: CheckingClient, settings: Settings, file: Path) -> None:
    warnings(settings, file)
    size = (file.parent / "thu" / "loa xã.mp3").stat().st_size
    url = f"http://localhost{PATH}/audio.mp3"
    blocks = re.findall(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', client.get(PATH).text, re.DOTALL)
    [audio] = [found["audio"] for found in map(json.loads, blocks) if "audio" in found]
    assert audio == {
        "@type": "AudioObject",
        "contentUrl": url,
        "encodingFormat": "audio/mpeg",
        "contentSize": str(size),
        "duration": "PT3S",
    }
    assert f'<enclosure url="{url}" length="{size}" type="audio/mpeg" />' in client.get("/feed.rss").text
    assert f'rel="enclosure" type="audio/mpeg" href="{url}" length="{size}"' in client.get("/feed.atom").text
    [item] = client.get("/feed.json").get_json(force=True)["items"]
    assert item["attachments"] == [
        {"url": url, "mime_type": "audio/mpeg", "size_in_bytes": size, "duration_in_seconds": 3}
    ]


def test_the_player_gets_the_sentences_without_times(client: CheckingClient, settings: Settings, file: Path) -> None:
    warnings(settings, file)
    speech = client.get(f"{PATH}/speech.json").get_json()
    assert [one["text"] for one in speech["sentences"]][1:] == ["Bà con nghe loa.", "Loa nói về lúa."]
    assert "start" not in speech["sentences"][0]
    assert speech["recording"]["sources"] == [{"src": f"{PATH}/audio.mp3", "type": "audio/mpeg"}]
    assert speech["recording"]["seconds"] == pytest.approx(3, abs=0.15)


def test_the_sites_voice_reads_such_an_article_too_at_an_address_of_its_own(
    client: CheckingClient, settings: Settings, file: Path
) -> None:
    warnings(settings, file)
    assert client.get(f"{PATH}/voice.mp3").status_code == 404
    for name in ("espeak-ng", "opusenc", "lame"):
        program(name)
    with contextlib.chdir(settings.data):
        done = CliRunner(env={"BANTIN_DATA": str(settings.data)}).invoke(commands, ["speak"])
    assert done.exit_code == 0, done.output
    time.sleep(CHECK_SECONDS + 0.1)
    ogg, mp3 = client.get(f"{PATH}/voice.ogg"), client.get(f"{PATH}/voice.mp3")
    assert [(one.status_code, one.mimetype) for one in (ogg, mp3)] == [(200, "audio/ogg"), (200, "audio/mpeg")]
    recording = (file.parent / "thu" / "loa xã.mp3").read_bytes()
    assert client.get(f"{PATH}/audio.mp3").data == recording != mp3.data
    speech = client.get(f"{PATH}/speech.json").get_json()
    assert [one["src"] for one in speech["audio"]["sources"]] == [f"{PATH}/voice.ogg", f"{PATH}/voice.mp3"]
    assert [one["src"] for one in speech["recording"]["sources"]] == [f"{PATH}/audio.mp3"]
    assert speech["sentences"][0]["end"] > speech["sentences"][0]["start"] == 0
    page = client.get(PATH).text
    assert page.count("<audio ") == 2
    assert page.index('id="audio-element"') < page.index('id="voice-element"')
    assert "Ngoài ra có giọng máy đọc nguyên văn bài" in page


def test_without_it_in_the_next_version_the_article_has_none(
    client: CheckingClient, settings: Settings, file: Path
) -> None:
    warnings(settings, file)
    assert "<audio" in client.get(PATH).text
    warnings(settings, write(file))
    time.sleep(CHECK_SECONDS + 0.1)
    assert "<audio" not in client.get(PATH).text
    assert client.get(f"{PATH}/audio.mp3").status_code == 404


@pytest.mark.parametrize("name", ["thu/mat.mp3", "../ngoai.mp3", "/etc/passwd", "tin.md", "ftp://a.example/a.mp3"])
def test_what_cannot_be_had_is_named_and_the_article_still_comes(
    client: CheckingClient, settings: Settings, file: Path, name: str
) -> None:
    recordings.wav(file.parent.parent / "ngoai.mp3", seconds=0.1)
    [warning] = warnings(settings, write(file, f"audio: {name}"))
    assert warning.startswith(f"recording left out: {name.rpartition('/')[2]}: ")
    assert client.get(PATH).status_code == 200
    assert "<audio" not in client.get(PATH).text


def test_a_dry_run_names_it_too_and_stores_nothing(settings: Settings, file: Path) -> None:
    write(file, "audio: thu/mat.mp3")
    [result] = create_importer(settings, store=False, roots=[file.parent]).dry_run([file])
    assert any(one.startswith("recording left out: mat.mp3") for one in getattr(result, "warnings", ()))
    assert not (settings.data / "recordings").exists()


def test_a_withdrawn_articles_recording_is_gone_at_once(client: CheckingClient, settings: Settings, file: Path) -> None:
    warnings(settings, file)
    create_withdrawal(settings).withdraw("tin-loa-xa", "Sai.")
    assert [client.get(f"{PATH}/audio{suffix}").status_code for suffix in ("", ".mp3")] == [410] * 2


def test_where_the_file_is_lost_the_page_is_there_and_the_audio_is_not_found(
    client: CheckingClient, settings: Settings, file: Path
) -> None:
    warnings(settings, file)
    for one in (settings.data / "recordings").iterdir():
        one.unlink()
    assert client.get(PATH).status_code == 200
    assert client.get(f"{PATH}/audio.mp3").status_code == 404
