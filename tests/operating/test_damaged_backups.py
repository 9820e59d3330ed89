"""A backup that is damaged, or made to do harm, is refused, and nothing has changed."""

from __future__ import annotations

import hashlib
import io
import json
import random
import sqlite3
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.operating.site import Site, listing, restored, run, run_on

Member = tuple[tarfile.TarInfo, bytes]


@pytest.fixture
def saved(site: Site, archive: Path, empty: Site) -> Path:
    """A backup of a small site; commands work on an empty one now."""
    site.fill(1)
    assert run_on(site, "backup", archive) == 0
    return archive


def refusal(archive: Path, empty: Site) -> str:
    """Why it is refused, with and without --force."""
    place = empty.data.parent.parent
    before = listing(place)
    for options in ((), ("--force",)):
        result = run("restore", archive, *options)
        assert result.exit_code == 1, result.stdout
        assert listing(place) == before
        assert not empty.data.parent.exists(), "an empty folder was left"
    return str(result.stderr).partition("nothing was changed: ")[2].rstrip()


def read(archive: Path) -> list[Member]:
    with tarfile.open(archive) as tar:
        return [(member, tar.extractfile(member).read()) for member in tar]  # type: ignore[union-attr]


def write(archive: Path, members: list[Member], *, sums: bool = True) -> None:
    """Write an archive anew; with `sums` its list says of each member what it holds now."""
    if sums:
        listed = [
            f"{hashlib.sha256(content).hexdigest()}  {member.name}\n"
            for member, content in members
            if member.name != "SHA256SUMS" and member.isreg()
        ]
        members = [pair for pair in members if pair[0].name != "SHA256SUMS"]
        members.append((tarfile.TarInfo("SHA256SUMS"), "".join(listed).encode()))
    with tarfile.open(archive, "w", format=tarfile.PAX_FORMAT) as tar:
        for member, content in members:
            member.size = len(content) if member.isreg() else 0
            tar.addfile(member, io.BytesIO(content))


def with_about(archive: Path, **changes: object) -> None:
    [(about, text), *others] = read(archive)
    write(archive, [(about, json.dumps(json.loads(text) | changes).encode()), *others])


def test_a_byte_that_was_flipped_is_refused_or_makes_no_difference(saved: Path, empty: Site) -> None:
    """No difference: in what fills a member up to its block, or stands after the last."""
    whole = saved.read_bytes()
    restored(saved)
    sound = {name: text for name, text in listing(empty.data).items() if name != "bantin.sqlite3"}
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
            assert (found, empty.count()) == (sound, 1), f"byte {place}"
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
        assert refusal(saved, empty) in ("it is cut short or damaged", "it is no backup of bantin-reader"), length


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


@pytest.mark.parametrize(
    "name",
    [
        "../thoat.txt",
        "/tmp/thoat.txt",
        "pictures/../../thoat.jpg",
        "pictures//etc/passwd",
        "pictures/" + "0" * 32 + ".jpg/x",
        "profiles/../bantin.toml",
        "profiles/.an.toml",
        "profiles/a\nb.toml",
        "profiles/a\\..\\b.toml",
        "pictures/.half-x",
        "pictures/x.jpg",
        "bantin.toml",
        "bantin.sqlite3-wal",
        "",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(saved: Path, empty: Site, name: str) -> None:
    members = read(saved)
    write(saved, [*members[:-1], (tarfile.TarInfo(name), b"x"), members[-1]])
    assert refusal(saved, empty) == f"it holds {name!r}, which no backup does"


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE])
@pytest.mark.parametrize("name", ["pictures", "pictures/" + "0" * 32 + ".jpg", "bantin.sqlite3"])
def test_a_member_that_is_no_file_is_refused(saved: Path, empty: Site, kind: bytes, name: str) -> None:
    link = tarfile.TarInfo(name)
    link.type, link.linkname = kind, "/etc/passwd"
    members = read(saved)
    write(saved, [members[0], (link, b""), *members[1:]])
    assert refusal(saved, empty) == f"it holds {name!r}, which is no ordinary file"


def test_a_member_that_comes_twice_is_refused(saved: Path, empty: Site) -> None:
    members = read(saved)
    write(saved, [*members[:-1], members[1], members[-1]])
    assert refusal(saved, empty) == "it holds 'bantin.sqlite3' twice"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"format": 2}, "its format is 2; this version reads 1"),
        ({"schema": ""}, "it is cut short or damaged"),
        ({"articles": [1]}, "backup.json cannot be read"),
        ({"made": None}, "backup.json cannot be read"),
    ],
)
def test_what_it_says_of_itself_must_be_so(saved: Path, empty: Site, changes: dict[str, object], reason: str) -> None:
    with_about(saved, **changes)
    assert refusal(saved, empty) == reason


def change_database(archive: Path, change: Callable[[Path], None], scratch: Path) -> None:
    members = read(archive)
    scratch.write_bytes(members[1][1])
    change(scratch)
    members[1] = (members[1][0], scratch.read_bytes())
    write(archive, members)
    scratch.unlink()


def test_a_newer_schema_is_refused(saved: Path, empty: Site, tmp_path: Path) -> None:
    def newer(database: Path) -> None:
        with sqlite3.connect(database) as connection:
            connection.execute("update alembic_version set version_num = '9999'")
        connection.close()

    change_database(saved, newer, tmp_path / "tam")
    assert refusal(saved, empty) == "its schema is 9999, which this version does not know; use a newer"


@pytest.mark.parametrize("start", [0, 100, 4096 * 4])
def test_a_database_that_is_damaged_is_refused_though_the_sums_agree(
    saved: Path, empty: Site, tmp_path: Path, start: int
) -> None:
    def damage(database: Path) -> None:
        content = bytearray(database.read_bytes())
        content[start : start + 4096] = b"\xff" * 4096
        database.write_bytes(content)

    change_database(saved, damage, tmp_path / "tam")
    assert refusal(saved, empty).startswith("its database is damaged")
