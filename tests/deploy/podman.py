"""Podman with its images and containers in a folder of its own, and base images: Debian's, or this machine's /usr."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.deploy.nginx import program

# What a machine that is a container itself lets podman do may need one of these.
WAYS: tuple[tuple[str, ...], ...] = (
    (),
    ("--cgroup-manager=cgroupfs", "--runtime=/usr/sbin/runc"),
    ("--cgroup-manager=cgroupfs", "--runtime=/usr/bin/crun"),
)
LIMITS = ("--ulimit=nofile=1000:1000", "--ulimit=nproc=1000:1000")
STATIC_PROGRAM = Path("/sbin/ldconfig")
PACKAGES = "python3,python3-venv,ca-certificates,systemd"
BASE = "localhost/bantin-base"
# A container of the image HOST sees the programs of this machine.
HOST, HOST_PROGRAMS = "localhost/bantin-host", "--volume=/usr:/usr:ro"
PATIENCE_SECONDS = 900


# Podman refuses more: "the specified runroot is longer than 50 characters".
LONGEST_RUNROOT = 50
SHORT_FOLDER = "/tmp"


class Podman:
    """Skips the test, and names the cause, where podman cannot run a container. Raises ValueError for a long path."""

    def __init__(self, folder: Path) -> None:
        if len(str(folder / "run")) > LONGEST_RUNROOT:
            raise ValueError(f"{folder}: podman's run folder has at most {LONGEST_RUNROOT} characters")
        if os.geteuid():
            pytest.skip("containers are tested by root alone, who may make a base image")
        self._program = program("podman")
        self._storage = [f"--root={folder / 'storage'}", f"--runroot={folder / 'run'}", "--log-level=error"]
        self._storage.append(f"--network-config-dir={folder / 'networks'}")
        self._way = self._first_way(folder)

    def _first_way(self, folder: Path) -> tuple[str, ...]:
        root = folder / "probe"
        for name in ("bin", "proc", "sys", "dev", "etc", "run", "tmp"):
            (root / name).mkdir(parents=True)
        shutil.copy(STATIC_PROGRAM, root / "bin" / "ldconfig")
        told = ""
        for way in WAYS:
            command = ["run", "--rm", "--network=host", *LIMITS, "--rootfs", str(root), "/bin/ldconfig", "--version"]
            done = subprocess.run(
                [self._program, *self._storage, *way, *command], capture_output=True, text=True, check=False
            )
            if done.returncode == 0:
                return way
            told = done.stderr.strip().rpartition("\n")[2]
        pytest.skip(f"podman cannot run a container here: {told}")

    def __call__(
        self, *arguments: str | Path, check: bool = True, within: Sequence[str] = ()
    ) -> subprocess.CompletedProcess[str]:
        """Run podman by a program such as that which enters a network, `within`."""
        command = [*within, self._program, *self._storage, *self._way, *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE_SECONDS)
        assert not check or done.returncode == 0, done.stdout + done.stderr
        return done

    def script(self, path: Path) -> Path:
        """Write a program for others to run: podman with this storage."""
        path.write_text(f'#!/bin/sh\nexec {shlex.join([self._program, *self._storage, *self._way])} "$@"\n')
        path.chmod(0o755)
        return path

    def run(self, *arguments: str | Path, check: bool = True) -> subprocess.CompletedProcess[str]:
        """`podman run` on the machine's own network, with a root file system that nothing can be written to."""
        return self("run", "--read-only", "--network=host", *LIMITS, *arguments, check=check)

    def make_base(self, folder: Path) -> None:
        """Make the image BASE: Debian with Python and systemd."""
        root = folder / "base"
        command = [program("debootstrap"), "--variant=minbase", f"--include={PACKAGES}", "bookworm", str(root)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE_SECONDS)
        if done.returncode:
            pytest.skip(f"debootstrap cannot make a base image here: {done.stdout.strip().rpartition(chr(10))[2]}")
        self._import(root, BASE)

    def make_host(self, folder: Path) -> None:
        """Make the image HOST in a second: empty folders, in which HOST_PROGRAMS is mounted."""
        root = folder / "host"
        for name in ("etc", "tmp", "usr"):
            (root / name).mkdir(parents=True)
        (root / "tmp").chmod(0o1777)
        for link in (link for link in Path("/").iterdir() if link.is_symlink() and str(link.readlink())[:4] == "usr/"):
            (root / link.name).symlink_to(link.readlink())
        if not (root / "bin").is_symlink():
            pytest.skip("this machine has programs outside of /usr")
        self._import(root, HOST)

    def _import(self, root: Path, image: str) -> None:
        archive = root.with_suffix(".tar")
        subprocess.run(["tar", "--create", "--file", archive, "--directory", root, "."], check=True)
        shutil.rmtree(root, ignore_errors=True)
        self("import", archive, image)
        archive.unlink()
