"""Workers that end, by a signal or with the server: who comes meanwhile waits for the successor, or is told at once."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bantin_reader.config.settings import Settings
from tests.serving.server import PATIENCE_SECONDS, Server, eventually, serving


@pytest.mark.parametrize("workers", [1, 2])
def test_who_comes_while_a_worker_is_dead_is_answered_by_its_successor(settings: Settings, workers: int) -> None:
    with serving(settings.data, "--workers", str(workers)) as server, ThreadPoolExecutor(20) as readers:
        assert server.get("/")[0] == 200
        time.sleep(6)  # a worker that dies within its first seconds counts as one that cannot start
        dead = min(server.workers)
        os.kill(dead, signal.SIGSTOP)
        waiting = [readers.submit(server.get, "/") for _ in range(20)]
        time.sleep(0.5)
        os.kill(dead, signal.SIGKILL)
        later = [readers.submit(server.get, "/") for _ in range(20)]
        assert {one.result()[0] for one in (*waiting, *later)} == {200}
        eventually(lambda: len(server.workers) == workers and dead not in server.workers)


def test_a_request_may_come_after_its_connection(settings: Settings) -> None:
    """On a telephone a third of a second lies between them, and the worker that has the connection may end in it."""

    def read_slowly(server: Server) -> bytes:
        with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE_SECONDS) as connection:
            time.sleep(0.3)
            connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            return connection.recv(15)

    with serving(settings.data, "--workers", "1") as server, ThreadPoolExecutor(20) as readers:
        assert server.get("/")[0] == 200
        before, reading = server.workers, []
        server.hang_up()
        while server.workers & before or not server.workers:
            reading.append(readers.submit(read_slowly, server))
            time.sleep(0.03)
        assert {one.result() for one in reading} == {b"HTTP/1.1 200 OK"}


def test_while_it_ends_nobody_else_is_let_in_to_wait(settings: Settings) -> None:
    with serving(settings.data, "--workers", "2") as server:
        with _half_a_press(server) as begun:
            time.sleep(0.3)
            server.process.terminate()
            eventually(lambda: not _lets_in(server))
            assert server.process.poll() is None
            begun.send(b"&next=%2F")
            assert begun.getresponse().status == 303
        assert server.process.wait(timeout=PATIENCE_SECONDS) == 0


def test_it_ends_at_once_while_its_workers_are_still_beginning(settings: Settings, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with log.open("wb") as stderr, serving(settings.data, "--workers", "2", stderr=stderr) as server:
        while len(server.workers) < 2:
            time.sleep(0.001)
        server.process.terminate()
        assert server.process.wait(timeout=PATIENCE_SECONDS) == 0
    assert log.read_text("utf-8") == "", "a worker had to be killed"


class _half_a_press(http.client.HTTPConnection):
    def __init__(self, server: Server) -> None:
        super().__init__("127.0.0.1", server.port, timeout=PATIENCE_SECONDS)
        self.putrequest("POST", "/preferences")
        self.putheader("Content-Length", "17")
        self.putheader("Content-Type", "application/x-www-form-urlencoded")
        self.endheaders(b"text=125")

    def __enter__(self) -> _half_a_press:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _lets_in(server: Server) -> bool:
    try:
        socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE_SECONDS).close()
    except OSError:
        return False
    return True
