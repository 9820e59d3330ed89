"""The counted numbers as Prometheus reads them.

https://prometheus.io/docs/instrumenting/exposition_formats/ (text format 0.0.4)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC
from itertools import accumulate

from bantin_reader.model.source import SourceState
from bantin_reader.web.observability.metrics import BUCKETS, Histogram, Totals

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


def exposition(totals: Totals, sources: Sequence[SourceState] = ()) -> str:
    """Series that have counted nothing yet are left out, but for those without labels."""
    return "".join(f"{line}\n" for line in (*_lines(totals), *_source_lines(sources)))


def _lines(totals: Totals) -> Iterator[str]:
    yield from _head("bantin_http_requests_total", "counter", "Requests answered.")
    for (method, status, page), count in totals.requests.items():
        if count:
            yield f"bantin_http_requests_total{_labels(method=method, status=status, page=page)} {_number(count)}"
    name = "bantin_http_request_duration_seconds"
    yield from _head(name, "histogram", "Seconds until the response was ready to be sent.")
    for page, histogram in totals.times.items():
        if any(histogram.counts):
            yield from _histogram(name, histogram, page=page)
    name = "bantin_page_render_seconds"
    yield from _head(name, "histogram", "Seconds that the template of a page took.")
    yield from _histogram(name, totals.renders)
    for name, kind, text, number in (
        ("bantin_page_cache_hits_total", "counter", "Requests answered from the page cache.", totals.hits),
        ("bantin_page_cache_misses_total", "counter", "Requests whose page was not in the page cache.", totals.misses),
        ("bantin_page_cache_bytes", "gauge", "Bytes in the page caches of all workers.", totals.cache_bytes),
        ("bantin_workers", "gauge", "Running workers.", totals.workers),
    ):
        yield from _head(name, kind, text)
        yield f"{name} {_number(number)}"


def _source_lines(sources: Sequence[SourceState]) -> Iterator[str]:
    """Nothing where no source has run."""
    if not sources:
        return
    yield from _head("bantin_source_articles", "gauge", "Articles that a source has brought and still has.")
    yield from (f"bantin_source_articles{_labels(source=one.name)} {one.articles}" for one in sources)
    yield from _head("bantin_source_failures", "gauge", "Runs of a source that failed since the last that succeeded.")
    yield from (f"bantin_source_failures{_labels(source=one.name)} {one.failures}" for one in sources)
    name = "bantin_source_last_success_timestamp_seconds"
    yield from _head(name, "gauge", "When a source was last read without a failure.")
    for one in sources:
        if one.succeeded_at:
            yield f"{name}{_labels(source=one.name)} {_number(one.succeeded_at.replace(tzinfo=UTC).timestamp())}"


def _head(name: str, kind: str, text: str) -> tuple[str, str]:
    return f"# HELP {name} {text}", f"# TYPE {name} {kind}"


def _histogram(name: str, histogram: Histogram, **labels: str) -> Iterator[str]:
    bounds = [*(f"{bound:g}" for bound in BUCKETS), "+Inf"]
    for bound, count in zip(bounds, accumulate(histogram.counts), strict=True):
        yield f"{name}_bucket{_labels(**labels, le=bound)} {_number(count)}"
    yield f"{name}_sum{_labels(**labels)} {_number(histogram.seconds)}"
    yield f"{name}_count{_labels(**labels)} {_number(sum(histogram.counts))}"


def _labels(**labels: str) -> str:
    return f"{{{','.join(f'{name}={_quoted(value)}' for name, value in labels.items())}}}" if labels else ""


def _quoted(value: str) -> str:
    escaped = value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
    return f'"{escaped}"'


def _number(number: float) -> str:
    return str(int(number)) if number == int(number) else repr(number)
