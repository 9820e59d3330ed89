"""A server that ends: it accepts no further connections, and does not wait for workers that are still starting."""

from __future__ import annotations

import http.client
import socket
import time
from pathlib import Path

from bantin_reader.config.settings import Settings
from tests.serving.server import PATIENCE_SECONDS, Server, eventually, serving


def test_a_server_that_ends_accepts_no_more_connections(settings: Settings) -> None:
    with serving(settings.data, "--workers", "2") as server:
        with _half_a_press(server) as begun:
            time.sleep(0.3)
            server.process.terminate()
            eventually(lambda: not _lets_in(server))
            assert server.process.poll() is None
            begun.send(b"&next=%2F")
            assert begun.getresponse().status == 303
        assert server.process.wait(timeout=PATIENCE_SECONDS) == 0


def test_a_server_ends_at_once_while_its_workers_are_starting(settings: Settings, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with log.open("wb") as stderr, serving(settings.data, "--workers", "2", stderr=stderr) as server:
        while len(server.workers) < 2:
            time.sleep(0.001)
        server.process.terminate()
        assert server.process.wait(timeout=PATIENCE_SECONDS) == 0
    assert log.read_text("utf-8") == "", "a worker had to be killed"


def test_a_server_that_ends_writes_nothing_about_readers_who_have_gone(settings: Settings, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with log.open("wb") as stderr, serving(settings.data, "--workers", "1", stderr=stderr) as server:
        readers = [socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE_SECONDS) for _ in range(60)]
        for number, reader in enumerate(readers):
            reader.sendall(f"GET /search?q={number} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n".encode())
        assert readers[0].recv(12) == b"HTTP/1.1 200"
        for reader in readers:
            reader.close()
        server.process.terminate()
        assert server.process.wait(timeout=PATIENCE_SECONDS) == 0
    assert log.read_text("utf-8") == ""


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
