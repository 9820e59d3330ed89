"""App servers that close connections, hang or are stopped."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Thread

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from tests.checking import parse
from tests.deploy.client import Readers, form
from tests.deploy.nginx import Nginx
from tests.deploy.test_shared_copy import STALE_SECONDS
from tests.deploy.upstream import AppServers
from tests.serving.server import eventually

HASTY = {"proxy_read_timeout 10s": "proxy_read_timeout 2s"}


class BadServer:
    """A server that reads each request and never answers; with `hangs_up` it closes the connection instead."""

    def __init__(self, *, hangs_up: bool) -> None:
        self._hangs_up = hangs_up
        self._held: list[socket.socket] = []
        self.requests = 0
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self._thread = Thread(target=self._take, daemon=True)
        self._thread.start()

    def _take(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            connection.recv(65536)
            self.requests += 1
            if self._hangs_up:
                connection.close()
            else:
                self._held.append(connection)

    def stop(self) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join()
        for connection in self._held:
            connection.close()


def in_front(place: Path, ports: Sequence[int]) -> Iterator[Readers]:
    nginx = Nginx(place, ports, HASTY)
    readers = Readers(nginx)
    yield readers
    readers.leave()
    nginx.stop()


@pytest.fixture(params=[True, False], ids=["hangs up", "falls silent"])
def bad(request: pytest.FixtureRequest) -> Iterator[BadServer]:
    server = BadServer(hangs_up=request.param)
    yield server
    server.stop()


@pytest.fixture
def beside_a_bad_one(bad: BadServer, apps: AppServers, tmp_path: Path) -> Iterator[Readers]:
    yield from in_front(tmp_path, [bad.port, apps.ports[0]])


def test_a_request_that_a_bad_app_server_fails_is_sent_to_the_other(
    beside_a_bad_one: Readers, bad: BadServer, article: str
) -> None:
    for number in range(3):
        assert beside_a_bad_one.ask(f"{article}?n={number}").status == 200
        if bad.requests:
            break
    assert bad.requests == 1


def test_a_press_that_a_bad_app_server_fails_is_sent_to_the_other(
    beside_a_bad_one: Readers, bad: BadServer, article: str
) -> None:
    for _ in range(3):
        press = beside_a_bad_one.ask("/preferences", **form(text="125", next=article))
        assert (press.status, press.headers["Location"]) == (303, f"{article}#toolbar")
        if bad.requests:
            break
    assert bad.requests == 1


def test_a_post_that_is_not_idempotent_is_sent_once(
    beside_a_bad_one: Readers, bad: BadServer, apps: AppServers
) -> None:
    apps.requests.clear()
    for _ in range(2):
        beside_a_bad_one.ask("/articles", method="POST", body=b"{}")
    assert bad.requests + len(apps.requests) == 2


@pytest.fixture
def own_apps(site: Settings, article: str) -> Iterator[AppServers]:
    servers = AppServers(create_app(site))
    yield servers
    servers.stop()


@pytest.fixture
def readers(own_apps: AppServers, tmp_path: Path) -> Iterator[Readers]:
    yield from in_front(tmp_path, own_apps.ports)


def test_cached_copies_are_served_while_both_app_servers_are_stopped(
    readers: Readers, own_apps: AppServers, article: str
) -> None:
    pages = ["/", article, "/privacy", f"/embed{article}"]
    before = [readers.ask(page).content for page in pages]
    own_apps.stop()
    time.sleep(STALE_SECONDS)
    for _ in range(2):
        assert [readers.ask(page).content for page in pages] == before
        assert readers.with_cookie(article, "text=125&theme=dark").content == before[1]
    etag = readers.ask(article).headers["ETag"]
    assert readers.ask(article, If_None_Match=etag).status == 304
    own_apps.start()
    eventually(lambda: readers.ask("/accessibility").status == 200)


def test_without_a_copy_the_error_page_of_nginx_is_in_both_languages(readers: Readers, own_apps: AppServers) -> None:
    own_apps.stop()
    for path in ("/", "/embed/latest", "/preferences", "/pictures/none.webp"):
        answer = readers.ask(path)
        assert answer.status == 503
        assert "<h1>Trang tạm thời chưa mở được</h1>" in answer.text
        assert '<p lang="en">The page cannot be opened just now: ' in answer.text
        assert parse(answer.text).get("lang") == "vi"
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Retry-After"] == "5"
        assert len(answer.headers.get_all("X-Request-ID", [])) == 1
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_a_failing_page_is_served_from_its_cached_copy(readers: Readers, own_apps: AppServers, article: str) -> None:
    before = readers.ask(article).content
    own_apps.failing = True
    time.sleep(STALE_SECONDS)
    assert readers.ask(article).content == before
    broken = readers.ask(f"{article}?lang=en")
    assert (broken.status, broken.content) == (500, b"broken")
