"""Answers finished pages as they are kept, before the application wakes."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Hashable, Iterable
from threading import Event, Lock
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug.http import parse_etags

from bantin_reader.web.observability.logging import LogRateLimiter
from bantin_reader.web.page_cache.key import page_key
from bantin_reader.web.page_cache.lru import CachedPage, CacheObserver, LruCache
from bantin_reader.web.page_cache.revision import StoreRevision

# A page takes some thousandths; who waits longer for the one that is being made makes one too, or is told why not.
PATIENCE_SECONDS = 1.0
# All that the checks and the key read, as it came, in so many characters at most.
WORDS = (
    *("REQUEST_METHOD", "wsgi.url_scheme", "HTTP_HOST", "SCRIPT_NAME", "PATH_INFO", "QUERY_STRING"),
    *("HTTP_COOKIE", "HTTP_ACCEPT_LANGUAGE", "HTTP_ACCEPT_ENCODING"),
)
QUERY = WORDS.index("QUERY_STRING")
AS_IT_CAME = "bantin.words"
LONGEST_WORDS = 1000
MOST_KNOWN = 1024
ABOUT_THE_BODY = {"content-type", "content-length", "content-encoding", "content-language"}

Words = tuple[str | None, ...]

log = logging.getLogger(__name__)


class PageCache:
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
        watcher: CacheObserver | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._app = app
        self._pages = LruCache(most_bytes)
        self._editions = StoreRevision(look, clock)
        self._stale = stale_seconds
        self._watcher = watcher
        self._clock = clock
        self._making: dict[Hashable, Event] = {}
        self._lock = Lock()
        self._known: dict[Words, Hashable] = {}
        self._tells = LogRateLimiter(clock=clock)

    def door(self, checks: WSGIApplication) -> WSGIApplication:
        """What stands before the checks that a request passes on its way here. One that came before, word for word, has
        passed them, and gets its page at once."""

        def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
            words: Words = tuple(map(environ.get, WORDS))
            key = self._known.get(words)
            if key is not None and len(environ.get("HTTP_IF_NONE_MATCH", "")) <= LONGEST_WORDS:
                now = self._editions.look()
                page = self._pages.get(key)
                if page is not None and self._is_current(page, now):
                    return _answer(page, environ, start)
            environ[AS_IT_CAME] = words
            return checks(environ, start)

        return answer

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        key = page_key(environ) if environ["REQUEST_METHOD"] in ("GET", "HEAD") else None
        if key is None:
            return self._app(environ, start)
        now = self._editions.look()
        page = self._pages.get(key)
        if page is not None and self._is_current(page, now):
            self._learn(key, environ)
            return _answer(page, environ, start)
        return self._make(key, page, environ, start)

    def _is_current(self, page: CachedPage, now: float) -> bool:
        """Whether it may be answered; counts it if so."""
        is_current = page.revision == self._editions.number and now - self._editions.seen < self._stale
        if is_current and self._watcher:
            self._watcher.hit()
        return is_current

    def _learn(self, key: Hashable, environ: WSGIEnvironment) -> None:
        """From now on who asks in the same words is known at the door. With junk in the query nobody does."""
        words: Words | None = environ.get(AS_IT_CAME)
        if (
            words
            and words[QUERY] == environ.get("QUERY_STRING")
            and sum(len(word or "") for word in words) <= LONGEST_WORDS
        ):
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            self._known[words] = key

    def _make(
        self, key: Hashable, old: CachedPage | None, environ: WSGIEnvironment, start: StartResponse
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
        self, key: Hashable, old: CachedPage | None, environ: WSGIEnvironment, start: StartResponse
    ) -> Iterable[bytes]:
        if self._watcher:
            self._watcher.miss()
        revision, now = self._editions.number, self._clock()
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
            page = CachedPage(revision, now, named["etag"], headers, unchanged, [body])
            if revision >= 0 and "set-cookie" not in named and "no-store" not in named.get("cache-control", ""):
                self._pages.put(key, page)
                if self._watcher:
                    self._watcher.kept(self._pages.bytes)
            return _answer(page, environ, start)
        start(status, headers)
        return [b""] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def _serve_old(
        self,
        old: CachedPage,
        now: float,
        environ: WSGIEnvironment,
        start: StartResponse,
        error: Exception | None = None,
    ) -> Iterable[bytes]:
        if self._tells.allow():
            log.error("a page could not be made anew; the one of %d s ago is served", now - old.made, exc_info=error)
        return _answer(old, environ, start)


def _answer(page: CachedPage, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
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
