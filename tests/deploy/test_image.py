"""deploy/Containerfile, built and run by podman on the programs of this machine: the short form of test_container.py.

The image has our wheel alone. The packages that it needs are those of the tests; tests/wheel installs the locked ones.
"""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, SAMPLES
from tests.deploy.app_image import IMAGE
from tests.deploy.podman import HOST, HOST_PROGRAMS, LIMITS, Podman
from tests.processes import free_port
from tests.serving.server import eventually

NAME = "bantin-short"
PACKAGES = (HOST_PROGRAMS, f"--volume={sysconfig.get_path('purelib')}:/packages:ro", "--env=PYTHONPATH=/packages")
SAMPLE = "canh-bao-lu-sat-lo-song-nam-lam.md"


@pytest.fixture(scope="module")
def image(folder: Path) -> Iterator[Podman]:
    """Podman with the image."""
    podman = Podman(folder)
    told = subprocess.run(
        ["/usr/bin/python3", "-c", "import ensurepip, sys; print(sys.version_info[:2])"],
        capture_output=True,
        text=True,
        check=False,
    )
    if told.stdout.strip() != str(sys.version_info[:2]):
        pytest.skip(f"/usr/bin/python3 is not a Python like this one with its venv module: {told.stdout}{told.stderr}")
    podman.make_host(folder)
    context = folder / "dist"
    wheel = [
        sys.executable,
        "-m",
        "pip",
        "--quiet",
        "--disable-pip-version-check",
        "wheel",
        "--no-deps",
        "--no-build-isolation",
    ]
    subprocess.run([*wheel, "--wheel-dir", context, ROOT], check=True)
    (context / "requirements.txt").touch()
    file = ROOT / "deploy" / "Containerfile"
    podman(
        "build",
        "--format=docker",
        "--network=host",
        *LIMITS,
        HOST_PROGRAMS,
        f"--build-arg=BASE={HOST}",
        "-f",
        file,
        "-t",
        IMAGE,
        context,
    )
    yield podman
    podman("rm", "--all", "--force", check=False)
    podman("rmi", "--all", "--force", check=False)


def test_it_imports_serves_is_healthy_writes_nothing_but_its_data_and_ends_cleanly(image: Podman) -> None:
    data = f"--volume={NAME}:/data"
    imported = image.run("--rm", data, f"--volume={SAMPLES}:/in:ro", *PACKAGES, IMAGE, "import", f"/in/{SAMPLE}")
    assert imported.stdout.startswith("created /articles/")
    port = free_port()
    serve = ("serve", "--host", "127.0.0.1", "--port", str(port), "--workers", "1")
    image.run("--detach", f"--name={NAME}", f"--env=PORT={port}", data, *PACKAGES, IMAGE, *serve)
    eventually(lambda: image("healthcheck", "run", NAME, check=False).returncode == 0)
    assert image("exec", NAME, "id", "-u").stdout == "10001\n"
    for path, is_writable in (("/opt/bantin-reader/x", False), ("/etc/x", False), ("/data/x", True)):
        done = image("exec", NAME, "touch", path, check=False)
        assert (done.returncode == 0) is is_writable, done.stderr
    image("stop", "--time=30", NAME)
    assert image("inspect", "--format", "{{.State.ExitCode}}", NAME).stdout == "0\n"
