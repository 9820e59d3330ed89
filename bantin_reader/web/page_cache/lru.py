"""An LRU cache of finished pages, bounded by bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from threading import Lock
from typing import Protocol

# What an entry takes beside its body: key, headers, the objects around them, and the gaps that malloc leaves between
# bodies. A worker's memory grew by 12.5 KB for each page of 8.3 KB.
ENTRY_BYTES = 4096


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False)
class CachedPage:
    """A response with status 200 as it is sent. `revision` is that of the store that it was made from; `made_at` a
    moment of the monotonic clock, in seconds; `headers_304` are the headers of the 304 response that stands for it."""

    revision: int
    made_at: float
    etag: str
    headers: list[tuple[str, str]]
    headers_304: list[tuple[str, str]]
    body: list[bytes]

    @property
    def size(self) -> int:
        return len(self.body[0]) + ENTRY_BYTES


class CachedBody(list[bytes]):
    """The body of a response that is `page`'s, or empty for one without a body."""

    def __init__(self, page: CachedPage, body: list[bytes]) -> None:
        super().__init__(body)
        self.page = page


class LruCache:
    """Pages by their key, at most `most_bytes` of them; the least recently used leaves first. Thread-safe."""

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._pages: OrderedDict[Hashable, CachedPage] = OrderedDict()
        self._lock = Lock()
        self.bytes = 0

    def get(self, key: Hashable) -> CachedPage | None:
        try:
            page = self._pages[key]
            self._pages.move_to_end(key)
        except KeyError:  # not cached, or just removed by another thread
            return None
        return page

    def put(self, key: Hashable, page: CachedPage) -> None:
        """Add or replace a page; one larger than the whole cache is not stored."""
        if page.size > self._most:
            return
        with self._lock:
            old = self._pages.pop(key, None)
            self.bytes += page.size - (old.size if old else 0)
            self._pages[key] = page
            while self.bytes > self._most:
                _, removed = self._pages.popitem(last=False)
                self.bytes -= removed.size

    def __len__(self) -> int:
        return len(self._pages)


class CacheObserver(Protocol):
    """Counts what the cache does."""

    def hit(self) -> None: ...
    def miss(self) -> None: ...
    def stored(self, size: int) -> None:
        """The cache now holds so many bytes."""
