"""deploy/Containerfile and deploy/compose.yaml, built and run by podman: no root, nothing written but data, health
checks, a clean end, all services together. In the app server's image systemd runs the timer that brings articles.

`make test-container` runs it: it installs a Debian, PostgreSQL and all locked packages. test_image.py is short.
"""

from __future__ import annotations

import os
import signal
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.conftest import SAMPLES
from tests.deploy.app_image import IMAGE
from tests.deploy.client import Readers
from tests.deploy.composition import Composition
from tests.deploy.network import Network
from tests.deploy.podman import Podman
from tests.deploy.reading import Reading
from tests.deploy.systemd import Machine
from tests.processes import free_port
from tests.serving.server import eventually

pytestmark = pytest.mark.skipif(os.environ.get("CONTAINERS") != "all", reason="`make test-container` runs it")

NAME = "bantin"
APPS = ("app-1", "app-2")
SAMPLE = "canh-bao-lu-sat-lo-song-nam-lam.md"


@pytest.fixture(scope="module")
def composition(podman: Podman, folder: Path) -> Iterator[Composition]:
    with ExitStack() as stack:
        network = Network()
        stack.callback(network.stop)
        composition = Composition(podman, network, folder)
        composition.build()
        stack.callback(composition, "down", "--volumes")
        composition("up", "--detach")
        yield composition


@pytest.fixture(scope="module")
def article(composition: Composition) -> str:
    """The path of an article that the service for commands has imported."""
    eventually(lambda: composition.is_healthy("postgresql"))
    imported = composition("run", "--rm", "-T", f"--volume={SAMPLES}:/in:ro", "commands", "import", f"/in/{SAMPLE}")
    return imported.partition("created ")[2].split()[0]


@pytest.fixture
def machine(podman: Podman) -> Iterator[Machine]:
    machine = Machine(podman, IMAGE)
    yield machine
    machine.remove()


@pytest.fixture(scope="module")
def port(podman: Podman) -> Iterator[int]:
    """The port of a container that serves the samples, which another one has imported into the same data."""
    imported = podman.run("--rm", f"--volume={NAME}:/data", f"--volume={SAMPLES}:/in:ro", IMAGE, "import", "/in")
    assert imported.stdout.count("created ") == 12
    port = free_port()
    serve = ("serve", "--host", "127.0.0.1", "--port", str(port), "--workers", "1")
    podman.run("--detach", f"--name={NAME}", f"--env=PORT={port}", f"--volume={NAME}:/data", IMAGE, *serve)
    eventually(lambda: answers(port))
    yield port
    podman("rm", "--force", NAME, check=False)


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def test_it_serves_what_was_imported(port: int) -> None:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30) as answer:
        page = answer.read().decode()
    assert '<html lang="vi"' in page
    assert "/articles/" in page


def test_it_is_healthy_by_its_own_check(podman: Podman, port: int) -> None:
    assert podman("healthcheck", "run", NAME).returncode == 0
    config = podman("image", "inspect", "--format", "{{.Config.User}} {{.Config.Healthcheck.Test}}", IMAGE).stdout
    assert config.startswith("10001:10001 [CMD python3 -c ")
    assert str(port) not in config


def test_no_process_is_root_and_nothing_but_its_data_can_be_written(podman: Podman, port: int) -> None:
    assert port
    assert podman("exec", NAME, "id", "-u").stdout == "10001\n"
    for path, is_writable in (("/opt/bantin-reader/x", False), ("/etc/x", False), ("/data/x", True)):
        done = podman("exec", NAME, "touch", path, check=False)
        assert (done.returncode == 0) is is_writable, done.stderr
    assert podman("exec", NAME, "bantin-reader", "check", "--settings").stdout == "settings: ok\nok\n"


def test_it_ends_cleanly_when_it_is_stopped(podman: Podman, port: int) -> None:
    assert port
    podman("stop", "--time=30", NAME)
    assert podman("inspect", "--format", "{{.State.ExitCode}}", NAME).stdout == "0\n"


