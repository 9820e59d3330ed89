"""Answers requests with cached pages, before the application runs."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from functools import lru_cache
from threading import Event, Lock
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug.http import parse_etags

from bantin_reader.web.observability.logging import LogRateLimiter
from bantin_reader.web.page_cache.key import PageKey, page_key
from bantin_reader.web.page_cache.lru import CachedBody, CachedPage, CacheObserver, LruCache
from bantin_reader.web.page_cache.revision import StoreRevision
from bantin_reader.web.route_policy import RoutePolicies

# A page takes a few milliseconds. A request that has waited longer for another's page makes its own.
SINGLE_FLIGHT_SECONDS = 1.0
BODY_HEADERS = {"content-type", "content-length", "content-encoding", "content-language"}

Collected = tuple[str, list[tuple[str, str]], bytes]

log = logging.getLogger(__name__)


class PageCache:
    """WSGI middleware around the application; requests must have been normalized.

    Caches responses with status 200 that have a validator and set no cookie, for routes whose policy allows it.
    `revision` is the store's, by the same clock; a page of another revision is made again.
    While the store or the application fails, cached pages are served for `stale_seconds` (RFC 5861, stale-if-error).
    """

    def __init__(
        self,
        app: WSGIApplication,
        policies: RoutePolicies,
        revision: StoreRevision,
        *,
        most_bytes: int,
        stale_seconds: float,
        observer: CacheObserver,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._app = app
        self._policies = policies
        self._pages = LruCache(most_bytes)
        self._revision = revision
        self._stale_seconds = stale_seconds
        self._observer = observer
        self._clock = clock
        self._in_flight: dict[PageKey, Event] = {}
        self._lock = Lock()
        self._log_limiter = LogRateLimiter(clock=clock)

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        key = page_key(environ, self._policies)
        if key is None:
            return self._app(environ, start)
        now = self._revision.refresh()
        page = self._pages.get(key)
        if page is not None and self._is_current(page, now):
            self._observer.hit()
            return _send(page, environ, start)
        return self._single_flight(key, page, environ, start)

    def may_replay(self, page: CachedPage) -> bool:
        """Whether a response with this page may be sent again without a call of this middleware; counts it if so.

        Never waits for the store: false when its revision is to be read again.
        """
        now = self._clock()
        if self._revision.is_due(now) or not self._is_current(page, now):
            return False
        self._observer.hit()
        return True

    def _is_current(self, page: CachedPage, now: float) -> bool:
        return page.revision == self._revision.number and now - self._revision.read_at < self._stale_seconds

    def _single_flight(
        self, key: PageKey, old: CachedPage | None, environ: WSGIEnvironment, start: StartResponse
    ) -> Iterable[bytes]:
        """Let the first of several equal requests make the page; the others wait for it."""
        with self._lock:
            first = self._in_flight.get(key)
            if first is None:
                self._in_flight[key] = done = Event()
        if first is not None:
            first.wait(SINGLE_FLIGHT_SECONDS)
            page = self._pages.get(key)
            if page is not None and page is not old:
                return _send(page, environ, start)
            return self._app(environ, start)
        try:
            return self._make(key, old, environ, start)
        finally:
            with self._lock:
                del self._in_flight[key]
            done.set()

    def _make(
        self, key: PageKey, old: CachedPage | None, environ: WSGIEnvironment, start: StartResponse
    ) -> Iterable[bytes]:
        self._observer.miss()
        revision, now = self._revision.number, self._clock()
        may_serve_old = old is not None and now - old.made_at < self._stale_seconds
        error: Exception | None = None
        try:
            status, headers, body = _collect(self._app, environ)
        except Exception as raised:
            if not may_serve_old:
                raise
            status, headers, body, error = "500", [], b"", raised
        if status >= "500" and old is not None and may_serve_old:
            if self._log_limiter.allow():
                age = now - old.made_at
                log.error("a page could not be rendered; its copy of %d s ago is served", age, exc_info=error)
            return _send(old, environ, start)
        page = _page_of(revision, now, status, headers, body)
        if page is None:
            start(status, headers)
            return [b""] if environ["REQUEST_METHOD"] == "HEAD" else [body]
        if revision >= 0:
            self._pages.put(key, page)
            self._observer.stored(self._pages.bytes)
        return _send(page, environ, start)


def _page_of(revision: int, now: float, status: str, headers: list[tuple[str, str]], body: bytes) -> CachedPage | None:
    """The page to cache; None for a response that must not be stored."""
    named = {name.lower(): value for name, value in headers}
    is_storable = "set-cookie" not in named and "no-store" not in named.get("cache-control", "")
    if not status.startswith("200") or "etag" not in named or not is_storable:
        return None
    headers = [_shared(header) for header in headers]
    headers_304 = [header for header in headers if header[0].lower() not in BODY_HEADERS]
    return CachedPage(revision, now, named["etag"], headers, headers_304, [body])


@lru_cache(maxsize=64)
def _shared(header: tuple[str, str]) -> tuple[str, str]:
    """The equal header of an earlier page: most are the same on every page, and took a fifth of its memory."""
    return header


def _send(page: CachedPage, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
    """RFC 9110, 13.1.2: If-None-Match by weak comparison."""
    known = environ.get("HTTP_IF_NONE_MATCH")
    if known and (known == page.etag or parse_etags(known).contains_raw(page.etag)):
        start("304 NOT MODIFIED", page.headers_304)
        return CachedBody(page, [])
    start("200 OK", page.headers)
    return CachedBody(page, page.body if environ["REQUEST_METHOD"] == "GET" else [])


def _collect(app: WSGIApplication, environ: WSGIEnvironment) -> Collected:
    """Status, headers and body of the complete response to GET, without regard to If-None-Match."""
    request = {name: value for name, value in environ.items() if name != "HTTP_IF_NONE_MATCH"}
    request["REQUEST_METHOD"] = "GET"
    started: list[Any] = []

    def start(status: str, headers: list[tuple[str, str]], _error: Any = None) -> Callable[[bytes], object]:
        started[:] = [status, headers]
        return lambda _data: None

    response = app(request, start)
    try:
        body = b"".join(response)
    finally:
        if hasattr(response, "close"):
            response.close()
    # The server writes the date of each response; a cached one would be wrong.
    return started[0], [(name, value) for name, value in started[1] if name.lower() != "date"], body
