"""nginx in front of two `bantin-reader serve`: one is killed under load, articles are imported and withdrawn."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from threading import Event

import pytest

from bantin_reader.config.settings import Settings
from tests.conftest import land
from tests.deploy.client import Connection, Readers, form
from tests.deploy.nginx import PATIENCE, SITE, Nginx
from tests.processes import free_ports

COMMAND = Path(sys.executable).parent / "bantin-reader"
READERS = 4


class AppServer:
    """`bantin-reader serve` in its own process group."""

    def __init__(self, site: Settings, port: int) -> None:
        self._settings = {"BANTIN_DATA": str(site.data), "BANTIN_PUBLIC_URL": f"https://{SITE}"}
        self.port = port
        self.start()

    def start(self) -> None:
        self._process = subprocess.Popen(
            [COMMAND, "serve", "--port", str(self.port), "--workers", "1"],
            env=os.environ | self._settings,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )

    def wait(self) -> None:
        """Wait until it answers, with any status."""
        for _ in range(PATIENCE * 10):
            assert self._process.poll() is None, "the app server stopped"
            connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
            try:
                connection.request("GET", "/healthz")
                connection.getresponse().read()
                return
            except OSError:
                time.sleep(0.1)
            finally:
                connection.close()
        raise AssertionError("the app server does not start")

    def end(self, how: signal.Signals) -> None:
        """Send the signal: SIGKILL to the whole process group, others to the first process. Wait for the end."""
        if how is signal.SIGKILL:
            os.killpg(self._process.pid, how)
        else:
            self._process.send_signal(how)
        self._process.wait(PATIENCE)

    def stop(self) -> None:
        if self._process.poll() is None:
            self.end(signal.SIGTERM)


@pytest.fixture(scope="module")
def servers(site: Settings, article: str) -> Iterator[list[AppServer]]:
    servers = [AppServer(site, port) for port in free_ports(2)]
    for server in servers:
        server.wait()
    yield servers
    for server in servers:
        server.stop()


@pytest.fixture(scope="module")
def nginx(servers: list[AppServer], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nginx]:
    server = Nginx(tmp_path_factory.mktemp("nginx"), [one.port for one in servers])
    yield server
    server.stop()


@pytest.fixture
def readers(nginx: Nginx) -> Iterator[Readers]:
    readers = Readers(nginx)
    yield readers
    readers.leave()


def read_on(nginx: Nginx, article: str, enough: Event, who: int) -> Counter[int]:
    """Request cached and uncached pages, and press, until `enough` is set; count the statuses."""
    seen: Counter[int] = Counter()
    connection = Connection(nginx)
    while not enough.is_set():
        seen[connection.ask(f"{article}?reader={who}-{seen.total()}").status] += 1
        seen[connection.ask(article).status] += 1
        seen[connection.ask("/preferences", **form(text="125", next=article)).status] += 1
    connection.close()
    return seen


@pytest.mark.parametrize("other", ["khac=\udcff\udc80", "tên=giá trị", 'khac="a,b"'])
def test_a_press_beside_another_applications_cookie_erases_nothing(readers: Readers, other: str) -> None:
    for cookie in (f"{other}; bantin_prefs=text=150&theme=dark", f"bantin_prefs=text=150&theme=dark; {other}"):
        answer = readers.ask("/preferences", **form(text="200", next="/"), Cookie=cookie)
        assert (answer.status, "text=200&theme=dark" in answer.headers["Set-Cookie"]) == (303, True)


def test_no_request_fails_while_a_server_is_killed_or_restarted(
    nginx: Nginx, servers: list[AppServer], article: str
) -> None:
    enough = Event()
    first, second = servers
    with ThreadPoolExecutor(READERS) as pool:
        reading = [pool.submit(read_on, nginx, article, enough, who) for who in range(READERS)]
        try:
            time.sleep(1)
            first.end(signal.SIGKILL)
            time.sleep(1)
            first.start()
            first.wait()
            second.end(signal.SIGTERM)
            time.sleep(1)
            second.start()
            second.wait()
        finally:
            enough.set()
        seen = sum((one.result() for one in reading), Counter())
    assert set(seen) == {200, 303}
    assert seen.total() > 50
    assert nginx.logged(", 127.0.0.1:"), "requests that began at one server and ended at the other"


def test_an_import_shows_within_three_seconds(readers: Readers, site: Settings, article: str, tmp_path: Path) -> None:
    source = tmp_path / "lu.md"
    source.write_text("---\ntitle: Cảnh báo lũ\nlang: vi\n---\n\nNước lên mức một.\n", "utf-8")
    [slug] = land(site, source)
    page = f"/articles/{slug}"
    assert "mức một" in readers.ask(page).text
    source.write_text(source.read_text("utf-8").replace("mức một", "mức ba"), "utf-8")
    land(site, source)
    time.sleep(2.6)
    assert "mức ba" in readers.ask(page).text, "nginx's copy lasts up to 2 s, an app server's look at the store 0.25 s"


def test_a_withdrawn_article_is_gone_within_three_seconds(readers: Readers, site: Settings, tmp_path: Path) -> None:
    source = tmp_path / "sai.md"
    source.write_text("---\ntitle: Tin sai\nlang: vi\n---\n\nSố liệu sai.\n", "utf-8")
    [slug] = land(site, source)
    assert readers.ask(f"/articles/{slug}").status == 200
    command: list[str | Path] = [COMMAND, "withdraw", slug, "--reason", "Sai số liệu."]
    subprocess.run(command, env=os.environ | {"BANTIN_DATA": str(site.data)}, check=True, stdout=subprocess.DEVNULL)
    time.sleep(2.6)
    answer = readers.ask(f"/articles/{slug}")
    assert answer.status == 410
    assert "Số liệu sai." not in answer.text
