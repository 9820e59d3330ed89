"""Finished pages in memory: bounded by their bytes, the least recently used goes first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock
from typing import Protocol

# What an entry takes beside its body: key, headers and the objects around them, measured with tracemalloc.
ENTRY_BYTES = 4096


@dataclass(frozen=True, slots=True)
class CachedPage:
    """An answer of status 200 as it goes out. `edition` is that of the store that it was made from; `made` a moment of
    the monotonic clock, in seconds."""

    revision: int
    made: float
    etag: str
    headers: list[tuple[str, str]]
    unchanged_headers: list[tuple[str, str]]
    body: list[bytes]

    @property
    def size(self) -> int:
        return len(self.body[0]) + ENTRY_BYTES


class LruCache:
    """Safe among threads."""

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._pages: OrderedDict[Hashable, CachedPage] = OrderedDict()
        self._lock = Lock()
        self.bytes = 0

    def get(self, key: Hashable) -> CachedPage | None:
        page = self._pages.get(key)
        if page is not None:
            with suppress(KeyError):  # another thread may just have put it out
                self._pages.move_to_end(key)
        return page

    def put(self, key: Hashable, page: CachedPage) -> None:
        """Keep a page; one that is larger than all the room is not kept."""
        if page.size > self._most:
            return
        with self._lock:
            old = self._pages.pop(key, None)
            self.bytes += page.size - (old.size if old else 0)
            self._pages[key] = page
            while self.bytes > self._most:
                _, gone = self._pages.popitem(last=False)
                self.bytes -= gone.size

    def __len__(self) -> int:
        return len(self._pages)


class CacheObserver(Protocol):
    """Counts what the keeping does."""

    def hit(self) -> None: ...
    def miss(self) -> None: ...
    def kept(self, size: int) -> None: ...
