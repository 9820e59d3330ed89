"""The counted numbers as Prometheus reads them.

https://prometheus.io/docs/instrumenting/exposition_formats/ (text format 0.0.4)
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from bantin_reader.web.observability.metrics import BUCKETS, Histogram, Totals

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


def exposition(totals: Totals) -> str:
    """Series that have counted nothing yet are left out, but for those without labels."""
    return "".join(f"{line}\n" for line in _lines(totals))


def _lines(totals: Totals) -> Iterator[str]:
    yield from _head("bantin_http_requests_total", "counter", "Requests answered.")
    for (method, status, page), count in totals.requests.items():
        if count:
            yield f"bantin_http_requests_total{_labels(method=method, status=status, page=page)} {_number(count)}"
    name = "bantin_http_request_duration_seconds"
    yield from _head(name, "histogram", "Time until the answer was ready to be sent.")
    for page, spread in totals.times.items():
        if any(spread.counts):
            yield from _histogram(name, spread, page=page)
    name = "bantin_page_render_seconds"
    yield from _head(name, "histogram", "Time that a page's template took.")
    yield from _histogram(name, totals.renders)
    for name, kind, text, number in (
        ("bantin_kept_pages_hits_total", "counter", "Requests answered with a kept page.", totals.hits),
        ("bantin_kept_pages_misses_total", "counter", "Requests whose page was not kept.", totals.misses),
        ("bantin_kept_pages_bytes", "gauge", "Bytes of the pages that all workers keep.", totals.kept_bytes),
        ("bantin_workers", "gauge", "Workers that live.", totals.workers),
    ):
        yield from _head(name, kind, text)
        yield f"{name} {_number(number)}"


def _head(name: str, kind: str, text: str) -> tuple[str, str]:
    return f"# HELP {name} {text}", f"# TYPE {name} {kind}"


def _histogram(name: str, spread: Histogram, **labels: str) -> Iterator[str]:
    bounds = [*(f"{bound:g}" for bound in BUCKETS), "+Inf"]
    for bound, count in zip(bounds, accumulate(spread.counts), strict=True):
        yield f"{name}_bucket{_labels(**labels, le=bound)} {_number(count)}"
    yield f"{name}_sum{_labels(**labels)} {_number(spread.seconds)}"
    yield f"{name}_count{_labels(**labels)} {_number(sum(spread.counts))}"


def _labels(**labels: str) -> str:
    return f"{{{','.join(f'{name}={_quoted(value)}' for name, value in labels.items())}}}" if labels else ""


def _quoted(value: str) -> str:
    escaped = value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
    return f'"{escaped}"'


def _number(number: float) -> str:
    return str(int(number)) if number == int(number) else repr(number)
