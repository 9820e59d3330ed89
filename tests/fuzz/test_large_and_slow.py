"""Large and slow requests to a running server: they are ended, take little memory, and others are answered."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bantin_reader.server.granian import HEADER_BYTES, THREADS
from tests.fuzz.wire import CLOSE, FORM, GET, HOST, POST, closes, hold, say
from tests.serving.server import Server

pytestmark = pytest.mark.usefixtures("goes_on")

LARGE = b"a" * 10_000_000
AT_ONCE = 16
MOST_BYTES = 64 * 1024 * 1024


def peak(server: Server) -> int:
    """The peak of the worker's resident memory, in bytes."""
    [worker] = server.workers
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{worker}/status").read_text())
    assert found
    return int(found[1]) * 1024


def test_a_connection_that_sends_headers_slowly_is_closed(server: Server) -> None:
    held = [hold(server.port, data) for data in (b"", b"GET", GET, GET + HOST, b"PRI * HT")]
    assert server.get("/privacy", {"Host": "localhost"})[0] == 200
    assert all(closes(connection) for connection in held)


def test_request_bodies_that_stop_do_not_block_pages(server: Server) -> None:
    held = [hold(server.port, POST + FORM + b"Content-Length: 100\r\n\r\ntext") for _ in range(THREADS + 5)]
    try:
        for path in ("/privacy", "/accessibility", "/preferences", "/?page=1") * 3:
            assert server.get(path, {"Host": "localhost"})[0] in (200, 303)
    finally:
        for connection in held:
            connection.close()
    while say(server.port, POST + CLOSE + FORM + b"Content-Length: 8\r\n\r\ntext=125").statuses != [303]:
        pass


@pytest.mark.parametrize(
    "data",
    [
        GET + HOST + CLOSE + b"Cookie: " + LARGE + b"\r\n\r\n",
        GET + HOST + CLOSE + LARGE + b": a\r\n\r\n",
        b"GET /" + LARGE + b" HTTP/1.1\r\n" + HOST + CLOSE + b"\r\n",
        POST + CLOSE + FORM + b"Content-Length: 10000000\r\n\r\n" + LARGE,
        POST + CLOSE + FORM + b"Transfer-Encoding: chunked\r\n\r\n989680\r\n" + LARGE + b"\r\n0\r\n\r\n",
        LARGE,
    ],
    ids=["cookie", "header's name", "address", "body", "chunk", "noise"],
)
def test_ten_megabytes_of_anything_are_refused_and_not_kept_in_memory(server: Server, data: bytes) -> None:
    """Sixteen at once come to 160 MB."""
    before = peak(server)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        heard = list(pool.map(lambda _: say(server.port, data), range(AT_ONCE)))
    assert {status for one in heard for status in one.statuses} <= {400, 413, 414, 422, 431, 503}
    assert peak(server) - before < MOST_BYTES


def test_headers_are_read_up_to_their_limit(server: Server) -> None:
    def status(length: int) -> list[int]:
        return say(server.port, GET + HOST + CLOSE + b"X-A: " + b"a" * length + b"\r\n\r\n").statuses

    assert status(HEADER_BYTES // 2) == [200]
    assert status(HEADER_BYTES * 4) in ([431], [])
