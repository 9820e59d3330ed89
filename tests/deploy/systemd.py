"""systemd as the first process of a container, where the program is set up as in docs/operating.md."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.conftest import ROOT, SAMPLES
from tests.deploy.podman import LIMITS, Podman

NAME = "systemd"
START_SECONDS = 60.0
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
SETUP = """set -e
useradd --system --user-group --home-dir /var/lib/bantin-reader --shell /usr/sbin/nologin bantin-reader
install -d -m 700 -o bantin-reader -g bantin-reader /var/lib/bantin-reader
install -d -m 750 -o root -g bantin-reader /etc/bantin-reader
printf '[[sources]]\\nname = "xuat"\\nkind = "folder"\\npath = "/srv/export"\\n' > /etc/bantin-reader/bantin.toml
chgrp bantin-reader /etc/bantin-reader/bantin.toml
chmod 640 /etc/bantin-reader/bantin.toml
install -m 755 /deploy/bantin-reader /usr/local/bin/bantin-reader
mkdir /srv/export
printf -- '---\\ntitle: Một\\nlang: vi\\n---\\n\\nTin.\\n' > /srv/export/mot.md
"""


class Machine:
    """Skips the test, and names the cause, where systemd does not start in a container."""

    def __init__(self, podman: Podman, image: str) -> None:
        self._podman = podman
        volumes = [f"--volume={ROOT / 'deploy'}:/deploy:ro", f"--volume={SAMPLES}:/srv/samples:ro"]
        as_root = ["--privileged", "--systemd=always", "--user=0", "--entrypoint=/lib/systemd/systemd"]
        detached = ["--detach", f"--name={NAME}", "--network=host", "--no-healthcheck", *LIMITS]
        done = podman("run", *detached, *as_root, *volumes, image, check=False)
        if done.returncode or not self._has_started():
            told = done.stderr or podman("logs", NAME, check=False).stdout
            self.remove()
            pytest.skip(f"systemd cannot run in a container here: {told.strip().rpartition(chr(10))[2]}")
        self.sh(SETUP)

    def _has_started(self) -> bool:
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            state = self._podman("exec", NAME, "systemctl", "is-system-running", "--wait", check=False).stdout.strip()
            if state in ("running", "degraded"):
                return True
            time.sleep(0.2)
        return False

    def sh(self, script: str) -> str:
        """What a script prints, whose commands run as root."""
        done = self._podman("exec", NAME, "bash", "-c", f"export PATH={PATH}\n{script}", check=False)
        assert not done.returncode, done.stdout + done.stderr
        return done.stdout

    def install_unit(self, name: str, drop_in: str) -> None:
        """A unit of deploy/, and what a test changes of it."""
        folder = Path("/etc/systemd/system")
        text = drop_in.replace("'", "'\\''")
        self.sh(
            f"set -e\ninstall -m 644 /deploy/{name} {folder}/{name}\nmkdir -p {folder}/{name}.d\n"
            f"printf '%s' '{text}' > {folder}/{name}.d/test.conf\nsystemctl daemon-reload"
        )

    def journal(self, unit: str) -> list[str]:
        return self.sh(f"journalctl --no-pager --output=cat --unit={unit}").splitlines()

    def remove(self) -> None:
        self._podman("rm", "--force", NAME, check=False)
