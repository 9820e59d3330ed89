"""Raw bytes to a server's socket, and its responses."""

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
    """What a connection received until it was closed: the statuses of the responses, and all bytes."""

    statuses: list[int]
    whole: bytes


def say(port: int, data: bytes, *, then_hang_up: bool = False) -> Heard:
    """Sends `data` and reads until the server closes the connection, or closes it at once."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_SECONDS) as connection:
        heard = b""
        # A server that has heard enough closes while much is still on its way.
        with suppress(ConnectionError):
            connection.sendall(data)
            while not then_hang_up and (more := connection.recv(1 << 16)):
                heard += more
        return Heard([int(status) for status in re.findall(rb"HTTP/1\.[01] (\d{3}) ", heard)], heard)


def hold(port: int, data: bytes) -> socket.socket:
    """An open connection that has sent `data` and sends nothing more."""
    connection = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_SECONDS)
    connection.sendall(data)
    return connection


def closes(connection: socket.socket) -> bool:
    """Whether the server closes the connection within PATIENCE_SECONDS."""
    end = time.monotonic() + PATIENCE_SECONDS
    with connection, suppress(ConnectionError):
        while time.monotonic() < end:
            if not connection.recv(1 << 16):
                return True
    return time.monotonic() < end
