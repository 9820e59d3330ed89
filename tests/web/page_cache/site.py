"""A page cache around an application, with a store and a clock that a test sets."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

from werkzeug.test import EnvironBuilder, run_wsgi_app

from bantin_reader.model.embed_preferences import EMBED_COOKIE, normalize_embed_cookie
from bantin_reader.model.errors import StoreUnavailable
from bantin_reader.web.middleware.error_responses import ErrorResponses
from bantin_reader.web.middleware.normalization import RequestNormalizer
from bantin_reader.web.observability.metrics import RequestMetrics, RouteLabels
from bantin_reader.web.page_cache.middleware import PageCache
from bantin_reader.web.page_cache.revision import StoreRevision
from bantin_reader.web.route_policy import RoutePolicies, RoutePolicy

HEADERS = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-cache"), ("ETag", 'W/"1"')]


class Policies(RoutePolicies):
    """What the routes of this application would declare."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def of_path(self, method: str, path: str) -> RoutePolicy:
        self.asked.append((method, path))
        if path.startswith("/embed/"):
            return RoutePolicy(frozenset({"set-text"}), {EMBED_COOKIE: normalize_embed_cookie}, page_cache=True)
        return RoutePolicy(frozenset({"lang", "page"}), page_cache=not path.startswith(("/preferences", "/pictures/")))


class Site:
    """An application that counts its responses, behind a page cache; its response, the store's revision and the clock
    are a test's to set."""

    def __init__(self) -> None:
        self.made: list[str] = []
        self.status = "200 OK"
        self.headers = HEADERS
        self.revision = 1
        self.is_away = False
        self.looks = 0
        self.now = 1000.0
        self.gate: threading.Event | None = None
        self.policies = Policies()
        cache = PageCache(
            self.app,
            self.policies,
            StoreRevision(self.look, lambda: self.now),
            most_bytes=1_000_000,
            stale_seconds=600,
            observer=RequestMetrics(RouteLabels([])).page_cache,
            clock=lambda: self.now,
        )
        self.wsgi = RequestNormalizer(cache, self.policies, ErrorResponses("Bản tin", None, {}))

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
        named = [(name.replace("_", "-"), value) for name, value in headers.items()]
        environ = EnvironBuilder(path, method=method, headers=named).get_environ()
        body, status, answered = run_wsgi_app(self.wsgi, environ, buffered=True)
        return status, answered, b"".join(body)
