"""`bantin-reader speak` of words in other languages than their article's, with an engine that speaks some of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bantin_reader.cli.main import commands
from bantin_reader.config.settings import Settings
from tests.speech_programs import TONE, command, program


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, of a site without articles."""
    program("lame")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def speak() -> Result:
    return CliRunner().invoke(commands, ["speak"])


def facts() -> list[dict[str, Any]]:
    return [json.loads(file.read_text("utf-8")) for file in sorted((Settings().data / "audio").glob("*.json"))]


def test_words_in_another_language_are_said_by_its_voice(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine takes ten times as long for English, and has no French."""
    times = "bytes(160) * len(text)"
    script = TONE.replace(times, f"{times} * {{'vi': 1, 'en': 10}}[sys.argv[1]]")
    monkeypatch.setenv("BANTIN_SPEECH_COMMAND", command(folder, script, "{lang}"))
    body = '<p>Bài <em lang="en">rain</em> hay.</p><p>Bài <em lang="fr">pluie</em> hay.</p>'
    line = {"source_id": "a", "title": "Tin hát", "date": "2026-01-04", "lang": "vi", "body": body}
    file = folder / "hat.jsonl"
    file.write_text(json.dumps(line), "utf-8")
    assert CliRunner().invoke(commands, ["import", str(file)]).exit_code == 0
    assert speak().exit_code == 0
    [about] = facts()
    assert [round(end - start, 2) for start, end in about["times"]] == [0.07, 0.47, 0.12]


def test_a_voice_that_failed_in_one_article_is_asked_again_in_the_next(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The engine has no English the first time that it is asked for it, and takes ten times as long for it later."""
    length, mark = "bytes(160) * len(text)", folder / "asked"
    fails_once = f"""
import pathlib, sys
mark = pathlib.Path({str(mark)!r})
if sys.argv[1] == "en" and not mark.exists():
    mark.touch()
    sys.exit("busy")
"""
    script = fails_once + TONE.replace(length, f"{length} * {{'vi': 1, 'en': 10}}[sys.argv[1]]")
    monkeypatch.setenv("BANTIN_SPEECH_COMMAND", command(folder, script, "{lang}"))
    body = '<p><em lang="en">rain</em></p>'
    lines = [
        {"source_id": title, "title": title, "date": f"2026-01-0{day}", "lang": "vi", "body": body}
        for day, title in enumerate(("Bài cũ", "Bài mới"), 4)
    ]
    file = folder / "hat.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    assert CliRunner().invoke(commands, ["import", str(file)]).exit_code == 0
    assert speak().exit_code == 0
    assert mark.exists()
    said = {about["sentences"][0]["text"]: about["times"][1] for about in facts()}
    lengths = {title: round(end - start, 2) for title, (start, end) in said.items()}
    assert (lengths["Bài mới"], lengths["Bài cũ"]) == (0.04, 0.4)
