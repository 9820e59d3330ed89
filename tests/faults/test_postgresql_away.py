"""PostgreSQL is stopped, restarted or hangs under a running server; four servers start on an empty database at once."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.faults.site import Site, command, missing, problem, reads, suffers
from tests.postgresql import PostgreSQL, running
from tests.serving.server import Server, eventually, serving

AWAY = "store: cannot be read"
HANGS = "store: does not answer"
ASKING = 8


@pytest.fixture(scope="module")
def database() -> Iterator[PostgreSQL]:
    """A server that these tests may stop."""
    with running() as server:
        yield server


@pytest.fixture
def url(database: PostgreSQL) -> Iterator[str]:
    with database.database() as name:
        yield database.url(name)


@pytest.fixture
def site(url: str, tmp_path: Path) -> Site:
    site = Site(tmp_path / "var", tmp_path / "nguon", url)
    assert (site.land("Tin A"), site.land("Tin B")) == (site.a, site.b)
    return site


@contextmanager
def served(site: Site, url: str, port: int | None = None) -> Iterator[Server]:
    environment = {"BANTIN_DATABASE_URL": url}
    with serving(site.data, "--workers", "1", environment=environment, port=port) as server:
        yield server


def test_a_database_that_is_stopped_and_started_again_is_used_again(site: Site, url: str, database: PostgreSQL) -> None:
    with served(site, url) as server, problem(site, server, "khi mất máy chủ") as before:
        database.stop()
        try:
            suffers(site, server, before, AWAY)
        finally:
            database.start()


def test_a_database_that_is_restarted_breaks_no_request_afterwards(site: Site, url: str, database: PostgreSQL) -> None:
    """The pool's connections are closed ones; each is replaced before it is used."""
    with served(site, url) as server:
        reads(server, site.a, "Tin A")
        database.stop()
        database.start()
        for number in range(ASKING):
            reads(server, f"{site.b}?lang=so-{number}", "Tin B")


def test_cached_pages_are_served_while_the_database_hangs(site: Site, url: str, database: PostgreSQL) -> None:
    with served(site, url) as server:
        status, _, before = server.get(site.a)
        assert status == 200
        with halted(database):
            refused: list[int] = []
            asking = [
                threading.Thread(target=lambda n=number: refused.append(server.get(f"{site.b}?lang=so-{n}")[0]))
                for number in range(ASKING)
            ]
            for thread in asking:
                thread.start()
            eventually(lambda: len(refused) >= ASKING - 3)
            assert set(refused) == {503}
            for _ in range(50):
                assert server.get(site.a)[::2] == (200, before)
            eventually(lambda: missing(server) == [HANGS])
        for thread in asking:
            thread.join()
        eventually(lambda: missing(server) == [])
        eventually(lambda: server.get(site.b)[0] == 200)


@contextmanager
def halted(database: PostgreSQL) -> Iterator[None]:
    """Stop every process of the database where it is, as a machine does that hangs."""
    assert database.process
    main = database.process.pid
    children = Path(f"/proc/{main}/task/{main}/children").read_text("ascii").split()
    processes = [main, *map(int, children)]
    for process in processes:
        os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        for process in processes:
            os.kill(process, signal.SIGCONT)


def test_four_servers_start_on_an_empty_database_at_once(url: str, tmp_path: Path) -> None:
    site = Site(tmp_path / "var", tmp_path / "nguon", url)
    with ExitStack() as stack:
        servers: list[Server] = []
        threads = [
            threading.Thread(target=lambda: servers.append(stack.enter_context(served(site, url)))) for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [missing(server) for server in servers] == [[]] * 4
        new = site.land("Tin chung")
        for server in servers:
            eventually(lambda server=server: server.get(new)[0] == 200)  # type: ignore[misc]


def test_a_start_without_the_database_says_so_in_one_line(site: Site, url: str, database: PostgreSQL) -> None:
    database.stop()
    try:
        done = command(site, "serve", "--workers", "1", BANTIN_DATABASE_URL=url)
    finally:
        database.start()
    assert done.returncode == 2
    assert done.stderr.startswith("bantin-reader: BANTIN_DATABASE_URL: the database: cannot be opened: ")
    assert done.stderr.count("\n") == 1
