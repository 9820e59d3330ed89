"""deploy/Containerfile, built and run by podman: no root, nothing written but its data, a health check, a clean end."""

from __future__ import annotations

import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, SAMPLES
from tests.deploy.podman import BASE, LIMITS, PATIENCE_SECONDS, Podman
from tests.processes import free_port
from tests.serving.server import eventually

IMAGE = "localhost/bantin-reader"
NAME = "bantin"


@pytest.fixture(scope="module")
def podman(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Podman]:
    folder = tmp_path_factory.mktemp("podman")
    podman = Podman(folder)
    if sys.version_info[:2] != (3, 11):
        pytest.skip("the base image has Python 3.11, for which this Python downloads no packages")
    try:
        podman.make_base(folder)
        build(podman, folder / "dist")
        yield podman
    finally:
        podman("rm", "--all", "--force", check=False)
        podman("rmi", "--all", "--force", check=False)
        shutil.rmtree(folder, ignore_errors=True)


def build(podman: Podman, context: Path) -> None:
    """Build the image from a folder as `make wheel` fills it, and the packages it needs."""
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
    wheels = context / "wheels"
    requirements = ROOT / "requirements" / "run.txt"
    wheel = [*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(context), str(ROOT)]
    download = [*pip, "download", "--require-hashes", "--dest", str(wheels), "-r", str(requirements)]
    for command in (wheel, download):
        subprocess.run(command, check=True, timeout=PATIENCE_SECONDS)
    shutil.copy(requirements, context / "requirements.txt")
    arguments = [f"BASE={BASE}", "PIP_NO_INDEX=1", "PIP_FIND_LINKS=/tmp/program/wheels"]
    arguments = [part for argument in arguments for part in ("--build-arg", argument)]
    file = ROOT / "deploy" / "Containerfile"
    podman("build", "--format=docker", "--network=host", *LIMITS, *arguments, "-f", file, "-t", IMAGE, context)


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
