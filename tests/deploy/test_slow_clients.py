"""Clients that stop in the middle of a request."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.deploy.client import Connection
from tests.deploy.nginx import SITE, Nginx
from tests.deploy.upstream import AppServers

IMPATIENT = {f"client_{part}_timeout 10s": f"client_{part}_timeout 1s" for part in ("header", "body")}


@pytest.fixture
def nginx(apps: AppServers, tmp_path: Path) -> Iterator[Nginx]:
    server = Nginx(tmp_path, apps.ports, IMPATIENT)
    yield server
    server.stop()


@pytest.mark.parametrize(
    "request_",
    ["POST /preferences HTTP/1.1\r\nContent-Length: 100\r\nHost: {}\r\n\r\ntext=", "GET / HTTP/1.1\r\nHost: {}"],
)
def test_a_client_that_stops_sending_is_disconnected_and_reaches_no_app_server(
    nginx: Nginx, apps: AppServers, request_: str
) -> None:
    apps.requests.clear()
    connection = Connection(nginx)
    connection.connect()
    began = time.monotonic()
    connection.sock.sendall(request_.format(SITE).encode())
    with suppress(OSError):
        while connection.sock.recv(4096):
            pass
    connection.close()
    assert time.monotonic() - began < 15
    assert apps.requests == []
