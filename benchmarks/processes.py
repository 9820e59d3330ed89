"""CPU time and memory of a server's processes, from /proc."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PATIENCE_SECONDS = 60


class NotRunning(Exception):
    """A server did not start or has ended; the message names it."""


def family(pid: int) -> list[int]:
    """The ids of a process and its descendants."""
    found = [pid]
    for parent in found:
        for task in Path(f"/proc/{parent}/task").glob("*/children"):
            with suppress(OSError):
                found += [int(child) for child in task.read_text().split()]
    return found


def cpu_seconds(pids: Sequence[int]) -> float:
    """User and system time of the processes so far in seconds, in steps of a clock tick."""
    ticks = 0
    for pid in {one for top in pids for one in family(top)}:
        with suppress(OSError):
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks / TICKS


def resident_megabytes(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    (line,) = [line for line in status.splitlines() if line.startswith("VmRSS:")]
    return int(line.split()[1]) / 1024


@contextmanager
def running(command: Sequence[str], port: int, environment: Mapping[str, str] | None = None) -> Iterator[int]:
    """Start a server and wait until it listens on `port`; yield its process id, and end it afterwards."""
    variables = {name: value for name, value in os.environ.items() if not name.startswith("BANTIN_")}
    process = subprocess.Popen(command, env=variables | dict(environment or {}), stdout=subprocess.DEVNULL)
    try:
        _wait_until_it_listens(process, port)
        yield process.pid
        if process.poll() is not None:
            raise NotRunning(f"{command[0]} ended with {process.returncode}")
    finally:
        process.terminate()
        try:
            process.wait(timeout=PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until_it_listens(process: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise NotRunning(f"{process.args!r} does not listen")
