"""deploy/compose.yaml, built and run by podman-compose in a network of its own."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.deploy.network import Network
from tests.deploy.nginx import SITE, certificate
from tests.deploy.podman import BASE, LIMITS, PATIENCE_SECONDS, Podman

POSTGRESQL = "docker.io/library/postgres:15-bookworm"
DEBIAN = "docker.io/library/debian:bookworm-slim"
POSTGRESQL_FOLDER = Path(__file__).with_name("postgresql_image")
PODMAN_COMPOSE = Path(sys.executable).with_name("podman-compose")


class Composition:
    """The services of the file, in a copy of deploy/ in `folder`.

    The images that the file and nginx's Containerfile name are made here from the base image, so that none is pulled.
    Two things differ from an operator's machine: images are built on the machine's own network, and LIMITS. Skips the
    test, and names the cause, where podman has no networks.
    """

    port = 443

    def __init__(self, podman: Podman, network: Network, folder: Path) -> None:
        self._podman = podman
        self._network = network
        self._skip_without_networks(folder / "probe")
        self._folder = folder / "deploy"
        shutil.copytree(ROOT / "deploy", self._folder)
        certificates = folder / "certificates"
        certificates.mkdir()
        certificate(certificates)
        self.trust = ssl.create_default_context(cafile=certificates / "fullchain.pem")
        values = f"BANTIN_PUBLIC_URL=https://{SITE}\nCERTIFICATES={certificates}\nPOSTGRES_PASSWORD=0123456789abcdef\n"
        (self._folder / ".env").write_text(values)
        limits = " ".join(LIMITS)
        # A program that enters the network begins in the root folder.
        self._command = ["env", f"--chdir={self._folder}", str(PODMAN_COMPOSE)]
        self._command += ["--podman-path", str(podman.script(folder / "podman"))]
        self._command += [f"--podman-run-args={limits}", f"--podman-build-args=--network=host {limits}"]

    def _skip_without_networks(self, root: Path) -> None:
        told = self._podman("info", "--format", "{{.Host.NetworkBackend}}").stdout.strip()
        if told != "netavark":
            pytest.skip(f"podman's networks are {told}'s, which has no names: tests/servers.sh installs netavark")
        published = ("--network=probe", "--publish=80:80", *LIMITS)
        for command in (
            ["network", "create", "probe"],
            ["run", "--rm", *published, "--rootfs", root, "/bin/ldconfig", "--version"],
            ["network", "rm", "--force", "probe"],
        ):
            done = self._inside(*command, check=False)
            if done.returncode:
                pytest.skip(f"podman has no networks here: {done.stderr.strip().rpartition(chr(10))[2]}")

    def build(self) -> None:
        self._podman("tag", BASE, DEBIAN)
        self._podman("build", "--network=host", *LIMITS, "-t", POSTGRESQL, POSTGRESQL_FOLDER)
        self._run([*self._command, "build"])

    def __call__(self, *arguments: str | Path) -> str:
        """What podman-compose prints."""
        return self._run([*self._network.within, *self._command, *map(str, arguments)])

    def _inside(self, *arguments: str | Path, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Podman within the network: outside of it a container's is not to be seen."""
        return self._podman(*arguments, check=check, within=self._network.within)

    def _run(self, command: list[str]) -> str:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE_SECONDS)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def container(self, service: str) -> str:
        """The id of a service's container."""
        label = f"label=com.docker.compose.service={service}"
        [one] = self._inside("ps", "--all", "--quiet", "--filter", label).stdout.split()
        return one

    def inspect(self, service: str, field: str) -> str:
        return self._inside("inspect", "--format", "{{" + field + "}}", self.container(service)).stdout.strip()

    def is_healthy(self, service: str) -> bool:
        """By the health check of the file, which podman leaves to systemd's timers where systemd runs."""
        return self._inside("healthcheck", "run", self.container(service), check=False).returncode == 0

    def connect(self, timeout: float, source: str) -> socket.socket:
        """A connection to nginx's published port, within the network."""
        return self._network.connect(("127.0.0.1", self.port), timeout, source)
