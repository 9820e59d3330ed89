"""Answers finished pages as they are kept, before the application wakes."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Hashable, Iterable
from threading import Event, Lock
from typing import Any, Protocol
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug.http import parse_etags

from bantin_reader.model.errors import StoreUnavailable
from bantin_reader.web.kept_pages import KeptPage, KeptPages
from bantin_reader.web.logs import Seldom
from bantin_reader.web.page_keys import page_key

CHECK_SECONDS = 0.25
# A page takes some thousandths; who waits longer for the one that is being made makes one too, or is told why not.
PATIENCE_SECONDS = 1.0
ABOUT_THE_BODY = {"content-type", "content-length", "content-encoding", "content-language"}

log = logging.getLogger(__name__)


class Watcher(Protocol):
    """Counts what the keeping does."""

    def hit(self) -> None: ...
    def miss(self) -> None: ...
    def kept(self, size: int) -> None: ...


class Editions:
    """The store's edition as this process last saw it; looked at by one thread at a time, when it is asked for and the
    last look is a quarter of a second ago."""

    def __init__(self, look: Callable[[], int], clock: Callable[[], float]) -> None:
        self._look = look
        self._clock = clock
        self._looking = Lock()
        self.next_look = 0.0
        self._fails = False
        self.number = -1
        self.seen = -float("inf")

    def refresh(self, now: float) -> None:
        if now < self.next_look or not self._looking.acquire(blocking=False):
            return
        try:
            number = self._look()
            if self._fails:
                log.warning("the store can be read again")
            self.number, self.seen, self._fails = number, now, False
        except StoreUnavailable as error:
            if not self._fails:
                log.warning("the store cannot be read, kept pages are served: %s", error)
            self._fails = True
        finally:
            self.next_look = self._clock() + CHECK_SECONDS
            self._looking.release()


class Keeping:
    """WSGI middleware around the application.

    `look` gives the store's edition and raises StoreUnavailable; while it does, and while the application fails, what
    is kept is served for `stale_seconds`. Only pages of status 200 with a validator and without a cookie are kept.
    """

    def __init__(
        self,
        app: WSGIApplication,
        look: Callable[[], int],
        *,
        most_bytes: int,
        stale_seconds: float,
        watcher: Watcher | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._app = app
        self._pages = KeptPages(most_bytes)
        self._editions = Editions(look, clock)
        self._stale = stale_seconds
        self._watcher = watcher
        self._clock = clock
        self._making: dict[Hashable, Event] = {}
        self._lock = Lock()
        self._tells = Seldom(clock=clock)

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        key = page_key(environ) if environ["REQUEST_METHOD"] in ("GET", "HEAD") else None
        if key is None:
            return self._app(environ, start)
        now = self._clock()
        if now >= self._editions.next_look:
            self._editions.refresh(now)
        page = self._pages.get(key)
        if page is not None and self._is_current(page, now):
            if self._watcher:
                self._watcher.hit()
            return _answer(page, environ, start)
        return self._make(key, page, environ, start)

    def _is_current(self, page: KeptPage, now: float) -> bool:
        return page.edition == self._editions.number and now - self._editions.seen < self._stale

    def _make(
        self, key: Hashable, old: KeptPage | None, environ: WSGIEnvironment, start: StartResponse
    ) -> Iterable[bytes]:
        """The page made by the first who asks; the others wait for it."""
        with self._lock:
            making = self._making.get(key)
            if making is None:
                self._making[key] = made = Event()
        if making is not None:
            making.wait(PATIENCE_SECONDS)
            page = self._pages.get(key)
            if page is not None and page is not old:
                return _answer(page, environ, start)
            return self._app(environ, start)
        try:
            return self._ask(key, old, environ, start)
        finally:
            with self._lock:
                del self._making[key]
            made.set()

    def _ask(
        self, key: Hashable, old: KeptPage | None, environ: WSGIEnvironment, start: StartResponse
    ) -> Iterable[bytes]:
        if self._watcher:
            self._watcher.miss()
        edition, now = self._editions.number, self._clock()
        is_fresh = old is not None and now - old.made < self._stale
        try:
            status, headers, body = _run(self._app, environ)
        except Exception as error:
            if old is None or not is_fresh:
                raise
            return self._serve_old(old, now, environ, start, error)
        if status >= "500" and old is not None and is_fresh:
            return self._serve_old(old, now, environ, start)
        named = {name.lower(): value for name, value in headers}
        if status.startswith("200") and "etag" in named:
            unchanged = [(name, value) for name, value in headers if name.lower() not in ABOUT_THE_BODY]
            page = KeptPage(edition, now, named["etag"], headers, unchanged, [body])
            if edition >= 0 and "set-cookie" not in named and "no-store" not in named.get("cache-control", ""):
                self._pages.put(key, page)
                if self._watcher:
                    self._watcher.kept(self._pages.bytes)
            return _answer(page, environ, start)
        start(status, headers)
        return [b""] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def _serve_old(
        self, old: KeptPage, now: float, environ: WSGIEnvironment, start: StartResponse, error: Exception | None = None
    ) -> Iterable[bytes]:
        if self._tells.now():
            log.error("a page could not be made anew; the one of %d s ago is served", now - old.made, exc_info=error)
        return _answer(old, environ, start)


def _answer(page: KeptPage, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
    """RFC 9110, 13.1.2: If-None-Match by weak comparison."""
    known = environ.get("HTTP_IF_NONE_MATCH")
    if known and (known == page.etag or parse_etags(known).contains_raw(page.etag)):
        start("304 NOT MODIFIED", page.unchanged_headers)
        return []
    start("200 OK", page.headers)
    return page.body if environ["REQUEST_METHOD"] == "GET" else []


def _run(app: WSGIApplication, environ: WSGIEnvironment) -> tuple[str, list[tuple[str, str]], bytes]:
    """The whole answer to the GET, whatever the reader's browser knows already."""
    whole = {name: value for name, value in environ.items() if name != "HTTP_IF_NONE_MATCH"}
    whole["REQUEST_METHOD"] = "GET"
    seen: list[Any] = []

    def start(status: str, headers: list[tuple[str, str]], _error: Any = None) -> Callable[[bytes], object]:
        seen[:] = [status, headers]
        return lambda _data: None

    answer = app(whole, start)
    try:
        body = b"".join(answer)
    finally:
        if hasattr(answer, "close"):
            answer.close()
    # The moment of the answer is the server's to tell: a kept one would be wrong.
    return seen[0], [(name, value) for name, value in seen[1] if name.lower() != "date"], body
