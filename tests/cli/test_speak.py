"""`bantin-reader speak` with real programs: eSpeak NG, opusenc, lame."""

from __future__ import annotations

import fcntl
import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bantin_reader.cli.main import commands
from bantin_reader.config.settings import Settings
from bantin_reader.source_factory import create_withdrawal
from tests.conftest import land
from tests.speech_programs import TONE, command, decoded_seconds, program

ARTICLE = """---
title: {title}
date: 2026-01-0{day}
lang: {lang}
---

UBND xã họp ngày 24/01/2024 về 18.600 ha lúa. Cuộc họp kéo dài hai giờ.

Bà con nghe và hỏi nhiều câu.
"""


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A site with three articles, the last one the newest."""
    for name in ("espeak-ng", "opusenc", "lame"):
        program(name)
    monkeypatch.chdir(tmp_path)
    files = tmp_path / "files"
    files.mkdir()
    for day, title in enumerate(("Tin cũ", "Tin vừa", "Tin mới"), 1):
        write(files / f"{day}.md", title=title, day=day)
    settings = Settings()
    land(settings, files)
    return settings


def write(file: Path, *, title: str, day: int = 1, lang: str = "vi") -> None:
    file.write_text(ARTICLE.format(title=title, day=day, lang=lang), "utf-8")


def speak() -> Result:
    return CliRunner().invoke(commands, ["speak"])


def audio(settings: Settings, suffix: str) -> list[Path]:
    return sorted((settings.data / "audio").glob(f"*.{suffix}"))


def facts(settings: Settings) -> list[dict[str, Any]]:
    return [json.loads(file.read_text("utf-8")) for file in audio(settings, "json")]


def test_the_audio_of_every_article_is_made_once(settings: Settings) -> None:
    first = speak()
    assert (first.exit_code, first.stderr) == (0, "")
    assert [line.split()[:2] for line in first.stdout.splitlines()] == [
        ["made", f"/articles/{slug}"] for slug in ("tin-moi", "tin-vua", "tin-cu")
    ]
    made = {file: file.stat().st_mtime_ns for file in (settings.data / "audio").iterdir()}
    again = speak()
    assert (again.exit_code, again.stdout) == (0, "")
    assert {file: file.stat().st_mtime_ns for file in made if file.name != ".lock"}.items() <= made.items()


def test_both_files_are_as_long_as_the_times_say(settings: Settings, tmp_path: Path) -> None:
    speak()
    for suffix in ("ogg", "mp3"):
        for file, about in zip(audio(settings, suffix), facts(settings), strict=True):
            assert decoded_seconds(file, tmp_path) == pytest.approx(about["seconds"], abs=0.1)
            assert about["bytes"][suffix] == file.stat().st_size


def test_sentences_follow_each_other_with_their_pauses(settings: Settings) -> None:
    speak()
    for about in facts(settings):
        times, sentences = about["times"], about["sentences"]
        assert len(times) == len(sentences) == 4
        assert times[0][0] == 0
        for (_, end), (start, _), sentence in zip(times, times[1:], sentences, strict=False):
            assert start - end == pytest.approx(sentence["pause"] / 1000, abs=0.001)
        assert all(0.3 < end - start < 20 for start, end in times)


def test_an_article_that_changes_gets_other_audio(settings: Settings, tmp_path: Path) -> None:
    speak()
    before = audio(settings, "mp3")
    write(tmp_path / "files" / "3.md", title="Tin mới, đã sửa", day=3)
    land(settings, tmp_path / "files")
    done = speak()
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["made", "removed"]
    after = audio(settings, "mp3")
    assert (len(after), len(set(before) - set(after))) == (3, 1)


def test_the_audio_of_a_withdrawn_article_is_removed(settings: Settings) -> None:
    speak()
    create_withdrawal(settings).withdraw("tin-cu", "Sai.")
    assert speak().stdout == "removed the audio of 1 articles\n"
    assert len(audio(settings, "mp3")) == len(audio(settings, "ogg")) == len(audio(settings, "json")) == 2


def test_another_engine_or_abbreviation_makes_it_again(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    speak()
    (settings.data / "glossary.toml").write_text('[vi]\nUBND = "Ủy ban"\n', "utf-8")
    assert speak().stdout.count("made") == 3
    monkeypatch.setenv("BANTIN_SPEECH_COMMAND", command(tmp_path, TONE))
    assert speak().stdout.count("made") == 3
    assert len(audio(settings, "mp3")) == 3


def test_only_the_newest_articles_have_audio_where_room_is_short(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    speak()
    size = sum(facts(settings)[0]["bytes"].values())
    monkeypatch.setenv("BANTIN_AUDIO_BYTES", str(size // 2))
    assert speak().stdout == "removed the audio of 2 articles\n"
    assert [about["sentences"][0]["text"] for about in facts(settings)] == ["Tin mới"]
    assert speak().stdout == ""
    monkeypatch.setenv("BANTIN_AUDIO_BYTES", "0")
    assert speak().stdout == "removed the audio of 1 articles\n"


def test_a_language_without_a_voice_is_named_and_harms_no_other(settings: Settings, tmp_path: Path) -> None:
    write(tmp_path / "files" / "3.md", title="Tin mới", day=3, lang="hmn")
    land(settings, tmp_path / "files")
    done = speak()
    assert done.exit_code == 1
    assert done.stderr.startswith("/articles/tin-moi: no voice for 'hmn': espeak-ng: ")
    assert done.stdout.count("made") == 2


def test_an_encoder_that_is_missing_is_named(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = tmp_path / "bin"
    some.mkdir()
    monkeypatch.setenv("BANTIN_SPEECH_COMMAND", f"{program('espeak-ng')} -v {{lang}} --stdin --stdout")
    (some / "lame").symlink_to(program("lame"))
    monkeypatch.setenv("PATH", str(some))
    done = speak()
    assert (done.exit_code, done.stderr) == (0, "opusenc is not installed: no .ogg files are made\n")
    assert (len(audio(settings, "mp3")), audio(settings, "ogg")) == (3, [])
    (some / "lame").unlink()
    assert "audio needs opusenc or lame" in speak().stderr


def test_a_speech_program_that_is_missing_is_named_once(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANTIN_SPEECH_COMMAND", "khong-co -v {lang}")
    done = speak()
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == "khong-co is not installed: no audio is made; BANTIN_SPEECH_COMMAND names it\n"


def test_two_runs_at_once_are_one(settings: Settings) -> None:
    folder = settings.data / "audio"
    folder.mkdir(parents=True)
    held = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT)
    fcntl.flock(held, fcntl.LOCK_EX)
    try:
        done = speak()
        assert (done.exit_code, done.stdout) == (1, "")
        assert "another process is making audio" in done.stderr
    finally:
        os.close(held)
    assert speak().exit_code == 0
