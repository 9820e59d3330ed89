"""A real server of two workers is attacked, within the memory that its systemd unit has, and answers at the end.

The limit of a unit needs a memory control group, which a test cannot count on. Instead each process has RLIMIT_DATA of
1 GB, and the peaks of the resident memory of all processes together must stay below the unit's 1 GB.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image

from bantin_reader.config.settings import Settings
from tests.conftest import PORTAL_TEXT, land
from tests.deploy.nginx import program
from tests.hostile.attacks import ATTACKS
from tests.hostile.hostile_imports import article
from tests.hostile.target import Target, peak_bytes, store_original
from tests.serving.server import PATIENCE_SECONDS, eventually, serving
from tests.store.pictures.drawing import encode

# How often everything is done.
ROUNDS = int(os.environ.get("HOSTILE", "1"))
MEMORY_BYTES = 2**30


def limited() -> list[str]:
    return [program("prlimit"), f"--data={MEMORY_BYTES}"]


@pytest.fixture(scope="module", params=["", "/doc-bao"] if "HOSTILE" in os.environ else ["/doc-bao"])
def target(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    """Below a path. `make test-hostile` attacks a site that has its whole host, too: the same application, without a
    prefix in front of it."""
    data, mount = tmp_path_factory.mktemp("attacked") / "var", request.param
    marks = data.parent / "marks.md"
    marks.write_text(article("Tin nhiều dấu", "./." * 70_000), "utf-8")
    [slug] = land(Settings(data=data), PORTAL_TEXT)
    [of_marks] = land(Settings(data=data), marks)
    large = store_original(data / "pictures", encode(Image.new("RGB", (9400, 9400), (1, 2, 3))))
    lost = store_original(data / "pictures", encode(Image.new("RGB", (5000, 4000), (4, 5, 6))))
    names = {"BANTIN_HOSTS": "localhost 127.0.0.1", "BANTIN_PUBLIC_URL": f"http://localhost{mount}"}
    with serving(data, "--workers", "2", environment=names, within=limited()) as server:
        eventually(lambda: len(server.workers) == 2 and server.get("/healthz")[0] == 200)
        yield Target(server, data, mount, slug, of_marks, large, lost)


@pytest.mark.parametrize("round_", range(ROUNDS))
@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_the_same_workers_answer_after(target: Target, attack: Callable[[Target], None], round_: int) -> None:
    workers = target.server.workers
    attack(target)
    assert target.get(f"/articles/{target.slug}") == [200]
    assert target.server.workers == workers, "a worker ended"
    assert target.peak_bytes() < MEMORY_BYTES


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_readers_are_answered_while_everything_comes_at_once(target: Target, round_: int) -> None:
    workers = target.server.workers
    with ThreadPoolExecutor(len(ATTACKS)) as pool:
        attacks = [pool.submit(attack, target) for attack in ATTACKS]
        while not all(attack.done() for attack in attacks):
            assert target.get(f"/articles/{target.slug}") == [200]
    for attack in attacks:
        if isinstance(error := attack.exception(), AssertionError):
            raise error
    assert target.server.workers == workers, "a worker ended"
    assert target.peak_bytes() < MEMORY_BYTES


def test_reloads_that_follow_closely_leave_a_server_that_answers(target: Target) -> None:
    for _ in range(3 * ROUNDS):
        target.server.hang_up()
        target.get("/privacy")
    eventually(lambda: len(target.server.workers) == 2 and target.get(f"/articles/{target.slug}") == [200])


def test_a_second_server_is_told_that_the_port_is_taken(target: Target) -> None:
    done = target.command("serve", "--port", str(target.server.port))
    assert done.returncode != 0
    assert str(target.server.port).encode() in done.stderr
    assert target.get("/privacy") == [200]


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_signals_that_follow_closely_end_a_server(settings: Settings, round_: int) -> None:
    with serving(settings.data, "--workers", "2", within=limited()) as server:
        for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGHUP, signal.SIGINT):
            server.process.send_signal(number)
        assert server.process.wait(PATIENCE_SECONDS) == 0


def test_memory_that_was_given_back_counts_in_the_peak() -> None:
    program = "x = bytearray(b'1') * (64 * 2**20); del x; print(flush=True); input()"
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", program], **pipes) as process:  # type: ignore[call-overload]
        process.stdout.readline()
        assert peak_bytes(process.pid) > 64 * 2**20
        process.communicate(b"\n")
