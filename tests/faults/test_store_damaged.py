"""The store's file is overwritten, wholly or here and there, or is no database at all."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from bantin_reader.config.settings import Settings, SettingsError
from bantin_reader.factory import create_app
from tests.cli.site import run
from tests.faults.site import Site, is_away, missing, problem, reads, suffers
from tests.serving.server import eventually, serving

DAMAGED = "store: is damaged"


def checkpoint(site: Site) -> None:
    """Move everything into the one file, as an import does when it ends."""
    with sqlite3.connect(site.database) as connection:
        connection.execute("pragma wal_checkpoint(truncate)")
    connection.close()


def overwrite(file: Path, begin: int, end: int) -> None:
    """Overwrite bytes in place, so that it is still the same file."""
    with file.open("r+b") as content:
        content.seek(begin)
        content.write(b"\xff" * (end - begin))


@pytest.mark.parametrize("how", ["everything but its head", "no database"])
def test_a_whole_file_that_replaces_a_damaged_one_is_read_without_a_restart(
    site: Site, tmp_path: Path, how: str
) -> None:
    saved = tmp_path / "sao-luu.tar"
    assert run("backup", saved).exit_code == 0
    with serving(site.data, "--workers", "1") as server, problem(site, server, f"khi {how}") as before:
        checkpoint(site)
        if how == "no database":
            noise = tmp_path / "rac"
            noise.write_bytes(b"khong phai co so du lieu" * 1000)
            site.put(noise)
        else:
            overwrite(site.database, 100, site.database.stat().st_size)
        suffers(site, server, before, DAMAGED)
        checked = run("check")
        assert (checked.exit_code, checked.stderr) == (1, "")
        assert re.search(r"^store: .*(damaged|malformed)", checked.stdout, re.MULTILINE)
        with pytest.raises(SettingsError, match=r"BANTIN_DATA: .*: cannot be opened: .*(malformed|not a database)$"):
            create_app(Settings())
        restored = run("restore", "--force", saved)
        assert restored.exit_code == 0, restored.stderr


def test_damage_to_one_article_takes_no_other_away(site: Site) -> None:
    """Its long text lies in pages of its own, which other articles' pages do without."""
    long = site.land("Tin dài", "Chữ của tin dài. " * 4000)
    checkpoint(site)
    with serving(site.data, "--workers", "1") as server:
        content = site.database.read_bytes()
        place = content.rindex("Chữ của tin dài".encode())
        overwrite(site.database, place - place % 4096, place - place % 4096 + 4096)
        is_away(server, long)
        reads(server, site.a, "Tin A")
        reads(server, site.b, "Tin B")
        assert missing(server) == []
        checked = run("check")
        assert checked.exit_code == 1
        assert "store: " in checked.stdout
        site.database.write_bytes(content)
        eventually(lambda: server.get(long)[0] == 200)
