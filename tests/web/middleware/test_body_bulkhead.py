"""Request bodies are bounded in size, and bodies that hang leave threads for readers."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from threading import Barrier, Event
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import create_environ, run_wsgi_app

from bantin_reader.server.granian import THREADS
from bantin_reader.web.middleware.body_bulkhead import MOST_AT_A_TIME, PATIENCE_SECONDS
from tests.checking import CheckingClient, check

FORM = "application/x-www-form-urlencoded"
WAIT_SECONDS = 60


class Hanging:
    """A request body that does not end before `coming` is set; `read` reports that somebody waits for it."""

    def __init__(self, content: bytes, all_wait: Barrier) -> None:
        self._content = content
        self._all_wait = all_wait
        self.coming = Event()

    def read(self, _size: int = -1) -> bytes:
        if self._content:
            self._all_wait.wait(WAIT_SECONDS)
            self.coming.wait(WAIT_SECONDS)
        content, self._content = self._content, b""
        return content


def post(app: Flask, stream: Any) -> tuple[str, dict[str, str], str]:
    environ = create_environ("/preferences", method="POST", content_type=FORM)
    environ |= {"wsgi.input": stream, "wsgi.input_terminated": True, "CONTENT_LENGTH": "8"}
    body, status, headers = run_wsgi_app(app, environ, buffered=True)
    return status, dict(headers), b"".join(body).decode()


def test_a_thread_remains_for_readers_while_bodies_hang() -> None:
    assert 1 <= MOST_AT_A_TIME < THREADS


def test_one_body_too_many_gets_503_and_readers_are_served(app: Flask) -> None:
    all_wait = Barrier(MOST_AT_A_TIME + 1)
    bodies = [Hanging(b"text=125", all_wait) for _ in range(MOST_AT_A_TIME)]
    with ThreadPoolExecutor(MOST_AT_A_TIME) as pool:
        try:
            waiting: list[Future[Any]] = [pool.submit(post, app, body) for body in bodies]
            all_wait.wait(WAIT_SECONDS)
            Event().wait(2 * PATIENCE_SECONDS)
            status, headers, page = post(app, Hanging(b"text=125", all_wait))
            assert status.startswith("503")
            assert headers["Retry-After"] == "10"
            assert "Set-Cookie" not in headers
            check(page)
            assert app.test_client().get("/privacy").status_code == 200
        finally:
            for body in bodies:
                body.coming.set()
        assert [future.result()[0] for future in waiting] == ["303 SEE OTHER"] * MOST_AT_A_TIME
    assert app.test_client().post("/preferences", data={"text": "125"}).status_code == 303


def test_many_simultaneous_presses_succeed(app: Flask) -> None:
    def press(number: int) -> int:
        return app.test_client().post("/preferences", data={"text": "125", "next": f"/?page={number}"}).status_code

    with ThreadPoolExecutor(THREADS) as pool:
        assert set(pool.map(press, range(200))) == {303}


@pytest.mark.parametrize("length", [64 * 1024 + 1, 10_000_000])
def test_a_body_over_the_limit_is_refused_unread(app: Flask, length: int) -> None:
    class Unread:
        def read(self, _size: int = -1) -> bytes:
            raise AssertionError("the body was read")

    environ = create_environ("/preferences", method="POST", content_type=FORM)
    environ |= {"wsgi.input": Unread(), "CONTENT_LENGTH": str(length)}
    assert run_wsgi_app(app, environ, buffered=True)[1].startswith("413")


def test_a_body_without_a_length_is_read_no_further_than_the_limit(app: Flask) -> None:
    class Endless:
        given = 0

        def read(self, size: int = -1) -> bytes:
            assert size > 0
            self.given += size
            return b"a" * size

    stream = Endless()
    environ = create_environ("/preferences", method="POST", content_type=FORM)
    environ |= {"wsgi.input": stream, "wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked"}
    environ.pop("CONTENT_LENGTH", None)
    assert run_wsgi_app(app, environ, buffered=True)[1][:3] in ("413", "422")
    assert stream.given <= 64 * 1024


@pytest.mark.parametrize("error", [OSError, ValueError, ConnectionResetError])
def test_a_truncated_body_is_a_client_error(app: Flask, error: type[Exception]) -> None:
    class Broken:
        def read(self, _size: int = -1) -> bytes:
            raise error("gone")

    assert post(app, Broken())[0].startswith("400")


@pytest.mark.parametrize("count", [10, 1000, 5000])
def test_a_form_of_many_parts_changes_nothing(client: CheckingClient, count: int) -> None:
    part = b"--b\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n"
    answer = client.post("/preferences", data=part * count, content_type="multipart/form-data; boundary=b")
    assert answer.status_code in (413, 422)
    assert "Set-Cookie" not in answer.headers


def test_a_form_of_many_fields_changes_nothing(client: CheckingClient) -> None:
    for body in (b"a&" * 32_000, b"text=125&" * 7000 + b"a=b", b"=" * 64_000, b"&" * 64_000, b"%" * 64_000):
        answer = client.post("/preferences", data=body, content_type=FORM)
        assert answer.status_code == 422
        assert "Set-Cookie" not in answer.headers
