"""An ASGI application that runs a WSGI application (PEP 3333) in threads.

Granian hands over the bytes of each header by this interface alone. By WSGI a header with a byte beyond ASCII arrives
empty: a cookie with such a byte, set by another application of the domain, would hide the reader's own.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any
from urllib.parse import unquote_to_bytes
from wsgiref.types import WSGIApplication, WSGIEnvironment

from bantin_reader.web.page_cache.lru import CachedBody
from bantin_reader.web.page_cache.replay import RawHeaders, ResponseReplay, raw_request

BODY_SECONDS = 30.0
CHUNK_BYTES = 64 * 1024
ENVIRON = {
    "SCRIPT_NAME": "",
    "wsgi.version": (1, 0),
    "wsgi.errors": sys.stderr,
    "wsgi.multithread": True,
    "wsgi.multiprocess": True,
    "wsgi.run_once": False,
    "wsgi.input_terminated": True,  # as Werkzeug asks servers to say
}
PROTOCOLS = {"1": "HTTP/1.0", "1.1": "HTTP/1.1", "2": "HTTP/2"}

Scope = dict[str, Any]
Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


@dataclass(frozen=True)
class ServedApplication:
    """`body_bytes` is the length of the longest request body that a route reads."""

    wsgi: WSGIApplication
    body_bytes: int
    replay: ResponseReplay | None = None


class AsgiAdapter:
    """ASGI application for `application`, which works on `threads` requests at a time; others wait for their turn.

    A request body is read before the application is called, so that one that arrives slowly occupies no thread; the
    response is 408 after BODY_SECONDS. A body longer than `body_bytes` is not read to its end.
    """

    def __init__(self, application: ServedApplication, threads: int) -> None:
        self._app = application.wsgi
        self._body_bytes = application.body_bytes
        self._replay = application.replay
        self._threads = ThreadPoolExecutor(threads)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = None
        if self._replay:
            method, scheme, path = scope["method"], scope["scheme"], scope["raw_path"]
            request = raw_request(method, scheme, path, scope["query_string"], scope["headers"])
            repeated = self._replay.find(request, scope["client"][0]) if request else None
            if repeated:
                await _send_start(send, repeated[0], repeated[1])
                await send({"type": "http.response.body", "body": repeated[2]})
                return
        environ = environ_of(scope)
        try:
            async with asyncio.timeout(BODY_SECONDS):
                body = await self._read_body(environ, receive)
        except TimeoutError:
            await _refuse(send, 408)
            return
        if body is None:
            await _refuse(send, 400)
            return
        environ["wsgi.input"] = BytesIO(body)
        loop = asyncio.get_running_loop()
        response = await loop.run_in_executor(self._threads, _Response, self._app, environ)
        if self._replay and request and response.page:
            self._replay.learn(
                request, environ, response.page, response.status_line, response.named, has_body=bool(response.chunk)
            )
        try:
            await _send_start(send, response.status, response.headers)
            while response.has_more:
                await send({"type": "http.response.body", "body": response.chunk, "more_body": True})
                await loop.run_in_executor(self._threads, response.read)
            await send({"type": "http.response.body", "body": response.chunk})
        finally:
            if response.has_more:
                self._threads.submit(response.close)

    async def _read_body(self, environ: WSGIEnvironment, receive: Receive) -> bytes | None:
        """The body, or more than `body_bytes` of it; None if the client disconnects or its chunks are malformed."""
        if "CONTENT_LENGTH" not in environ and "HTTP_TRANSFER_ENCODING" not in environ:
            return b""
        if int(environ.get("CONTENT_LENGTH", "0")) > self._body_bytes:
            return b""  # refused by its length
        body = bytearray()
        is_complete = False
        while not is_complete and len(body) <= self._body_bytes:
            message = await receive()
            if message["type"] != "http.request":
                return None
            body += message.get("body", b"")
            is_complete = not message.get("more_body", False)
        return bytes(body)


class _Response:
    """The response of `app`, read as far as CHUNK_BYTES; blocks, as `read` and `close` do."""

    def __init__(self, app: WSGIApplication, environ: WSGIEnvironment) -> None:
        self.status = 500
        self.status_line = ""
        self.named: list[tuple[str, str]] = []
        self.headers: RawHeaders = []
        self.chunk = b""
        self.has_more = True
        self._written: list[bytes] = []
        self._body = app(environ, self._start)
        self.page = self._body.page if isinstance(self._body, CachedBody) else None
        self._chunks: Iterator[bytes] = iter(self._body)
        self.read()

    def _start(
        self, status: str, headers: list[tuple[str, str]], _error: object = None, /
    ) -> Callable[[bytes], object]:
        self.status, self.status_line, self.named = int(status[:3]), status, headers
        self.headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        return self._written.append

    def read(self) -> None:
        """Make `chunk` the next part of the body; `has_more` is false after the last."""
        parts, self._written = self._written, []
        size = 0
        try:
            while size < CHUNK_BYTES:
                part = next(self._chunks)
                parts.append(part)
                size += len(part)
        except StopIteration:
            self.close()
        except BaseException:
            self.close()
            raise
        self.chunk = b"".join(parts)

    def close(self) -> None:
        self.has_more = False
        if hasattr(self._body, "close"):
            self._body.close()


def environ_of(scope: Scope) -> WSGIEnvironment:
    """The WSGI environment of an HTTP scope, without `wsgi.input`. Bytes become characters by Latin-1 (PEP 3333).

    Fields of one name are joined, cookies as RFC 9113, 8.2.3 says. A name with an underscore is left out: as a variable
    it could not be told from that with a hyphen.
    """
    environ: WSGIEnvironment = ENVIRON.copy()
    environ["REQUEST_METHOD"] = scope["method"]
    environ["PATH_INFO"] = _path(scope["raw_path"])
    environ["QUERY_STRING"] = scope["query_string"].decode("latin-1")
    environ["SERVER_PROTOCOL"] = PROTOCOLS.get(scope["http_version"], "HTTP/1.1")
    environ["SERVER_NAME"], port = scope["server"]
    environ["SERVER_PORT"] = str(port)
    environ["REMOTE_ADDR"] = scope["client"][0]
    environ["wsgi.url_scheme"] = scope["scheme"]
    for name, value in scope["headers"]:
        variable = _variable(name)
        if variable in environ:
            separator = "; " if variable == "HTTP_COOKIE" else ","
            environ[variable] += separator + value.decode("latin-1")
        elif variable:
            environ[variable] = value.decode("latin-1")
    return environ


@lru_cache(maxsize=1024)
def _path(raw: bytes) -> str:
    return unquote_to_bytes(raw).decode("latin-1")


@lru_cache(maxsize=1024)
def _variable(name: bytes) -> str:
    """The name of the environment's variable for a header field."""
    if b"_" in name:
        return ""
    variable = name.decode("latin-1").upper().replace("-", "_")
    return variable if variable in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{variable}"


async def _refuse(send: Send, status: int) -> None:
    await _send_start(send, status, [(b"connection", b"close"), (b"content-length", b"0")])
    await send({"type": "http.response.body"})


async def _send_start(send: Send, status: int, headers: RawHeaders) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
