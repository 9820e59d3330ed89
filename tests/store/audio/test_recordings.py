"""Recordings in the store: what is taken, what is refused and why, and what is removed."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from bantin_reader.model.errors import AudioNotFound, RecordingRefused
from bantin_reader.model.recording import RecordingSource
from bantin_reader.store.engine import open_database, transaction
from bantin_reader.store.recordings import kinds
from bantin_reader.store.recordings.clean_up import UNUSED_SECONDS, USED
from bantin_reader.store.recordings.folder import RecordingFolder
from bantin_reader.store.recordings.verify import recording_problem
from tests import recordings

MAX_BYTES = 1_000_000


@pytest.fixture
def folder(tmp_path: Path) -> RecordingFolder:
    return RecordingFolder(tmp_path / "recordings", MAX_BYTES)


def source(file: Path) -> RecordingSource:
    return RecordingSource(shown=file.name, file=file)


def refusal(folder: RecordingFolder, file: Path) -> str:
    with pytest.raises(RecordingRefused) as told:
        folder.add(source(file))
    with pytest.raises(RecordingRefused):
        folder.check(source(file))
    return str(told.value)


@pytest.mark.parametrize(
    ("make", "suffix", "media_type"),
    [
        (recordings.mp3, "mp3", "audio/mpeg"),
        (recordings.ogg, "ogg", "audio/ogg"),
        (recordings.wav, "wav", "audio/wav"),
        (recordings.m4a, "m4a", "audio/mp4"),
    ],
)
def test_each_kind_is_stored_as_it_is_under_a_name_of_its_content(
    folder: RecordingFolder, tmp_path: Path, make: Callable[[Path], Path], suffix: str, media_type: str
) -> None:
    # The name says nothing: the content does.
    file = make(tmp_path / "ban-thu.bin")
    stored = folder.add(source(file))
    assert (stored.suffix, stored.media_type, stored.bytes) == (suffix, media_type, file.stat().st_size)
    assert stored.seconds == pytest.approx(2, abs=0.15)
    assert folder.path(stored.name).read_bytes() == file.read_bytes()
    assert folder.add(RecordingSource(shown="x", content=file.read_bytes())) == stored
    assert [one.name for one in (tmp_path / "recordings").iterdir()] == [stored.name]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "neither MP3"),
        (b"<!doctype html><p>Khong tim thay</p>", "neither MP3"),
        (b"%PDF-1.7", "neither MP3"),
        (b"OggS" + bytes(40) + b"theora", "neither MP3"),
        (b"\xff\xf1" + bytes(400), "neither MP3"),  # AAC in ADTS
        (b"ID3\x04\0\0\0\0\0\0", "broken"),
        (b"ID3\x04\0\0\x7f\x7f\x7f\x7f" + bytes(4000), "broken"),
        (b"RIFF\xff\xff\xff\xffWAVE", "broken"),
        (b"OggS" + bytes(24) + b"OpusHead" + bytes(400), "broken"),
        (b"\0\0\0\x18ftypM4A " + bytes(400), "broken"),
    ],
)
def test_what_is_no_audio_is_refused_with_its_name(
    folder: RecordingFolder, tmp_path: Path, content: bytes, reason: str
) -> None:
    file = tmp_path / "ban-thu.mp3"
    file.write_bytes(content)
    told = refusal(folder, file)
    assert told.startswith("ban-thu.mp3: ")
    assert reason in told
    assert not (tmp_path / "recordings").exists()


def test_a_file_over_the_limit_is_refused_before_it_is_read(folder: RecordingFolder, tmp_path: Path) -> None:
    file = tmp_path / "dai.mp3"
    with file.open("wb") as written:
        written.truncate(MAX_BYTES + 1)
    assert "BANTIN_RECORDING_BYTES" in refusal(folder, file)


def test_a_long_recording_without_compression_is_refused(
    folder: RecordingFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kinds, "MAX_WAV_BYTES", 50_000)
    assert "compress it" in refusal(folder, recordings.wav(tmp_path / "a.wav"))
    assert folder.add(source(recordings.wav(tmp_path / "b.wav", seconds=1))).suffix == "wav"


def test_a_device_or_a_missing_file_is_refused(folder: RecordingFolder, tmp_path: Path) -> None:
    assert "ordinary" in refusal(folder, Path("/dev/zero"))
    assert "No such file" in refusal(folder, tmp_path / "mat.mp3")


def test_damaged_files_are_refused_or_stored_but_never_an_error(folder: RecordingFolder, tmp_path: Path) -> None:
    chance = random.Random(16)
    for make in (recordings.mp3, recordings.ogg, recordings.wav, recordings.m4a):
        whole = make(tmp_path / "whole").read_bytes()
        for _ in range(60):
            damaged = bytearray(whole[: chance.randrange(8, len(whole))])
            for _ in range(8):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            try:
                folder.check(RecordingSource(shown="x", content=bytes(damaged)))
            except RecordingRefused:
                continue


@pytest.mark.parametrize("name", ["", "..", "a.mp3", "../recordings/x.mp3", f"{'a' * 32}.exe", f"{'a' * 32}.mp3"])
def test_no_other_name_leads_to_a_file(folder: RecordingFolder, tmp_path: Path, name: str) -> None:
    folder.add(source(recordings.wav(tmp_path / "a.wav", seconds=0.1)))
    with pytest.raises(AudioNotFound):
        folder.path(name)


def test_a_file_that_changed_or_is_gone_is_found(folder: RecordingFolder, tmp_path: Path) -> None:
    stored = folder.add(source(recordings.wav(tmp_path / "a.wav", seconds=0.1)))
    place = tmp_path / "recordings"
    assert recording_problem(place, stored.name) == ""
    with folder.path(stored.name).open("ab") as file:
        file.write(b"x")
    assert recording_problem(place, stored.name) == "is broken"
    folder.path(stored.name).unlink()
    assert recording_problem(place, stored.name) == "is missing"


def test_unfinished_files_of_a_killed_import_are_removed(folder: RecordingFolder, tmp_path: Path) -> None:
    place = tmp_path / "recordings"
    place.mkdir()
    for name, age in (("old", UNUSED_SECONDS), ("new", 0)):
        (place / f".half-{name}").write_bytes(b"x")
        os.utime(place / f".half-{name}", (time.time() - age,) * 2)
    folder.remove_stale_temp_files()
    assert [one.name for one in place.iterdir()] == [".half-new"]


def test_what_articles_have_is_read_from_an_index_of_the_recordings_alone(tmp_path: Path) -> None:
    with transaction(open_database(f"sqlite:///{tmp_path}/bantin.sqlite3")) as connection:
        plan = str(connection.execute(text(f"EXPLAIN QUERY PLAN {USED}")).all())
    assert "COVERING INDEX ix_articles_recording_name" in plan
