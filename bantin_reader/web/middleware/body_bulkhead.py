"""Bodies that come slowly. The server waits for one in a thread and sets it no end, and it has few threads."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from threading import BoundedSemaphore
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug.exceptions import ServiceUnavailable

# Leaves one of the server's threads to readers.
MOST_AT_A_TIME = 3
# Bodies that arrive as they should are read in far less, on a busy machine too.
PATIENCE_SECONDS = 0.5
RETRY_SECONDS = 10


class RequestBodyBulkhead:
    """WSGI middleware: so many bodies are read at a time; who comes while all of these hang gets 503."""

    def __init__(self, app: WSGIApplication, clock: Callable[[], float] = time.monotonic) -> None:
        self._app = app
        self._clock = clock
        self._seats = BoundedSemaphore(MOST_AT_A_TIME)
        self._last_taken = clock()

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            environ["wsgi.input"] = _Body(environ["wsgi.input"], self)
        return self._app(environ, start)

    def read(self, stream: Any, size: int) -> bytes:
        """Raises ServiceUnavailable."""
        hangs = self._clock() - self._last_taken > PATIENCE_SECONDS
        if not self._seats.acquire(timeout=0 if hangs else PATIENCE_SECONDS):
            raise ServiceUnavailable(retry_after=RETRY_SECONDS)
        self._last_taken = self._clock()
        try:
            content: bytes = stream.read(size)
            return content
        finally:
            self._seats.release()


class _Body:
    """What is read of a `wsgi.input`."""

    def __init__(self, stream: Any, few: RequestBodyBulkhead) -> None:
        self._stream = stream
        self._few = few

    def read(self, size: int = -1) -> bytes:
        return self._few.read(self._stream, size)
