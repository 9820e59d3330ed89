"""An ASGI application that runs a WSGI application (PEP 3333) in threads.

Granian hands over the bytes of each header by this interface alone. By WSGI a header with a byte beyond ASCII arrives
empty: a cookie with such a byte, set by another application of the domain, would hide the reader's own.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Protocol
from wsgiref.types import WSGIApplication, WSGIEnvironment

from bantin_reader.model.errors import StoreUnavailable
from bantin_reader.server.wsgi_environ import Scope, environ_of
from bantin_reader.server.wsgi_response import RawHeaders, WsgiResponse, respond

BODY_SECONDS = 30.0
Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class KnownResponses(Protocol):
    """Knows the responses to some requests without the application. Called in the event loop: it never blocks."""

    def find(self, scope: Scope, /) -> tuple[int, RawHeaders, bytes] | None:
        """Status, headers and body of the response, if it is known."""

    def learn(
        self,
        scope: Scope,
        environ: WSGIEnvironment,
        body: Iterable[bytes],
        status: str,
        headers: list[tuple[str, str]],
        /,
    ) -> None:
        """Is told what the application returned for a request."""


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
    known: KnownResponses | None = None
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
        self._known = application.known
        self._threads = ThreadPoolExecutor(threads)
        self._long_bodies = application.long_bodies
        self._long_body_turn = asyncio.Semaphore(1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        known = self._known.find(scope) if self._known else None
        if known:
            await send({"type": "http.response.start", "status": known[0], "headers": known[1]})
            await send({"type": "http.response.body", "body": known[2]})
            return
        # Of a worker that ends: its other requests have been answered, and who sent this one has gone.
        with suppress(asyncio.CancelledError):
            await self._answer(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
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
        if self._known:
            self._known.learn(scope, environ, response.body, response.status_line, response.named)
        try:
            await _send_start(send, response.status, response.headers)
            while response.has_more:
                await send({"type": "http.response.body", "body": response.chunk, "more_body": True})
                await loop.run_in_executor(self._threads, response.read)
            await send({"type": "http.response.body", "body": response.chunk})
        finally:
            if response.has_more:
                self._threads.submit(response.close)

    async def _response(self, environ: WSGIEnvironment, receive: Receive, body_bytes: int) -> WsgiResponse | int:
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
        return await asyncio.get_running_loop().run_in_executor(self._threads, respond, self._app, environ, body)

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


async def _refuse(send: Send, status: int) -> None:
    await _send_start(send, status, [(b"connection", b"close"), (b"content-length", b"0")])
    await send({"type": "http.response.body"})


async def _send_start(send: Send, status: int, headers: RawHeaders) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
