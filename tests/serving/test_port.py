"""Two servers on one port."""

from __future__ import annotations

import os
import subprocess
import sys

from bantin_reader.config.settings import Settings
from tests.processes import free_port
from tests.serving.server import PATIENCE_SECONDS, serving


def start(settings: Settings, port: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "bantin_reader.cli.main", "serve", "--port", str(port), "--workers", "1"],
        env={**os.environ, "BANTIN_DATA": str(settings.data)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_server_on_a_port_that_is_taken_says_so_and_ends(settings: Settings) -> None:
    with serving(settings.data, "--workers", "1") as first:
        second = start(settings, first.port)
        _, reported = second.communicate(timeout=PATIENCE_SECONDS)
        assert (second.returncode, f"127.0.0.1:{first.port} is taken" in reported) == (1, True)
        assert first.get("/healthz")[0] == 200


def test_of_servers_that_start_at_the_same_time_on_one_port_one_stays(settings: Settings) -> None:
    port = free_port()
    both = [start(settings, port) for _ in range(3)]
    ended: set[int] = set()
    while len(ended) < 2:
        ended |= {server.pid for server in both if server.poll() is not None}
    [stays] = [server for server in both if server.poll() is None]
    stays.terminate()
    reported = [server.communicate(timeout=PATIENCE_SECONDS)[1] for server in both]
    assert sum("is taken by another bantin-reader" in text for text in reported) == 2
    assert stays.returncode == 0
