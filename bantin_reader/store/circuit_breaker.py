"""Limits reads of a store that hangs or is locked, so that they do not block every thread of a server."""

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
from bantin_reader.store.engine import engine_of, is_absent, open_database, reading, transaction
from bantin_reader.store.list_repository import ListRepository
from bantin_reader.store.search.repository import SearchRepository
from bantin_reader.store.sitemap_repository import SitemapRepository
from bantin_reader.store.source_repository import SourceRepository
from bantin_reader.store.sqlite_connection import limit_cache
from bantin_reader.store.term_repository import TermRepository
from bantin_reader.store.token_repository import TokenRepository

BUSY_MILLISECONDS = 500
STATEMENT_MILLISECONDS = 2000
# Leaves one of a worker's four threads to serve cached pages.
MAX_CONCURRENT_READS = 3
# A read takes less than a thousandth of this, so a wait of this length means that the store hangs.
WAIT_SECONDS = 2.0
# After a failure that took longer than this, other reads fail at once instead of waiting as long.
SLOW_SECONDS = 0.25
RETRY_SECONDS = 1.0
# Of each of a worker's connections to SQLite. SQLite's own 2,000 measured the same with a million articles: what is not
# in there is in the system's cache of the file.
SQLITE_CACHE_KIB = 512


@dataclass(frozen=True)
class ReaderStores:
    """The stores that a server reads, all through one circuit breaker."""

    articles: ArticleRepository
    lists: ListRepository
    sitemaps: SitemapRepository
    search: SearchRepository
    terms: TermRepository
    sources: SourceRepository
    tokens: TokenRepository


def stores_for_readers(url: str, zone: tzinfo, *, make: bool) -> ReaderStores:
    """The stores of a server, with short time limits.

    With `make`, creates the database if it is absent and migrates it, and raises StoreUnavailable if that fails.
    Without, the database may be absent now and appear later.
    """
    if make:
        open_database(url).dispose()
    elif not is_absent(url):
        with suppress(StoreUnavailable):  # the first request reports it
            open_database(url, BUSY_MILLISECONDS).dispose()
    engine = engine_of(url, BUSY_MILLISECONDS, STATEMENT_MILLISECONDS)
    if engine.dialect.name == "sqlite":
        limit_cache(engine, SQLITE_CACHE_KIB)
    transactions = CircuitBreaker(reading(engine)).transaction
    return ReaderStores(
        articles=ArticleRepository(engine, zone, transactions),
        lists=ListRepository(transactions, zone),
        sitemaps=SitemapRepository(transactions, zone),
        search=SearchRepository(transactions, zone),
        terms=TermRepository(transactions, zone),
        sources=SourceRepository(engine, transactions),
        tokens=TokenRepository(engine, transactions),
    )


class CircuitBreaker:
    """A bulkhead of MAX_CONCURRENT_READS, and a circuit breaker that opens after a slow failure.

    While it is open, one read every RETRY_SECONDS tries the store; all others fail at once.
    """

    def __init__(self, engine: Engine, clock: Callable[[], float] = time.monotonic) -> None:
        self._engine = engine
        self._clock = clock
        self._bulkhead = BoundedSemaphore(MAX_CONCURRENT_READS)
        self._last_entered = clock()
        self._lock = Lock()
        self._is_open = False
        self._next_try = 0.0

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """As `engine.transaction`. Raises StoreUnavailable after at most a few seconds."""
        self._enter()
        began, succeeded = self._clock(), True
        try:
            with transaction(self._engine) as connection:
                yield connection
        except StoreUnavailable:
            succeeded = False
            raise
        finally:
            self._bulkhead.release()
            now = self._clock()
            if succeeded:
                self._is_open = False
            elif now - began > SLOW_SECONDS:
                self._is_open, self._next_try = True, now + RETRY_SECONDS

    def _enter(self) -> None:
        now = self._clock()
        if self._is_open:
            with self._lock:
                if now < self._next_try:
                    raise StoreUnavailable("the store is away, and is asked again in a moment")
                self._next_try = now + RETRY_SECONDS
        hangs = now - self._last_entered > WAIT_SECONDS
        if not self._bulkhead.acquire(timeout=0 if hangs else WAIT_SECONDS):
            raise StoreUnavailable("the store does not answer")
        self._last_entered = self._clock()
