"""Reads of a server's store: one that hangs, or that another holds, must not hold every thread of the server."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import tzinfo
from threading import BoundedSemaphore, Lock

from sqlalchemy import Connection, Engine

from bantin_reader.model.errors import StoreUnavailable
from bantin_reader.store.article_repository import ArticleRepository
from bantin_reader.store.engine import engine_of, is_absent, open_database, transaction
from bantin_reader.store.list_repository import ListRepository
from bantin_reader.store.sitemap_repository import SitemapRepository

BUSY_MILLISECONDS = 500
STATEMENT_MILLISECONDS = 2000
# Leaves one of the server's threads to readers of kept pages.
MOST_AT_A_TIME = 3
# A read takes less than a thousandth; who waits so long for the others waits for a store that hangs.
PATIENCE_SECONDS = 2.0
# Who failed after so long has waited for the store. The others need not.
SLOW_SECONDS = 0.25
RETRY_SECONDS = 1.0


@dataclass(frozen=True)
class ReaderStores:
    """What a server reads for its readers, all through one circuit breaker."""

    articles: ArticleRepository
    lists: ListRepository
    sitemaps: SitemapRepository


def stores_for_readers(url: str, zone: tzinfo, *, make: bool) -> ReaderStores:
    """The stores of a server, whose readers are not kept waiting. With `make` on the store has the newest schema and is
    made where there is none, or StoreUnavailable is raised; off, it may be away now and come later."""
    if make:
        open_database(url).dispose()
    elif not is_absent(url):
        with suppress(StoreUnavailable):  # the first reader's request tells
            open_database(url, BUSY_MILLISECONDS).dispose()
    engine = engine_of(url, BUSY_MILLISECONDS, STATEMENT_MILLISECONDS)
    reading = CircuitBreaker(engine).transaction
    return ReaderStores(
        ArticleRepository(engine, zone, reading), ListRepository(reading, zone), SitemapRepository(reading, zone)
    )


class CircuitBreaker:
    """So many read at a time. After one that failed and took its time over it, one a second tries for all."""

    def __init__(self, engine: Engine, clock: Callable[[], float] = time.monotonic) -> None:
        self._engine = engine
        self._clock = clock
        self._seats = BoundedSemaphore(MOST_AT_A_TIME)
        self._last_taken = clock()
        self._lock = Lock()
        self._is_away = False
        self._next_try = 0.0

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """As that of `database`. Raises StoreUnavailable, soon."""
        self._take()
        began, answered = self._clock(), True
        try:
            with transaction(self._engine) as connection:
                yield connection
        except StoreUnavailable:
            answered = False
            raise
        finally:
            self._seats.release()
            now = self._clock()
            if answered:
                self._is_away = False
            elif now - began > SLOW_SECONDS:
                self._is_away, self._next_try = True, now + RETRY_SECONDS

    def _take(self) -> None:
        now = self._clock()
        if self._is_away:
            with self._lock:
                if now < self._next_try:
                    raise StoreUnavailable("the store is away, and is asked again in a moment")
                self._next_try = now + RETRY_SECONDS
        hangs = now - self._last_taken > PATIENCE_SECONDS
        if not self._seats.acquire(timeout=0 if hangs else PATIENCE_SECONDS):
            raise StoreUnavailable("the store does not answer")
        self._last_taken = self._clock()
