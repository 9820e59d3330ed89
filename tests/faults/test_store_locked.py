"""Another process holds the store, so that SQLite lets nobody read."""

from __future__ import annotations

import fcntl
import json
import sqlite3
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from bantin_reader.cli.main import commands, main
from tests.faults.site import AWAY, Site, problem, reads, suffers
from tests.serving.server import Server, eventually, serving

HELD = "store: is locked"
ASKING = 24


@contextmanager
def held(file: Path) -> Iterator[None]:
    """As by somebody's maintenance. A file in WAL mode that a server has open cannot be held; a backup's, put in place
    by hand, is in the older mode."""
    other = sqlite3.connect(file, isolation_level=None, timeout=60)
    try:
        other.execute("begin exclusive")
        yield
    finally:
        other.close()


def plain_copy(site: Site, file: Path) -> Path:
    with sqlite3.connect(site.database) as connection:
        connection.execute("vacuum into ?", [str(file)])
    connection.close()
    return file


def test_no_request_waits_long_for_a_locked_store(site: Site, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with log.open("wb") as stderr, serving(site.data, "--workers", "1", stderr=stderr) as server:
        reads(server, site.a, "Tin A")
        site.put(plain_copy(site, tmp_path / "ban-sao"))
        with problem(site, server, "khi bị khóa") as before, held(site.database):
            suffers(site, server, before, HELD)
            crowd(site, server, before)
    lines = [json.loads(line) for line in log.read_text("ascii").splitlines()]
    assert sum(line["message"].startswith("a page could not be made") for line in lines) < ASKING, "a line each"
    assert not any("traceback" in line for line in lines)


def crowd(site: Site, server: Server, before: bytes) -> None:
    """Requests that need the store get 503 at once, and cached pages are served meanwhile."""
    began = time.monotonic()
    refused: list[tuple[int, bytes]] = []
    threads = [
        threading.Thread(target=lambda n=number: refused.append(server.get(f"{site.b}?lang=so-{n}")[::2]))
        for number in range(ASKING)
    ]
    for thread in threads:
        thread.start()
    cached = 0
    while any(thread.is_alive() for thread in threads) or cached < ASKING:
        assert server.get(site.a)[::2] == (200, before)
        cached += 1
    for thread in threads:
        thread.join()
    assert [status for status, _ in refused] == [503] * ASKING
    assert time.monotonic() - began < 30, "each waited as long as an import does"
    assert all(AWAY["vi"].encode() in body for _, body in refused)


def test_cached_pages_are_served_while_reads_of_the_store_hang(site: Site) -> None:
    """SQLite waits ten seconds for the lock of a recovery, whatever timeout is set."""
    with serving(site.data, "--workers", "1") as server, problem(site, server, "khi treo") as before:
        with Path(f"{site.database}-shm").open("r+b") as shared:
            # https://www.sqlite.org/walformat.html (2.3.1): the five read locks.
            fcntl.lockf(shared, fcntl.LOCK_EX, 5, 123)
            refused: list[int] = []
            asking = [
                threading.Thread(target=lambda n=number: refused.append(server.get(f"{site.b}?lang=so-{n}")[0]))
                for number in range(ASKING)
            ]
            for thread in asking:
                thread.start()
            eventually(lambda: len(refused) >= ASKING - 4)
            for _ in range(50):
                assert server.get(site.a)[::2] == (200, before)
            assert any(thread.is_alive() for thread in asking), "nothing hung, or cached pages came only afterwards"
            assert set(refused) == {503}
        for thread in asking:
            thread.join()


def test_a_start_while_the_store_is_locked_says_so_and_check_too(
    site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("bantin_reader.store.engine.BUSY_MILLISECONDS", 100)
    monkeypatch.setenv("BANTIN_DATA", str(site.data))
    monkeypatch.setattr(sys, "argv", ["bantin-reader", "serve"])
    plain = site.database
    with sqlite3.connect(plain) as connection:
        connection.execute("pragma journal_mode=delete")
    connection.close()
    with held(plain):
        checked = CliRunner().invoke(commands, ["check"])
        with pytest.raises(SystemExit) as end:
            main()
    assert (checked.exit_code, HELD in checked.stdout) == (1, True)
    assert end.value.code == 2
    words = f"bantin-reader: BANTIN_DATA: {site.data}: cannot be opened: database is locked\n"
    assert capsys.readouterr().err == words
