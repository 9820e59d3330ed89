"""A site around which pages are kept, with an application, a store and a clock that a test sets."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

from werkzeug.test import EnvironBuilder, run_wsgi_app

from bantin_reader.model.errors import StoreUnavailable
from bantin_reader.web.page_cache.middleware import PageCache

HEADERS = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-cache"), ("ETag", 'W/"1"')]


class Site:
    """An application that counts; what it answers, the store's edition and the clock are a test's to set."""

    def __init__(self) -> None:
        self.made: list[str] = []
        self.status = "200 OK"
        self.headers = HEADERS
        self.revision = 1
        self.is_away = False
        self.looks = 0
        self.now = 1000.0
        self.gate: threading.Event | None = None
        self.keeping = PageCache(self.app, self.look, most_bytes=1_000_000, stale_seconds=600, clock=lambda: self.now)

    def look(self) -> int:
        self.looks += 1
        if self.is_away:
            raise StoreUnavailable("gone")
        return self.revision

    def app(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        self.made.append(environ["PATH_INFO"])
        if self.gate:
            self.gate.wait(10)
        assert environ["REQUEST_METHOD"] == "GET" or environ["PATH_INFO"] == "/post"
        assert "HTTP_IF_NONE_MATCH" not in environ or environ["PATH_INFO"].startswith("/pictures/")
        start(self.status, list(self.headers))
        return [f"page {len(self.made)}".encode()]

    def get(self, path: str = "/", method: str = "GET", **headers: str) -> tuple[str, Any, bytes]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        environ = EnvironBuilder(path, method=method, headers=named).get_environ()
        body, status, answered = run_wsgi_app(self.keeping, environ, buffered=True)
        return status, answered, b"".join(body)
