"""The store's file is gone, or another takes its place, under a running server."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import tarfile
import time
from pathlib import Path

from tests.cli.site import run
from tests.faults.site import Site, is_away, missing, problem, reads, suffers
from tests.serving.server import eventually, serving

GONE = "store: is not there"


def test_a_store_that_is_moved_away_and_back_is_taken_up_again(site: Site, tmp_path: Path) -> None:
    aside = tmp_path / "noi-khac"
    with serving(site.data, "--workers", "1") as server, problem(site, server, "khi mất kho") as before:
        site.database.rename(aside)
        suffers(site, server, before, GONE)
        assert not site.database.exists(), "reading made a store"
        aside.rename(site.database)


def test_a_backup_takes_the_place_of_a_store_that_is_gone(site: Site, tmp_path: Path) -> None:
    saved = tmp_path / "sao-luu.tar"
    assert run("backup", saved).exit_code == 0
    with serving(site.data, "--workers", "1") as server, problem(site, server, "khi khôi phục") as before:
        site.database.unlink()
        suffers(site, server, before, GONE)
        restored = run("restore", "--force", saved)
        assert restored.exit_code == 0, restored.stderr


def test_a_file_that_takes_the_stores_place_is_what_readers_see(site: Site, tmp_path: Path) -> None:
    """Two files may have the same revision; cached pages of one are not served for the other."""
    first, second = tmp_path / "mot", tmp_path / "hai"
    for file, body in ((first, "Bản thứ nhất."), (second, "Bản thứ hai.")):
        file.write_bytes(site.database.read_bytes())
        with sqlite3.connect(file) as connection:
            connection.execute("update articles set body = ?", [f"<p>{body}</p>"])
        connection.close()
    with serving(site.data, "--workers", "1") as server:
        reads(server, site.a, "Nội dung.")
        for file, body in ((first, "Bản thứ nhất."), (second, "Bản thứ hai.")):
            site.put(file)
            eventually(lambda body=body: body in server.get(site.a)[2].decode())  # type: ignore[misc]
            reads(server, site.b, body)


def test_a_backups_file_copied_to_the_place_alone_is_read_as_it_was_saved(site: Site, tmp_path: Path) -> None:
    """What lies beside the old file is left there, as by who does not know of it."""
    saved = tmp_path / "sao-luu.tar"
    assert run("backup", saved).exit_code == 0
    with serving(site.data, "--workers", "1") as server:
        reads(server, site.a, "Nội dung.")
        site.land("Tin A", "Đã sửa.")
        later = site.land("Tin sau")
        eventually(lambda: server.get(later)[0] == 200)
        site.database.unlink()
        with tarfile.open(saved) as tar, site.database.open("wb") as file:
            content = tar.extractfile("bantin.sqlite3")
            assert content
            shutil.copyfileobj(content, file)
        eventually(lambda: server.get(later)[0] == 404)
        reads(server, site.a, "Nội dung.")
        reads(server, site.b, "Tin B")
        new = site.land("Tin mới")
        eventually(lambda: server.get(new)[0] == 200)
    assert run("check").exit_code == 0


def test_a_new_store_beside_what_an_old_one_left_is_whole(site: Site) -> None:
    """What SQLite wrote down beside the old file must not be read into the new one."""
    with serving(site.data, "--workers", "1") as server:
        reads(server, site.a, "Tin A")
        assert Path(f"{site.database}-wal").exists()
        site.database.unlink()
        new = site.land("Tin mới")
        eventually(lambda: server.get(new)[0] == 200)
        assert server.get(site.b)[0] == 404
    assert list(site.data.glob("bantin.sqlite3.before-*-wal")), "nothing is thrown away"
    assert run("check").exit_code == 0


def test_a_worker_that_begins_while_the_store_is_gone_serves_when_it_is_back(site: Site, tmp_path: Path) -> None:
    aside = tmp_path / "noi-khac"
    with serving(site.data, "--workers", "1") as server:
        reads(server, site.a, "Tin A")
        site.database.rename(aside)
        [worker] = server.workers
        os.kill(worker, signal.SIGKILL)
        eventually(lambda: server.workers not in (set(), {worker}) and server.answers())
        eventually(lambda: missing(server) == [GONE])
        is_away(server, site.a)
        time.sleep(1)
        assert server.process.poll() is None
        assert not site.database.exists()
        aside.rename(site.database)
        eventually(lambda: server.get(site.a)[0] == 200)
