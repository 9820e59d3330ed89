"""`bantin-reader backup`: whole and verified or not at all, while the site is read and written."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import tarfile
import time
from pathlib import Path

import pytest

from bantin_reader.store.backups import create as writing
from tests.cli.site import Site, members, rewrite, run


def test_a_backup_holds_articles_pictures_and_profiles(site: Site, archive: Path) -> None:
    site.fill()
    result = run("backup", archive)
    assert result.exit_code == 0
    assert re.fullmatch(
        rf"saved {archive}: 3 articles and 0 withdrawn, 15 picture files, [\d.]+ MB, verified\n", result.stdout
    )
    names = members(archive)
    assert (names[0], names[1], names[-1]) == ("backup.json", "bantin.sqlite3", "SHA256SUMS")
    assert set(names[2:-1]) == {
        "profiles/cổng tỉnh.toml",
        *(f"pictures/{file.name}" for file in site.pictures.iterdir()),
    }


def test_the_sums_are_those_that_sha256sum_reads(site: Site, archive: Path, tmp_path: Path) -> None:
    site.fill()
    run("backup", archive)
    subprocess.run(["tar", "xf", archive, "-C", tmp_path], check=True)
    subprocess.run(["sha256sum", "--quiet", "--strict", "-c", "SHA256SUMS"], cwd=tmp_path, check=True)


def test_a_folder_as_target_gets_a_file_named_after_the_moment(site: Site, tmp_path: Path) -> None:
    site.fill(1)
    folder = tmp_path / "bản lưu"
    folder.mkdir()
    assert run("backup", folder).exit_code == 0
    [made] = folder.iterdir()
    assert re.fullmatch(r"bantin-\d{8}-\d{6}\.tar", made.name)
    assert made.stat().st_mode & 0o777 == 0o600, "withdrawn articles are nobody else's"


def test_a_file_that_is_there_is_not_replaced(site: Site, archive: Path) -> None:
    site.fill(1)
    archive.write_bytes(b"cu")
    result = run("backup", archive)
    assert (result.exit_code, result.stderr) == (1, f"Error: {archive} exists already\n")
    assert archive.read_bytes() == b"cu"


def test_a_folder_that_is_not_there_is_not_made(site: Site, tmp_path: Path) -> None:
    """A disk that was not mounted."""
    site.fill(1)
    result = run("backup", tmp_path / "mnt" / "bantin.tar")
    assert (result.exit_code, "no such folder" in result.stderr) == (1, True)
    assert not (tmp_path / "mnt").exists()
    result = run("backup", tmp_path / "mnt")
    assert (result.exit_code, "no such folder" in result.stderr) == (1, True), "it was taken for a file's name"
    assert not (tmp_path / "mnt").exists()


def test_what_cannot_be_saved_leaves_nothing_behind(site: Site, tmp_path: Path, archive: Path) -> None:
    result = run("backup", archive)
    assert result.exit_code == 1
    assert "unable to open database file" in result.stderr
    site.data.mkdir()
    site.database.write_bytes(b"khong phai co so du lieu" * 1000)
    result = run("backup", archive)
    assert (result.exit_code, "cannot be saved" in result.stderr) == (1, True)
    assert [file.name for file in tmp_path.iterdir()] == ["var"]


def test_a_full_disk_leaves_nothing_behind(
    site: Site, tmp_path: Path, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.fill(1)

    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    result = run("backup", archive)
    assert (result.exit_code, result.stderr) == (1, f"Error: {archive}: No space left on device\n")
    assert [file.name for file in tmp_path.iterdir()] == ["var"]


def test_a_backup_that_went_wrong_while_it_was_written_is_not_kept(
    site: Site, tmp_path: Path, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.fill(1)
    written = writing._write

    def damaged(*arguments: object) -> Path:
        file = written(*arguments)  # type: ignore[arg-type]
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 1
        file.write_bytes(content)
        return file

    monkeypatch.setattr(writing, "_write", damaged)
    result = run("backup", archive)
    assert result.exit_code == 1
    assert [file.name for file in tmp_path.iterdir()] == ["var"]


def test_what_a_killed_backup_left_is_removed_by_one_of_the_next_days(
    site: Site, tmp_path: Path, archive: Path
) -> None:
    site.fill(1)
    old, young = tmp_path / f"{writing.TEMP_PREFIX}cu", tmp_path / f"{writing.TEMP_PREFIX}moi"
    for half in (old, young):
        half.mkdir()
        (half / "backup.tar").touch()
    os.utime(old, (0, time.time() - 2 * writing.STALE_SECONDS))
    assert run("backup", archive).exit_code == 0
    assert (old.exists(), young.exists()) == (False, True)


def test_a_picture_that_the_store_has_lost_is_told_and_the_rest_is_saved(site: Site, archive: Path) -> None:
    site.fill(2)
    first, second = sorted(file for file in site.pictures.iterdir() if "-" not in file.name)
    first.unlink()
    rewrite(second, lambda content: content + b"x")
    result = run("backup", archive)
    assert (result.exit_code, archive.is_file()) == (1, True)
    assert set(result.stderr.splitlines()) == {
        f"picture {second.name} is broken in the store already",
        next(
            f"/articles/tin-{n}: picture {first.name} is missing in the store already"
            for n in (0, 1)
            if site_has(site, n, first.name)
        ),
    }


def site_has(site: Site, number: int, picture: str) -> bool:
    with site.store() as store:
        figure = store.by_slug(f"tin-{number}").figure
    return bool(figure and figure.picture and figure.picture.name == picture)


def test_half_a_picture_and_foreign_files_are_left_out(site: Site, archive: Path) -> None:
    site.fill(1)
    for name in (".half-x", "ghi-chu.txt", "A" * 32 + ".jpg"):
        (site.pictures / name).write_bytes(b"x")
    (site.pictures / ("0" * 32 + ".jpg")).symlink_to("/khong/co")
    (site.pictures / ("1" * 32 + ".jpg")).mkdir()
    assert run("backup", archive).exit_code == 0
    assert len(members(archive)) == 3 + 1 + 5


def test_a_database_elsewhere_is_saved_by_its_own_program(
    site: Site, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.fill(1)
    monkeypatch.setenv("BANTIN_DATABASE_URL", "postgresql://vanson:matkhau@may-chu/bantin")
    result = run("backup", archive)
    assert result.exit_code == 1
    assert "pg_dump" in result.stderr
    assert "--pictures-only" in result.stderr
    assert "matkhau" not in result.stderr
    assert not archive.exists()
    result = run("backup", "--pictures-only", archive)
    assert result.exit_code == 0
    assert ": 5 picture files" in result.stdout
    assert "bantin.sqlite3" not in members(archive)


def test_every_member_is_listed_with_its_sum(site: Site, archive: Path) -> None:
    site.fill()
    run("backup", archive)
    with tarfile.open(archive) as tar:
        contents = {member.name: tar.extractfile(member).read() for member in tar}  # type: ignore[union-attr]
    sums = contents.pop("SHA256SUMS").decode()
    assert sums == "".join(f"{hashlib.sha256(text).hexdigest()}  {name}\n" for name, text in contents.items())
