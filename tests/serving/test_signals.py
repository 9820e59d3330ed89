"""Signals to a server as `make run` starts it: a process group whose first process is not the server."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.server.supervisor import INTERRUPT_SECONDS
from tests.processes import free_port
from tests.serving.server import PATIENCE_SECONDS, eventually

# How often each is tried; `make test-signals` tries fifty times.
TIMES = int(os.environ.get("SIGNALS", "1"))
INT, TERM, HUP = signal.SIGINT, signal.SIGTERM, signal.SIGHUP


class Group:
    """A server below a shell that waits for it, in a process group of its own."""

    def __init__(self, data: Path, log: Path) -> None:
        self.port = free_port()
        self.log = log
        command = f"{sys.executable} -m bantin_reader.cli.main serve --workers 2 --port {self.port}; echo ended $?"
        with log.open("wb") as file:
            self.shell = subprocess.Popen(
                ["/bin/sh", "-c", f"trap : INT TERM HUP; {command}"],
                env={**os.environ, "BANTIN_DATA": str(data)},
                stdout=file,
                stderr=file,
                start_new_session=True,
            )
        self.group = self.shell.pid

    def processes(self) -> list[int]:
        """The server's processes: all of the group but the shell."""
        found = []
        for entry in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                if fields[0] != "Z" and int(fields[2]) == self.group and int(entry.name) != self.group:
                    found.append(int(entry.name))
        return sorted(found)

    def wait_until_started(self) -> None:
        eventually(lambda: "Bantin Reader:" in self.log.read_text() and len(self.processes()) >= 3)

    def signal(self, number: signal.Signals) -> None:
        """To the whole group, as the terminal sends it."""
        with suppress(ProcessLookupError):
            os.killpg(self.group, number)

    def status(self) -> int:
        """The server's exit status, when it and all workers have ended."""
        self.shell.wait(PATIENCE_SECONDS)
        eventually(lambda: self.processes() == [])
        return int(self.log.read_text().rpartition("ended ")[2])

    def end(self) -> None:
        self.signal(signal.SIGKILL)
        self.shell.wait()


@pytest.fixture
def group(settings: Settings, tmp_path: Path) -> Iterator[Group]:
    group = Group(settings.data, tmp_path / "log")
    group.wait_until_started()
    yield group
    group.end()


@pytest.mark.parametrize("attempt", range(TIMES))
@pytest.mark.parametrize(
    "numbers",
    [[INT], [INT, INT], [TERM], [HUP, TERM], [TERM, HUP], [INT, TERM, HUP, TERM, HUP, INT], [HUP, HUP, INT]],
    ids=lambda numbers: " ".join(number.name for number in numbers),
)
def test_a_server_ends_whatever_signals_follow_each_other(
    group: Group, numbers: list[signal.Signals], attempt: int
) -> None:
    """Between them lie up to 150 milliseconds, so that they meet workers that start, listen and end."""
    pauses = random.Random(f"{numbers} {attempt}")
    time.sleep(pauses.choice((0, 0.05, 0.5, 1.5)))
    for number in numbers:
        group.signal(number)
        time.sleep(pauses.choice((0, 0.001, 0.02, 0.15)))
    assert group.status() == 0
    assert "Traceback" not in group.log.read_text()


def test_one_interrupt_does_not_wait_for_a_request_in_progress(group: Group) -> None:
    eventually(lambda: _connects(group.port))
    with socket.create_connection(("127.0.0.1", group.port), timeout=PATIENCE_SECONDS) as slow:
        slow.sendall(b"POST /preferences HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\ntext=")
        time.sleep(0.2)
        began = time.monotonic()
        group.signal(INT)
        assert group.status() == 0
        assert time.monotonic() - began >= INTERRUPT_SECONDS, "the request in progress was given no time"


def test_a_second_interrupt_ends_it_at_once(group: Group) -> None:
    eventually(lambda: _connects(group.port))
    with socket.create_connection(("127.0.0.1", group.port), timeout=PATIENCE_SECONDS) as slow:
        slow.sendall(b"POST /preferences HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\ntext=")
        time.sleep(0.2)
        group.signal(INT)
        time.sleep(0.1)
        group.signal(INT)
        assert group.status() == 0


def test_workers_end_when_the_first_process_is_killed(group: Group) -> None:
    eventually(lambda: _connects(group.port))
    time.sleep(0.5)
    os.kill(group.processes()[0], signal.SIGKILL)
    assert group.status() == 128 + signal.SIGKILL


def _connects(port: int) -> bool:
    with suppress(OSError):
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
        return True
    return False
