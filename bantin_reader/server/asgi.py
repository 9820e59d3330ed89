"""An ASGI application that runs a WSGI application (PEP 3333) in threads.

Granian hands over the bytes of each header by this interface alone. By WSGI a header with a byte beyond ASCII arrives
empty: a cookie with such a byte, set by another application of the domain, would hide the reader's own.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from wsgiref.types import WSGIApplication, WSGIEnvironment

from bantin_reader.model.errors import StoreUnavailable
from bantin_reader.server.wsgi_environ import Scope, environ_of
from bantin_reader.web.page_cache.lru import CachedBody
from bantin_reader.web.page_cache.replay import RawHeaders, ResponseReplay, raw_request

BODY_SECONDS = 30.0
CHUNK_BYTES = 64 * 1024
Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


@dataclass(frozen=True)
class LongBodies:
    """Which requests may have a body of `max_bytes`: those that have a valid token. `has_credentials` says at once
    which may have one; `has_valid_token` decides, and may block and raise StoreUnavailable."""

    max_bytes: int
    has_credentials: Callable[[WSGIEnvironment], bool]
    has_valid_token: Callable[[WSGIEnvironment], bool]


@dataclass(frozen=True)
class ServedApplication:
    """`body_bytes` is the length of the longest request body that a route reads, but for `long_bodies`."""

    wsgi: WSGIApplication
    body_bytes: int
    replay: ResponseReplay | None = None
    long_bodies: LongBodies | None = None


class AsgiAdapter:
    """ASGI application for `application`, which works on `threads` requests at a time; others wait for their turn.

    A request body is read before the application is called, so that one that arrives slowly occupies no thread; the
    response is 408 after BODY_SECONDS. A body longer than `body_bytes` is not read to its end. Requests that may have
    long bodies are read and worked on one after the other, so that they take the memory of one and one thread.
    """

    def __init__(self, application: ServedApplication, threads: int) -> None:
        self._app = application.wsgi
        self._body_bytes = application.body_bytes
        self._replay = application.replay
        self._threads = ThreadPoolExecutor(threads)
        self._long_bodies = application.long_bodies
        self._long_body_turn = asyncio.Semaphore(1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = None
        if self._replay:
            method, scheme, path = scope["method"], scope["scheme"], scope["raw_path"]
            request = raw_request(method, scheme, path, scope["query_string"], scope["headers"])
            repeated = self._replay.find(request, scope["client"][0]) if request else None
            if repeated:
                status, headers, body = repeated
                await send({"type": "http.response.start", "status": status, "headers": headers})
                await send({"type": "http.response.body", "body": body})
                return
        environ = environ_of(scope)
        loop = asyncio.get_running_loop()
        long = self._long_bodies
        try:
            is_long = (
                long
                and long.has_credentials(environ)
                and await loop.run_in_executor(self._threads, long.has_valid_token, environ)
            )
        except StoreUnavailable:  # the application says so, and when to try again
            is_long = False
        if long and is_long:
            async with self._long_body_turn:
                response = await self._response(environ, receive, long.max_bytes)
        else:
            response = await self._response(environ, receive, self._body_bytes)
        if isinstance(response, int):
            await _refuse(send, response)
            return
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

    async def _response(self, environ: WSGIEnvironment, receive: Receive, body_bytes: int) -> _Response | int:
        """The response, or the status of the refusal if the body does not arrive. One that is longer than any form is
        kept in a file meanwhile."""
        has_body = "CONTENT_LENGTH" in environ or "HTTP_TRANSFER_ENCODING" in environ
        body: IO[bytes] = SpooledTemporaryFile(self._body_bytes) if has_body else BytesIO()  # noqa: SIM115
        status = 0
        try:
            async with asyncio.timeout(BODY_SECONDS):
                # A longer one is refused by its length.
                if has_body and int(environ.get("CONTENT_LENGTH", "0")) <= body_bytes:
                    status = await self._read_body(body, receive, body_bytes)
        except TimeoutError:
            status = 408
        if status:
            body.close()
            return status
        body.seek(0)
        return await asyncio.get_running_loop().run_in_executor(self._threads, _respond, self._app, environ, body)

    async def _read_body(self, body: IO[bytes], receive: Receive, body_bytes: int) -> int:
        """Write the request body, or more than `body_bytes` of it, into `body`; 400 if the client disconnects or its
        chunks are malformed, else 0."""
        is_complete = False
        while not is_complete and body.tell() <= body_bytes:
            message = await receive()
            if message["type"] != "http.request":
                return 400
            body.write(message.get("body", b""))
            is_complete = not message.get("more_body", False)
        return 0


def _respond(app: WSGIApplication, environ: WSGIEnvironment, body: IO[bytes]) -> _Response:
    with body:
        environ["wsgi.input"] = body
        return _Response(app, environ)


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


async def _refuse(send: Send, status: int) -> None:
    await _send_start(send, status, [(b"connection", b"close"), (b"content-length", b"0")])
    await send({"type": "http.response.body"})


async def _send_start(send: Send, status: int, headers: RawHeaders) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
