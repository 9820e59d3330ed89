"""The response of a WSGI application (PEP 3333), read part by part."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import IO
from wsgiref.types import WSGIApplication, WSGIEnvironment

CHUNK_BYTES = 64 * 1024
RawHeaders = list[tuple[bytes, bytes]]


def respond(app: WSGIApplication, environ: WSGIEnvironment, body: IO[bytes]) -> WsgiResponse:
    """Call the application with a request body, which is closed afterwards."""
    with body:
        environ["wsgi.input"] = body
        return WsgiResponse(app, environ)


class WsgiResponse:
    """The response of `app`, read as far as CHUNK_BYTES; blocks, as `read` and `close` do."""

    def __init__(self, app: WSGIApplication, environ: WSGIEnvironment) -> None:
        self.status = 500
        self.status_line = ""
        self.named: list[tuple[str, str]] = []
        self.headers: RawHeaders = []
        self.chunk = b""
        self.has_more = True
        self._written: list[bytes] = []
        self.body = app(environ, self._start)
        self._chunks: Iterator[bytes] = iter(self.body)
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
        if hasattr(self.body, "close"):
            self.body.close()
