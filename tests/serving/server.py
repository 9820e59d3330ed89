"""`bantin-reader serve` as a process of its own on a free port."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tests.processes import free_port, worker_pids

PATIENCE_SECONDS = 60


class Server:
    """A running server; `workers` are the process ids of its workers."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, host: str = "127.0.0.1") -> None:
        self.process = process
        self.port = port
        self.host = host

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection(self.host, self.port, timeout=PATIENCE_SECONDS)
        try:
            connection.request("GET", path, headers=dict(headers or {}))
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    @property
    def workers(self) -> set[int]:
        return worker_pids(self.process.pid)

    def has_replaced(self, workers: Collection[int]) -> bool:
        """Whether two workers run and none of these is one of them."""
        found = self.workers
        return len(found) == 2 and found.isdisjoint(workers)

    def answers(self) -> bool:
        """Whether a worker listens and answers."""
        try:
            return self.get("/healthz", {"Host": "localhost"})[0] == 200
        except (OSError, http.client.HTTPException):
            return False

    def hang_up(self) -> None:
        os.kill(self.process.pid, signal.SIGHUP)


def eventually(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < end, "it never came to be"
        time.sleep(0.05)


@contextmanager
def serving(
    data: Path,
    *options: str,
    environment: Mapping[str, str] | None = None,
    stderr: IO[bytes] | None = None,
    within: Sequence[str] = (),
    port: int | None = None,
    host: str = "127.0.0.1",
) -> Iterator[Server]:
    """A server of the store in `data`; it is ended when the block ends. `stderr` is a file for what it logs, `within` a
    program that runs it in its own place. Without `port` it gets a free one; `host` is the address it listens on."""
    port = port or free_port()
    command = [*within, sys.executable, "-m", "bantin_reader.cli.main", "serve", "--host", host]
    command += ["--port", str(port), *options]
    variables = {**os.environ, "BANTIN_DATA": str(data), **(environment or {})}
    process = subprocess.Popen(command, env=variables, stdout=subprocess.PIPE, stderr=stderr)
    try:
        _wait_until_it_listens(process, port, host)
        yield Server(process, port, host)
    finally:
        process.terminate()
        try:
            process.wait(timeout=PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout:
            process.stdout.close()


def _wait_until_it_listens(process: subprocess.Popen[bytes], port: int, host: str) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        assert process.poll() is None, "the server ended"
        try:
            with socket.create_connection((host, port), timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("the server does not listen")
