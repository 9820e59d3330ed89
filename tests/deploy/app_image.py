"""The image of the app server, built from deploy/Containerfile without the network."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from packaging.requirements import Requirement

from tests.conftest import ROOT
from tests.deploy.podman import BASE, LIMITS, PATIENCE_SECONDS, Podman

IMAGE = "localhost/bantin-reader"
# That of Debian 12.
BASE_PYTHON = "3.11.2"
BUILD_ARGUMENTS = (
    f"--build-arg=BASE={BASE}",
    "--build-arg=PIP_NO_INDEX=1",
    "--build-arg=PIP_FIND_LINKS=/tmp/program/wheels",
)


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
    file = ROOT / "deploy" / "Containerfile"
    podman("build", "--format=docker", "--network=host", *LIMITS, *BUILD_ARGUMENTS, "-f", file, "-t", IMAGE, context)
