"""Two hosts with two app servers each, nginx in front, one PostgreSQL and one folder of pictures: deploy/hosts.

The hosts are loopback addresses here. While one app server is killed, the database is restarted and an import runs, no
request fails that a cached copy can answer.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.conftest import SAMPLES
from tests.deploy.client import Readers
from tests.deploy.nginx import SITE, Nginx
from tests.deploy.reading import ENOUGH, Reading
from tests.postgresql import PostgreSQL, running
from tests.serving.server import Server, eventually, serving

# As deploy/hosts/nginx-upstream.conf has them.
HOSTS = {"10.0.0.11": "127.0.0.2", "10.0.0.12": "127.0.0.3"}
PORTS = (8001, 8002)
FIRST = SAMPLES / "canh-bao-lu-sat-lo-song-nam-lam.md"
LATER = SAMPLES / "ban-phieng-weaving-cooperative.md"


@dataclass
class Hosts:
    """The app servers, and the data folder of each host, in which the pictures are the shared folder."""

    url: str
    data: dict[str, Path]
    servers: list[Server] = field(default_factory=list)

    def environment(self) -> dict[str, str]:
        proxies = {"BANTIN_PUBLIC_URL": f"https://{SITE}", "BANTIN_PROXIES": "127.0.0.1"}
        return {"BANTIN_DATABASE_URL": self.url} | proxies

    def start(self, stack: ExitStack, host: str) -> Server:
        server = stack.enter_context(
            serving(self.data[host], "--workers", "1", environment=self.environment(), host=host)
        )
        self.servers.append(server)
        return server

    def load(self, host: str, source: Path) -> str:
        """Import a file on a host; the path of its article."""
        command = [sys.executable, "-m", "bantin_reader.cli.main", "import", str(source)]
        environment = os.environ | self.environment() | {"BANTIN_DATA": str(self.data[host])}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.split()[1]


@pytest.fixture(scope="module")
def database() -> Iterator[PostgreSQL]:
    with running() as server:
        yield server


@pytest.fixture
def hosts(database: PostgreSQL, tmp_path: Path) -> Iterator[Hosts]:
    shared = tmp_path / "shared"
    shared.mkdir()
    data = {}
    for host in HOSTS.values():
        folder = tmp_path / host
        folder.mkdir()
        (folder / "pictures").symlink_to(shared)
        data[host] = folder
    with database.database() as name:
        yield Hosts(database.url(name), data)


def kill(server: Server) -> None:
    """End the server and its workers as a host does that fails."""
    processes = [server.process.pid, *server.workers]
    for process in processes:
        os.kill(process, signal.SIGKILL)


def rendition(nginx: Nginx, path: str) -> str:
    """The address of a picture on the page at a path."""
    readers = Readers(nginx)
    page = readers.ask(path).text
    readers.leave()
    return "/pictures/" + page.partition("/pictures/")[2].partition('"')[0].split()[0]


def test_no_request_fails_that_a_cached_copy_can_answer(hosts: Hosts, database: PostgreSQL, tmp_path: Path) -> None:
    first, second = HOSTS.values()
    article = hosts.load(first, FIRST)
    with ExitStack() as stack:
        placed = {}
        for shipped, host in HOSTS.items():
            for port in PORTS:
                placed[f"{shipped}:{port}"] = f"{host}:{hosts.start(stack, host).port}"
        (tmp_path / "nginx").mkdir()
        nginx = Nginx(tmp_path / "nginx", [], hosts=placed)
        stack.callback(nginx.stop)
        picture = rendition(nginx, article)
        with Reading(nginx, ["/", article, picture, "/feed.atom"]) as reading:
            reading.reads_on()
            kill(hosts.servers[0])
            reading.reads_on()
            later = hosts.load(second, LATER)
            reading.reads_on()
            database.stop()
            reading.reads_on()
            database.start()
            reading.reads_on()
        assert reading.wrong == []
        assert reading.requests > 5 * ENOUGH
        for server in hosts.servers[1:]:
            eventually(lambda server=server: server.get(later, {"Host": SITE})[0] == 200)  # type: ignore[misc]
            assert server.get(rendition(nginx, later), {"Host": SITE})[0] == 200, "a picture of the other host's import"


def test_a_rendition_that_one_host_makes_is_served_by_the_other(hosts: Hosts) -> None:
    first, second = HOSTS.values()
    article = hosts.load(first, FIRST)
    with ExitStack() as stack:
        servers = [hosts.start(stack, host) for host in (first, second)]
        page = servers[0].get(article, {"Host": SITE})[2].decode()
        name = page.partition("/pictures/")[2].partition('"')[0].split()[0]
        file = hosts.data[first] / "pictures" / name
        content = file.read_bytes()
        file.unlink()
        assert servers[0].get(f"/pictures/{name}", {"Host": SITE})[0] == 200
        made = file.read_bytes()
        assert made
        assert servers[1].get(f"/pictures/{name}", {"Host": SITE})[2] == made
        assert content
