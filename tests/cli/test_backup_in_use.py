"""Backups of a site that is read and written meanwhile."""

from __future__ import annotations

import sqlite3
import subprocess
import tarfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from bantin_reader.model.picture import Figure
from bantin_reader.store.backups import create as writing
from tests.cli.site import Site, listing, members, process, run
from tests.store.pictures.drawing import encode

MANY = 400


def test_saving_changes_nothing_in_the_store(site: Site, archive: Path) -> None:
    site.fill()
    before = listing(site.data)
    run("backup", archive)
    assert listing(site.data) == before


def test_a_transaction_that_is_open_is_not_waited_for_and_not_in_it(site: Site, archive: Path) -> None:
    site.fill(1)
    other = sqlite3.connect(site.database, isolation_level=None)
    other.execute("begin immediate")
    other.execute("update articles set title = 'dở dang'")
    began = time.monotonic()
    assert run("backup", archive).exit_code == 0
    assert time.monotonic() - began < 10
    other.execute("rollback")
    other.close()


@pytest.fixture
def writer(site: Site, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """An import of many articles, each with a picture of its own, that has begun."""
    inbox = tmp_path / "tin"
    inbox.mkdir()
    for number in range(MANY):
        picture = encode(Image.new("RGB", (30, 20), (number % 256, number // 256, 0)))
        (inbox / f"{number:03}.png").write_bytes(picture)
        words = f"title: Bản tin số {number}\nfigure:\n  src: {number:03}.png\n  alt: Ảnh {number}"
        (inbox / f"{number:03}.md").write_text(f"---\n{words}\n---\n\nNội dung.\n", "utf-8")
    with process("import", inbox) as writer:
        assert writer.stdout
        assert writer.stdout.readline().startswith("created ")
        yield writer
        writer.communicate()
    assert writer.returncode == 0


def test_a_backup_made_while_an_import_writes_is_whole(writer: subprocess.Popen[str], tmp_path: Path) -> None:
    counts: list[int] = []
    while writer.poll() is None and len(counts) < 5:
        archive = tmp_path / f"{len(counts)}.tar"
        result = run("backup", archive)
        assert result.exit_code == 0, result.stderr
        with tarfile.open(archive) as tar:
            saved = tar.extractfile("bantin.sqlite3")
            assert saved
            (tmp_path / "bantin.sqlite3").write_bytes(saved.read())
        copy = sqlite3.connect(tmp_path / "bantin.sqlite3")
        assert copy.execute("pragma integrity_check").fetchall() == [("ok",)]
        named = {name for (name,) in copy.execute("select picture_name from articles")}
        copy.close()
        assert named <= {name.removeprefix("pictures/") for name in members(archive)}
        counts.append(len(named))
    assert counts == sorted(counts)
    assert counts[0] < MANY, "the import was over before the first backup"


def test_pictures_that_come_while_it_saves_do_no_harm(
    site: Site, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.fill(2)
    snapshot = writing._snapshot

    def then_more(database: Path, place: Path) -> tuple[str, int, int]:
        found = snapshot(database, place)
        site.save("Tin vừa tới", figure=Figure(alt="Ảnh", picture=site.keep(77)))
        return found

    monkeypatch.setattr(writing, "_snapshot", then_more)
    result = run("backup", archive)
    assert result.exit_code == 0
    assert "2 articles" in result.stdout
    assert "15 picture files" in result.stdout
