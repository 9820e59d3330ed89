"""Not one byte is left on the disk."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from bantin_reader.store.pictures.store import TEMP_PREFIX
from tests.faults.site import Site, command, disk, fill, missing, press, reads
from tests.serving.server import eventually, serving

PICTURED = """---
title: Tin có ảnh
lang: vi
figure: {src: anh.png, alt: Cột điện}
---
Nội dung./.
"""


@pytest.fixture
def small(whole: Path, tmp_path: Path) -> Iterator[Site]:
    with disk(tmp_path / "dia", "3m") as folder:
        yield Site(shutil.copytree(whole, folder / "var"), tmp_path / "nguon")


def pictured(small: Site) -> Path:
    """A source whose picture's forms take some room."""
    source = small.source("Tin có ảnh")
    source.write_text(PICTURED, "utf-8")
    Image.effect_noise((900, 600), 60).save(source.with_name("anh.png"))
    return source


def test_readers_read_and_an_import_lands_when_there_is_room_again(small: Site) -> None:
    source, plain = pictured(small), small.source("Tin dài", "Chữ của tin dài. " * 9000)
    with serving(small.data, "--workers", "1") as server:
        reads(server, small.a, "Tin A")
        full = fill(small.data.parent)
        reads(server, small.a, "Tin A")
        reads(server, small.b, "Tin B")
        assert press(server)[0] == 303
        assert missing(server) == []

        refused = command(small, "import", source, plain)
        assert refused.returncode == 1
        assert refused.stdout == ""
        reported = refused.stderr.splitlines()
        assert [line.partition(": ")[0] for line in reported] == [str(source), str(plain)]
        assert "cannot be stored: No space left on device" in reported[0]
        assert "disk is full" in reported[1]
        assert not list((small.data / "pictures").glob(f"{TEMP_PREFIX}*"))
        for path, words in ((small.a, "Tin A"), (small.b, "Tin B"), ("/", "Tin A")):
            reads(server, path, words)

        full.unlink()
        landed = command(small, "import", source, plain)
        assert (landed.returncode, landed.stderr) == (0, "")
        for line in landed.stdout.splitlines():
            address = line.split()[1]
            eventually(lambda address=address: server.get(address)[0] == 200)  # type: ignore[misc]
    checked = command(small, "check", "--thorough")
    assert checked.returncode == 0, checked.stdout


def test_a_server_starts_on_a_full_disk_and_its_readers_read(small: Site) -> None:
    """SQLite has no room for what it keeps beside a file; the workers have none for what they count together."""
    numbers = small.data.parent / "dem"
    numbers.mkdir()
    full = fill(small.data.parent)
    settings = {"BANTIN_METRICS_FOLDER": str(numbers)}
    with serving(small.data, "--workers", "1", environment=settings) as server:
        for path, words in (("/", "Tin B"), (small.a, "Tin A"), (small.b, "Tin B")):
            reads(server, path, words)
        status, _, body = server.get("/metrics")
        assert (status, b"bantin_workers 1" in body) == (200, True)
        full.unlink()
        new = small.land("Tin mới")
        eventually(lambda: server.get(new)[0] == 200)


def test_a_log_that_takes_no_line_stops_no_answer(site: Site) -> None:
    with (
        Path("/dev/full").open("wb") as stderr,
        serving(site.data, "--workers", "1", "--access-log", stderr=stderr) as server,
    ):
        for _ in range(5):
            reads(server, site.a, "Tin A")
        aside = site.database.rename(site.database.with_name("noi-khac"))
        assert server.get(site.b)[0] == 503
        assert json.loads(server.get("/readyz")[2])["ready"] is False
        aside.rename(site.database)
        eventually(lambda: server.get(site.b)[0] == 200)
