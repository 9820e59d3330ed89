"""A real server of two workers is attacked, within the memory that its systemd unit has, and answers at the end.

The limit of a unit needs a memory control group, which a test cannot count on. Instead each process has RLIMIT_DATA of
1 GB, and the peaks of the resident memory of all processes together must stay below the unit's 1 GB.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from bantin_reader.config.settings import Settings
from tests.conftest import PORTAL_TEXT, land
from tests.deploy.nginx import program
from tests.fuzz.test_over_the_wire import REFUSED, TAKEN
from tests.fuzz.wire import CLOSE, FORM, HOST, POST, hold, say
from tests.serving.server import Server, eventually, serving
from tests.store.pictures.drawing import encode

# How often everything is done.
ROUNDS = int(os.environ.get("HOSTILE", "1"))
MEMORY_BYTES = 2**30
AT_ONCE = 16


@dataclass(frozen=True)
class Target:
    server: Server
    slug: str
    large: str
    lost: str

    def raw(self, path: str, *headers: bytes) -> list[int]:
        """The statuses of the answers to a GET request."""
        lines = b"".join(header + b"\r\n" for header in headers)
        return say(self.server.port, f"GET {path} HTTP/1.1\r\n".encode() + HOST + CLOSE + lines + b"\r\n").statuses

    def all_at_once(self, paths: list[str]) -> set[int]:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            return {status for statuses in pool.map(self.raw, paths) for status in statuses}

    def peak_bytes(self) -> int:
        """The sum of the most resident memory that each process had."""
        pids = {self.server.process.pid, *self.server.workers}
        return sum(_peak(pid) for pid in pids)


def _peak(pid: int) -> int:
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) * 1024 if found else 0


def original(folder: Path, content: bytes) -> str:
    """Store an original alone, as a backup of originals leaves it; gives the part of its name before the suffix."""
    stem = hashlib.sha256(content).hexdigest()[:32]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{stem}.png").write_bytes(content)
    return stem


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    data = tmp_path_factory.mktemp("attacked")
    [slug] = land(Settings(data=data), PORTAL_TEXT)
    large = original(data / "pictures", encode(Image.new("RGB", (9400, 9400), (1, 2, 3))))
    lost = original(data / "pictures", encode(Image.new("RGB", (5000, 4000), (4, 5, 6))))
    within = [program("prlimit"), f"--data={MEMORY_BYTES}"]
    hosts = {"BANTIN_HOSTS": "localhost 127.0.0.1"}
    with serving(data, "--workers", "2", environment=hosts, within=within) as server:
        eventually(lambda: len(server.workers) == 2 and server.get("/healthz")[0] == 200)
        yield Target(server, slug, large, lost)


def pictures_that_do_not_exist(target: Target) -> None:
    names = [f"/pictures/{target.large}-{width}.avif" for width in range(1, AT_ONCE + 1)]
    names += [f"/pictures/{target.large}-{width}.webp" for width in (480, 960, 1440, 9400)]
    assert target.all_at_once(names) <= {404, 503}


def a_picture_whose_renditions_are_lost(target: Target) -> None:
    names = [f"/pictures/{target.lost}-{width}.{end}" for width in (480, 960, 1440) for end in ("avif", "webp", "jpg")]
    assert target.all_at_once(names * 2) <= {200, 503}
    eventually(lambda: target.raw(names[0]) == [200])


def pages_that_do_not_exist(target: Target) -> None:
    paths = [f"/articles/khong-co-{number}" for number in range(200)]
    paths += [f"/?page={number}" for number in range(900_000, 900_050)]
    paths += [f"/static/{number}.css" for number in range(50)]
    paths += [f"/oembed?url=http://localhost/articles/{number}" for number in range(50)]
    assert target.all_at_once(paths) <= {404}


def cookies_of_other_applications(target: Target) -> None:
    for value in (b"\xff\xfe", "tên=ố".encode(), b'"' * 5000, b"a=b; " * 5000, bytes(range(128, 256))):
        cookie = b"Cookie: bantin_prefs=text=150; zz=" + value
        lines = b"GET /preferences HTTP/1.1\r\n" + HOST + CLOSE + cookie + b"\r\n\r\n"
        heard = say(target.server.port, lines)
        assert heard.statuses == [200]
        assert len(value) > 4999 or b'data-text="150"' in heard.whole, "the reader's own setting is lost"


def strange_ranges(target: Target) -> None:
    for value in (b"lines=0-1", b"bytes=" + b"0-1," * 5000, b"bytes=-" + b"9" * 9000, b"bytes=0-1,5-", b"\xff"):
        assert target.raw(f"/pictures/{target.lost}-480.jpg", b"Range: " + value)[0] in (200, 503)


def malformed_requests(target: Target) -> None:
    for data in [*REFUSED.values(), *(data for data, _ in TAKEN.values())]:
        assert all(status < 500 for status in say(target.server.port, data).statuses)
        say(target.server.port, data[: len(data) // 2], then_hang_up=True)


def large_bodies(target: Target) -> None:
    data = POST + CLOSE + FORM + b"Content-Length: 10000000\r\n\r\n" + b"a" * 10_000_000
    with ThreadPoolExecutor(AT_ONCE) as pool:
        heard = list(pool.map(lambda _: say(target.server.port, data), range(AT_ONCE)))
    assert {status for one in heard for status in one.statuses} <= {400, 413, 422, 503}


def bodies_that_stop(target: Target) -> None:
    held = [hold(target.server.port, POST + FORM + b"Content-Length: 100\r\n\r\ntext") for _ in range(AT_ONCE)]
    try:
        assert target.raw("/privacy") == [200]
    finally:
        for connection in held:
            connection.close()


def silent_connections(target: Target) -> None:
    held = [hold(target.server.port, data) for data in (b"", b"GET", b"GET / HTTP/1.1\r\nHost") for _ in range(30)]
    try:
        assert target.raw("/privacy") == [200]
    finally:
        for connection in held:
            connection.close()


ATTACKS: list[Callable[[Target], None]] = [
    pictures_that_do_not_exist,
    a_picture_whose_renditions_are_lost,
    pages_that_do_not_exist,
    cookies_of_other_applications,
    strange_ranges,
    malformed_requests,
    large_bodies,
    bodies_that_stop,
    silent_connections,
]


@pytest.mark.parametrize("round_", range(ROUNDS))
@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_the_same_workers_answer_after(target: Target, attack: Callable[[Target], None], round_: int) -> None:
    workers = target.server.workers
    attack(target)
    assert target.raw(f"/articles/{target.slug}") == [200]
    assert target.server.workers == workers, "a worker ended"
    assert target.peak_bytes() < MEMORY_BYTES


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_readers_are_answered_while_everything_comes_at_once(target: Target, round_: int) -> None:
    workers = target.server.workers
    with ThreadPoolExecutor(len(ATTACKS)) as pool:
        attacks = [pool.submit(attack, target) for attack in ATTACKS if attack is not cookies_of_other_applications]
        while not all(attack.done() for attack in attacks):
            assert target.raw(f"/articles/{target.slug}") == [200]
    for attack in attacks:
        if isinstance(error := attack.exception(), AssertionError):
            raise error
    assert target.server.workers == workers, "a worker ended"
    assert target.peak_bytes() < MEMORY_BYTES


def test_reloads_that_follow_closely_leave_a_server_that_answers(target: Target) -> None:
    for _ in range(3 * ROUNDS):
        target.server.hang_up()
        target.raw("/privacy")
    eventually(lambda: len(target.server.workers) == 2 and target.raw(f"/articles/{target.slug}") == [200])


def test_a_second_server_is_told_that_the_port_is_taken(target: Target) -> None:
    port = str(target.server.port)
    command = [sys.executable, "-m", "bantin_reader.cli.main", "serve", "--port", port]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode != 0
    assert port in done.stderr
    assert target.raw("/privacy") == [200]


def test_memory_that_was_given_back_counts_in_the_peak() -> None:
    program = "x = bytearray(b'1') * (64 * 2**20); del x; print(flush=True); input()"
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", program], **pipes) as process:  # type: ignore[call-overload]
        process.stdout.readline()
        assert _peak(process.pid) > 64 * 2**20
        process.communicate(b"\n")
