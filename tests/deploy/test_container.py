"""deploy/Containerfile, built and run by podman: no root, nothing written but its data, a health check, a clean end. In
the same image systemd runs the timer that brings articles."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.conftest import ROOT, SAMPLES
from tests.deploy.podman import BASE, LIMITS, LONGEST_RUNROOT, PATIENCE_SECONDS, SHORT_FOLDER, Podman
from tests.deploy.systemd import Machine
from tests.processes import free_port
from tests.serving.server import eventually

IMAGE = "localhost/bantin-reader"
NAME = "bantin"
MARKERS = (" ; python_full_version < '3.11.5'", " ; python_full_version >= '3.11.5'", "")
# That of Debian 12.
BASE_PYTHON = "3.11.2"


@pytest.fixture(scope="module")
def podman() -> Iterator[Podman]:
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="bantin-", dir=SHORT_FOLDER))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        podman = Podman(folder)
        if sys.version_info[:2] != (3, 11):
            pytest.skip("the base image has Python 3.11, for which this Python downloads no packages")
        for command in ("rmi", "rm"):  # containers first: callbacks run in reverse order
            stack.callback(podman, command, "--all", "--force", check=False)
        podman.make_base(folder)
        build(podman, folder / "dist")
        yield podman


def lock_for(version: str, lock: str) -> str:
    """What a lock has for another Python 3.11 than this one: some packages are of another version there."""
    kept = []
    for block in re.split(r"^(?=\S)", lock, flags=re.MULTILINE):
        first, separator, rest = block.partition(" \\\n")
        if not first.strip() or first.startswith("#"):
            continue
        marker = Requirement(first).marker
        if marker is None or marker.evaluate({"python_full_version": version}):
            kept.append(first.partition(" ; ")[0] + separator + rest)
    return "".join(kept)


def build(podman: Podman, context: Path) -> None:
    """Build the image from a folder as `make wheel` fills it, and the packages it needs."""
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
    wheels = context / "wheels"
    requirements = ROOT / "requirements" / "run.txt"
    wheel = [*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(context), str(ROOT)]
    downloaded = context.parent / "base-requirements.txt"
    downloaded.write_text(lock_for(BASE_PYTHON, requirements.read_text("utf-8")), "utf-8")
    download = [*pip, "download", "--require-hashes", "--dest", str(wheels), "-r", str(downloaded)]
    for command in (wheel, download):
        subprocess.run(command, check=True, timeout=PATIENCE_SECONDS)
    shutil.copy(requirements, context / "requirements.txt")
    arguments = [f"BASE={BASE}", "PIP_NO_INDEX=1", "PIP_FIND_LINKS=/tmp/program/wheels"]
    arguments = [part for argument in arguments for part in ("--build-arg", argument)]
    file = ROOT / "deploy" / "Containerfile"
    podman("build", "--format=docker", "--network=host", *LIMITS, *arguments, "-f", file, "-t", IMAGE, context)


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


def test_a_folder_whose_path_is_too_long_for_podman_is_refused_not_skipped(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at most 50 characters"):
        Podman(tmp_path / ("x" * LONGEST_RUNROOT))


def test_a_lock_is_read_for_the_python_of_the_base() -> None:
    old, new, any_ = (f"{one}==1{marker} \\\n    --hash=x\n" for one, marker in zip("abc", MARKERS, strict=True))
    lock = f"# made\n{old}{new}{any_}"
    assert lock_for("3.11.2", lock) == "a==1 \\\n    --hash=x\nc==1 \\\n    --hash=x\n"
    assert lock_for("3.11.7", lock) == "b==1 \\\n    --hash=x\nc==1 \\\n    --hash=x\n"


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
