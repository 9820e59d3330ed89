"""A backup that was made to do harm, or says what is not so, is refused, and nothing has changed."""

from __future__ import annotations

import sqlite3
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.archives import read, refusal, with_about, write
from tests.cli.site import Site


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
    assert refusal(saved, empty) == f"it holds {name!r}, which is not an ordinary file"


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
    assert refusal(saved, empty).startswith("its database has schema 9999 of a later version of Bantin Reader; ")


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
