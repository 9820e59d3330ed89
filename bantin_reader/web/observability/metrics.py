"""Counters and histograms of requests, template renders and the page cache.

All series are known when the application starts: counting is adding to numbers, and no request can add a series.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

from flask import Flask, before_render_template, g, template_rendered

from bantin_reader.web.observability.shared_counters import SharedCounters

METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "other")
STATUS_CLASSES = ("1xx", "2xx", "3xx", "4xx", "5xx")
# Upper bounds in seconds: a cached page takes some ten-thousandths, a rendered page a few thousandths.
BUCKETS = (0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
OTHER = "other"
# Paths whose rule is known without a search.
MOST_PATHS = 512

_METHOD = {method: index * len(STATUS_CLASSES) for index, method in enumerate(METHODS)}
_OTHER_METHOD = _METHOD[OTHER]
_STATUS = {name[0]: index for index, name in enumerate(STATUS_CLASSES)}
_SERVER_ERROR = _STATUS["5"]
_REQUEST_COUNTERS = len(METHODS) * len(STATUS_CLASSES)
# A counter for each bucket, one for longer times, and the sum.
_HISTOGRAM_COUNTERS = len(BUCKETS) + 2


class RouteLabels:
    """Maps a path to the rule of its route, such as `/articles/<slug>`, by its beginning, its end and its slashes."""

    def __init__(self, rules: Iterable[str]) -> None:
        self.names = (*sorted(set(rules)), OTHER)
        self._other = len(self.names) - 1
        self._exact = {name: index for index, name in enumerate(self.names[:-1]) if "<" not in name}
        # By what stands before the first variable: end, number of slashes, index; the most specific rule first.
        self._rules: dict[str, list[tuple[str, int, int]]] = {}
        for index, name in enumerate(self.names):
            beginning, variable, _ = name.partition("<")
            if variable:
                rule = (name.rpartition(">")[2], name.count("/"), index)
                self._rules.setdefault(beginning.rstrip("/"), []).append(rule)
        for same in self._rules.values():
            same.sort(key=lambda rule: (len(rule[0]), rule[1]), reverse=True)
        self.of = lru_cache(maxsize=MOST_PATHS)(self._of)

    def _of(self, path: str) -> int:
        """The index of the path's rule in `names`; that of OTHER where none fits."""
        label = self._exact.get(path)
        if label is not None:
            return label
        rules = self._rules.get(path[: path.rfind("/")]) or self._rules.get(path[: path.find("/", 1)], [])
        slashes = path.count("/")
        for end, least, index in rules:
            if least <= slashes and path.endswith(end):
                return index
        return self._other


class Histogram(NamedTuple):
    """A count for each of BUCKETS and one for longer times, and the sum of all times in seconds."""

    counts: Sequence[float]
    seconds: float


class Totals(NamedTuple):
    """What all workers counted. `requests` is keyed by method, status class and rule, `times` by rule."""

    requests: dict[tuple[str, str, str], float]
    times: dict[str, Histogram]
    renders: Histogram
    hits: float
    misses: float
    cache_bytes: float
    workers: int


class PageCacheMetrics:
    """Counts what the page cache does (CacheObserver)."""

    def __init__(self, counters: SharedCounters, first: int) -> None:
        self._slot, self._lock, self._first = counters.slot, counters.lock, first

    def hit(self) -> None:
        with self._lock:
            self._slot[self._first] += 1.0

    def miss(self) -> None:
        with self._lock:
            self._slot[self._first + 1] += 1.0

    def stored(self, size: int) -> None:
        self._slot[self._first + 2] = size


class RequestMetrics:
    """Counts in this process; `totals` adds up the workers that share `folder`."""

    def __init__(self, labels: RouteLabels, folder: Path | None = None) -> None:
        self._labels = labels
        self._times = len(labels.names) * _REQUEST_COUNTERS
        self._renders = self._times + len(labels.names) * _HISTOGRAM_COUNTERS
        self._cache = self._renders + _HISTOGRAM_COUNTERS
        layout = hashlib.sha256(repr((labels.names, METHODS, STATUS_CLASSES, BUCKETS)).encode()).hexdigest()[:16]
        self._counters = SharedCounters(layout, self._cache + 3, (self._cache + 2,), folder)
        self._slot, self._lock = self._counters.slot, self._counters.lock
        self.page_cache = PageCacheMetrics(self._counters, self._cache)

    @property
    def problem(self) -> str:
        """Why this process counts for itself alone though it was given a folder; empty if it does not."""
        return self._counters.problem

    def request(self, method: str, status: str, path: str, seconds: float) -> None:
        label = self._labels.of(path)
        counter = label * _REQUEST_COUNTERS + _METHOD.get(method, _OTHER_METHOD)
        counter += _STATUS.get(status[:1], _SERVER_ERROR)
        histogram = self._times + label * _HISTOGRAM_COUNTERS
        slot = self._slot
        with self._lock:
            slot[counter] += 1.0
            slot[histogram + bisect_left(BUCKETS, seconds)] += 1.0
            slot[histogram + _HISTOGRAM_COUNTERS - 1] += seconds

    def render(self, seconds: float) -> None:
        with self._lock:
            self._slot[self._renders + bisect_left(BUCKETS, seconds)] += 1.0
            self._slot[self._renders + _HISTOGRAM_COUNTERS - 1] += seconds

    def time_renders(self, app: Flask) -> None:
        """Count how long each page's template takes."""

        def before(_sender: Flask, **_context: Any) -> None:
            g.render_began = perf_counter()

        def after(_sender: Flask, **_context: Any) -> None:
            self.render(perf_counter() - g.render_began)

        before_render_template.connect(before, app, weak=False)
        template_rendered.connect(after, app, weak=False)

    def totals(self) -> Totals:
        sums, workers = self._counters.totals()

        def histogram(first: int) -> Histogram:
            return Histogram(sums[first : first + _HISTOGRAM_COUNTERS - 1], sums[first + _HISTOGRAM_COUNTERS - 1])

        requests = {
            (method, status, name): sums[(n * len(METHODS) + m) * len(STATUS_CLASSES) + s]
            for n, name in enumerate(self._labels.names)
            for m, method in enumerate(METHODS)
            for s, status in enumerate(STATUS_CLASSES)
        }
        times = {
            name: histogram(self._times + index * _HISTOGRAM_COUNTERS) for index, name in enumerate(self._labels.names)
        }
        hits, misses, cache_bytes = sums[self._cache : self._cache + 3]
        return Totals(requests, times, histogram(self._renders), hits, misses, cache_bytes, workers)
