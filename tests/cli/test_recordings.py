"""Recordings in backups, exports, the check, and their removal when no article has them."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.source_factory import create_withdrawal
from bantin_reader.store.recordings.clean_up import UNUSED_SECONDS
from tests import recordings
from tests.cli.site import run

TEXT = "---\ntitle: Tin loa xã\ndate: 2026-01-02\n{audio}---\n\nBà con nghe loa.\n"


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of an article with a recording; the commands use the data of `tmp_path`."""
    use(monkeypatch, tmp_path / "var")
    (tmp_path / "bai").mkdir()
    recordings.wav(tmp_path / "bai" / "thu.wav", seconds=1)
    return write(tmp_path / "bai", "audio: thu.wav\n")


def write(folder: Path, audio: str) -> Path:
    (folder / "tin.md").write_text(TEXT.format(audio=audio), "utf-8")
    return folder


def use(monkeypatch: pytest.MonkeyPatch, data: Path) -> Path:
    monkeypatch.setenv("BANTIN_DATA", str(data))
    return data


def stored(data: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in (data / "recordings").glob("[!.]*")}


def test_a_backup_has_the_recordings(files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("import", files).exit_code == 0
    before = stored(tmp_path / "var")
    assert list(before.values()) == [(files / "thu.wav").read_bytes()]
    saved = run("backup", tmp_path / "a.tar")
    assert saved.exit_code == 0, saved.output
    assert "1 recordings" in saved.output
    again = use(monkeypatch, tmp_path / "again")
    assert run("restore", tmp_path / "a.tar").exit_code == 0
    assert stored(again) == before
    assert run("check").output.count("1 recordings") == 1


def test_a_backup_names_a_recording_that_is_missing(files: Path, tmp_path: Path) -> None:
    assert run("import", files).exit_code == 0
    [name] = stored(tmp_path / "var")
    (tmp_path / "var" / "recordings" / name).unlink()
    saved = run("backup", tmp_path / "a.tar")
    assert saved.exit_code == 1
    assert f"/articles/tin-loa-xa: recording {name} is missing" in saved.output
    checked = run("check")
    assert f"/articles/tin-loa-xa: recording {name} is missing" in checked.output
    assert checked.exit_code == 1


def test_restore_does_not_replace_recordings_without_force(files: Path, tmp_path: Path) -> None:
    assert run("import", files).exit_code == 0
    assert run("backup", tmp_path / "a.tar").exit_code == 0
    (tmp_path / "var" / "bantin.sqlite3").unlink()
    refused = run("restore", tmp_path / "a.tar")
    assert refused.exit_code == 1
    assert "holds recordings" in refused.output


def test_an_export_brings_the_recording_and_an_import_of_it_the_same(
    files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("import", files).exit_code == 0
    (tmp_path / "out").mkdir()
    (tmp_path / "out2").mkdir()
    assert run("export", tmp_path / "out" / "a.jsonl").exit_code == 0
    again = use(monkeypatch, tmp_path / "again")
    assert run("import", tmp_path / "out" / "a.jsonl").exit_code == 0
    assert stored(again) == stored(tmp_path / "var")
    assert run("export", tmp_path / "out2" / "a.jsonl").exit_code == 0
    assert (tmp_path / "out2" / "a.jsonl").read_bytes() == (tmp_path / "out" / "a.jsonl").read_bytes()


def test_a_recording_that_no_article_has_is_removed_after_a_day(files: Path, tmp_path: Path) -> None:
    assert run("import", files).exit_code == 0
    [name] = stored(tmp_path / "var")
    recording = tmp_path / "var" / "recordings" / name
    old = time.time() - UNUSED_SECONDS - 60
    os.utime(recording, (old, old))
    create_withdrawal(Settings()).withdraw("tin-loa-xa", "Sai.")
    assert run("import", files).exit_code == 0
    assert recording.exists()
    os.utime(recording, (old, old))
    assert run("import", write(files, "")).exit_code == 0
    assert recording.exists()
    assert run("import", files / "tin.md").exit_code == 0
    assert not recording.exists()
