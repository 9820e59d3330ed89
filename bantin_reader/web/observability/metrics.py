"""What the server counts: requests by method, status and kind of page, how long they took, pages made and kept.

Every place is known beforehand, so that counting is adding to numbers, and no request can make the list longer.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from bantin_reader.web.observability.shared_counters import SharedCounters

METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "other")
CLASSES = ("1xx", "2xx", "3xx", "4xx", "5xx")
# Seconds: a kept page takes a ten-thousandth, a page that is made a few thousandths.
BUCKETS = (0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
OTHER = "other"

_METHOD = {method: place * len(CLASSES) for place, method in enumerate(METHODS)}
_OTHER_METHOD = _METHOD[OTHER]
_CLASS = {name[0]: place for place, name in enumerate(CLASSES)}
_FAILED = _CLASS["5"]
_STATUSES = len(METHODS) * len(CLASSES)
# One for each bound, one for what is longer, and the sum of all.
_SPREAD = len(BUCKETS) + 2


class RouteLabels:
    """The kinds of page, by the patterns of their addresses such as `/articles/<slug>`."""

    def __init__(self, patterns: Iterable[str]) -> None:
        self.names = (*sorted(set(patterns)), OTHER)
        self._other = len(self.names) - 1
        self._exact = {name: place for place, name in enumerate(self.names[:-1]) if "<" not in name}
        self._heads = {
            name.partition("<")[0].rstrip("/"): place for place, name in enumerate(self.names) if "<" in name
        }

    def of(self, path: str) -> int:
        """The place of a path's kind among the names; a path of no pattern is of the last, OTHER."""
        kind = self._exact.get(path)
        if kind is None:
            kind = self._heads.get(path[: path.rfind("/")])
        if kind is None:
            end = path.find("/", 1)
            kind = self._other if end < 0 else self._heads.get(path[:end], self._other)
        return kind


class Histogram(NamedTuple):
    """How many took how long: a count for each of BOUNDS and one for what is longer, and the sum in seconds."""

    counts: Sequence[float]
    seconds: float


class Totals(NamedTuple):
    """What all workers counted: requests by method, class of status and kind; spreads of seconds; kept pages."""

    requests: dict[tuple[str, str, str], float]
    times: dict[str, Histogram]
    renders: Histogram
    hits: float
    misses: float
    kept_bytes: float
    workers: int


class PageCacheMetrics:
    """What is counted of kept pages."""

    def __init__(self, numbers: SharedCounters, first: int) -> None:
        self._own, self._lock, self._first = numbers.own, numbers.lock, first

    def hit(self) -> None:
        with self._lock:
            self._own[self._first] += 1.0

    def miss(self) -> None:
        with self._lock:
            self._own[self._first + 1] += 1.0

    def kept(self, size: int) -> None:
        """How many bytes this worker keeps now."""
        self._own[self._first + 2] = size


class RequestMetrics:
    """Counts in this process; `totals` adds up the workers that count in the same `folder`."""

    def __init__(self, kinds: RouteLabels, folder: Path | None = None) -> None:
        self._kinds = kinds
        self._times = len(kinds.names) * _STATUSES
        self._renders = self._times + len(kinds.names) * _SPREAD
        self._kept = self._renders + _SPREAD
        layout = hashlib.sha256(repr((kinds.names, METHODS, CLASSES, BUCKETS)).encode()).hexdigest()[:16]
        self._numbers = SharedCounters(layout, self._kept + 3, (self._kept + 2,), folder)
        self._own, self._lock = self._numbers.own, self._numbers.lock
        self.page_cache_metrics = PageCacheMetrics(self._numbers, self._kept)

    @property
    def trouble(self) -> str:
        """Why this process counts for itself alone though it was given a folder."""
        return self._numbers.trouble

    def request(self, method: str, status: str, path: str, seconds: float) -> None:
        kind = self._kinds.of(path)
        place = kind * _STATUSES + _METHOD.get(method, _OTHER_METHOD) + _CLASS.get(status[:1], _FAILED)
        spread = self._times + kind * _SPREAD
        own = self._own
        with self._lock:
            own[place] += 1.0
            own[spread + bisect_left(BUCKETS, seconds)] += 1.0
            own[spread + _SPREAD - 1] += seconds

    def render(self, seconds: float) -> None:
        with self._lock:
            self._own[self._renders + bisect_left(BUCKETS, seconds)] += 1.0
            self._own[self._renders + _SPREAD - 1] += seconds

    def totals(self) -> Totals:
        sums, workers = self._numbers.totals()

        def spread(first: int) -> Histogram:
            return Histogram(sums[first : first + _SPREAD - 1], sums[first + _SPREAD - 1])

        requests = {
            (method, status, kind): sums[(k * len(METHODS) + m) * len(CLASSES) + s]
            for k, kind in enumerate(self._kinds.names)
            for m, method in enumerate(METHODS)
            for s, status in enumerate(CLASSES)
        }
        times = {kind: spread(self._times + place * _SPREAD) for place, kind in enumerate(self._kinds.names)}
        kept = self._kept
        return Totals(requests, times, spread(self._renders), sums[kept], sums[kept + 1], sums[kept + 2], workers)