def test_the_timer_brings_articles_again_and_again_within_the_confinement_of_its_unit(machine: Machine) -> None:
    machine.install_unit("bantin-reader-sync.service", "[Service]\nExecStartPre=-/bin/sh -c 'id -u; touch /etc/x'\n")
    # The empty line removes both periods of the unit.
    soon = "[Timer]\nOnBootSec=\nOnBootSec=1s\nOnUnitInactiveSec=1s\nRandomizedDelaySec=0\nAccuracySec=100ms\n"
    machine.install_unit("bantin-reader-sync.timer", soon)
    failing = '[[sources]]\nname = "xa"\nkind = "folder"\npath = "/srv/xa"\n'
    machine.sh(f"echo '{failing}' >> /etc/bantin-reader/bantin.toml")
    machine.sh("systemctl enable --now bantin-reader-sync.timer")
    eventually(lambda: "xuat: 1 unchanged" in machine.journal("bantin-reader-sync.service"))
    told = machine.journal("bantin-reader-sync.service")
    assert "xuat: 1 created" in told, "by a first run, which the timer started too"
    assert machine.sh("id -u bantin-reader").strip() in told
    assert "touch: cannot touch '/etc/x': Read-only file system" in told
    assert any("status=1/FAILURE" in line for line in told), "a run that fails is followed by another one, too"
    assert "1 published" in machine.sh("bantin-reader check || true")


def test_a_run_that_systemd_stops_ends_at_once_and_the_next_one_goes_on(machine: Machine) -> None:
    unit = "bantin-reader-sync.service"
    machine.install_unit(unit, "[Service]\n")
    machine.sh("sed -i s#/srv/export#/srv/samples# /etc/bantin-reader/bantin.toml")
    machine.sh(f"systemctl start --no-block {unit}")
    eventually(lambda: any("created /articles/" in line for line in machine.journal(unit)))
    machine.sh(f"systemctl stop {unit}")
    assert machine.sh(f"systemctl show --property=Result --value {unit}").strip() == "success"
    assert "xuat: 12 created" not in machine.journal(unit)
    machine.sh(f"systemctl start {unit}")
    assert "12 published" in machine.sh("bantin-reader check")


def test_all_services_of_compose_become_healthy(composition: Composition) -> None:
    for service in (*APPS, "postgresql", "nginx"):
        eventually(lambda service=service: composition.is_healthy(service))  # type: ignore[misc]
        assert composition.inspect(service, ".State.Health.Status") == "healthy"


def test_what_was_imported_is_read_by_https_through_nginx(composition: Composition, article: str) -> None:
    readers = Readers(composition)
    eventually(lambda: readers.ask(article).status == 200)
    answer = readers.ask(article)
    assert '<html lang="vi"' in answer.text
    picture = "/pictures/" + answer.text.partition("/pictures/")[2].partition('"')[0].split()[0]
    assert readers.ask(picture).headers["Content-Type"].startswith("image/")
    readers.leave()


def test_no_request_fails_while_an_app_server_is_killed_and_starts_again(
    composition: Composition, article: str
) -> None:
    former = int(composition.inspect("app-1", ".State.Pid"))
    with Reading(composition, ["/", article, "/feed.atom"]) as reading:
        reading.reads_on()
        os.kill(former, signal.SIGKILL)
        reading.reads_on()
        eventually(lambda: composition.inspect("app-1", ".State.Pid") not in (str(former), "0"))
        eventually(lambda: composition.is_healthy("app-1"))
        reading.reads_on()
    assert reading.wrong == []


def test_readers_keep_cached_copies_while_the_database_is_restarted(composition: Composition, article: str) -> None:
    with Reading(composition, ["/", article, "/feed.atom"]) as reading:
        reading.reads_on()
        composition("stop", "postgresql")
        reading.reads_on()
        composition("start", "postgresql")
        eventually(lambda: composition.is_healthy("postgresql"))
        reading.reads_on()
    assert reading.wrong == []


def test_articles_are_still_there_when_all_containers_were_made_anew(composition: Composition, article: str) -> None:
    former = composition.container("postgresql")
    composition("down")
    composition("up", "--detach")
    assert composition.container("postgresql") != former
    readers = Readers(composition)
    eventually(lambda: readers.opens(article))
    assert "articles: 1 published" in composition("run", "--rm", "-T", "commands", "check")
    readers.leave()
