"""A backup that is damaged is refused, and nothing has changed."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.cli.archives import read, refusal, write
from tests.cli.site import Site, listing, restored, run


def test_a_byte_that_was_flipped_is_refused_or_makes_no_difference(saved: Path, empty: Site) -> None:
    """No difference: in what fills a member up to its block, or stands after the last."""
    whole = saved.read_bytes()
    restored(saved)
    untouched = {name: text for name, text in listing(empty.data).items() if name != "bantin.sqlite3"}
    chance = random.Random(20261123)
    headers = [
        start + chance.randrange(512)
        for start in range(0, len(whole), 512)
        if whole[start + 257 : start + 262] == b"ustar"
    ]
    refused = 0
    for place in [*headers, *(chance.randrange(len(whole)) for _ in range(120))]:
        empty.clear()
        damaged = bytearray(whole)
        damaged[place] ^= 1 << chance.randrange(8)
        saved.write_bytes(damaged)
        result = run("restore", saved)
        if result.exit_code == 0:
            found = {name: text for name, text in listing(empty.data).items() if name != "bantin.sqlite3"}
            assert (found, empty.count()) == (untouched, 1), f"byte {place}"
        else:
            assert "nothing was changed" in result.stderr, f"byte {place}: {result.stderr}"
            assert not empty.data.exists(), f"byte {place}"
            refused += 1
    assert refused > 80


def test_an_archive_that_was_cut_short_is_refused(saved: Path, empty: Site) -> None:
    whole = saved.read_bytes()
    end = whole.rindex(b"SHA256SUMS") + 512
    chance = random.Random(20261124)
    for length in [0, 1, 511, 512, 513, 1024, end - 512, end, end + 10, *(chance.randrange(end) for _ in range(25))]:
        saved.write_bytes(whole[:length])
        assert refusal(saved, empty) in ("it is cut short or damaged", "it is not a backup of bantin-reader"), length


@pytest.mark.parametrize("content", [b"", b"x", b"hong" * 1000, b"\0" * 10240])
def test_what_is_no_archive_is_refused(archive: Path, empty: Site, content: bytes) -> None:
    archive.write_bytes(content)
    assert refusal(archive, empty) == "it is cut short or damaged"


def test_a_file_that_is_not_there_and_a_folder_are_refused(archive: Path, empty: Site, tmp_path: Path) -> None:
    assert "No such file" in refusal(archive, empty)
    assert "Is a directory" in refusal(tmp_path, empty)


@pytest.mark.parametrize("gone", ["bantin.sqlite3", "pictures/", "profiles/", "backup.json", "SHA256SUMS"])
def test_a_member_that_is_missing_is_noticed(saved: Path, empty: Site, gone: str) -> None:
    members = read(saved)
    lost = next(pair for pair in members if pair[0].name.startswith(gone))
    write(saved, [pair for pair in members if pair is not lost], sums=False)
    assert refusal(saved, empty)


def test_a_picture_that_was_exchanged_is_named(saved: Path, empty: Site) -> None:
    members = read(saved)
    place = next(number for number, (member, _) in enumerate(members) if member.name.startswith("pictures/"))
    members[place] = (members[place][0], members[place][1] + b"x")
    write(saved, members, sums=False)
    assert refusal(saved, empty) == f"{members[place][0].name}: its content is not what was saved"
