"""Bytes to a server's socket, and what comes back."""

from __future__ import annotations

import re
import socket
import time
from contextlib import suppress
from dataclasses import dataclass

PATIENCE_SECONDS = 60
HOST = b"Host: localhost\r\n"
CLOSE = b"Connection: close\r\n"
GET = b"GET /privacy HTTP/1.1\r\n"
POST = b"POST /preferences HTTP/1.1\r\n" + HOST
FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"


@dataclass(frozen=True)
class Heard:
    """What a connection said until it was closed: the statuses of its answers, and all of it."""

    statuses: list[int]
    whole: bytes


def say(port: int, data: bytes, *, then_hang_up: bool = False) -> Heard:
    """Sends and listens until the server closes, for as long as the server's own patience; or hangs up at once."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_SECONDS) as connection:
        heard = b""
        # A server that has heard enough closes while much is still on its way.
        with suppress(ConnectionError):
            connection.sendall(data)
            while not then_hang_up and (more := connection.recv(1 << 16)):
                heard += more
        return Heard([int(status) for status in re.findall(rb"HTTP/1\.[01] (\d{3}) ", heard)], heard)


def hold(port: int, data: bytes) -> socket.socket:
    """A connection that has sent this and sends no more."""
    connection = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_SECONDS)
    connection.sendall(data)
    return connection


def closes(connection: socket.socket) -> bool:
    """Whether the server closes it within its patience."""
    end = time.monotonic() + PATIENCE_SECONDS
    with connection, suppress(ConnectionError):
        while time.monotonic() < end:
            if not connection.recv(1 << 16):
                return True
    return time.monotonic() < end
