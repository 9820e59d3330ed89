"""Measures the article's request rate from each kind of server, in alternating rounds."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from benchmarks import nginx
from benchmarks.machine import CORES
from benchmarks.processes import running
from benchmarks.site import FinishedPage, Site, fetch, write_for_others
from benchmarks.table import Asked, markdown, medians, number, ratio_of
from benchmarks.wrk import CONNECTIONS, Round, Target, measure, warm_up
from tests.processes import free_ports

STATIC = "nginx, the finished page as a static file (the limit)"
STATIC_TLS = "the same by HTTPS"
CACHED = "`bantin-reader serve`, a cached page"
BEHIND_TLS = "the same page behind deploy/nginx.conf, by HTTPS as shipped"
BEHIND = "the same page behind deploy/nginx.conf, by HTTP"
NOTHING = "an ASGI callable that does nothing, under the same server (the most for Python there)"
MARKED = "the same by links that a social network has marked, each with another `?fbclid=`"
RENDERED = "`bantin-reader serve`, a page that must be rendered"
TEN_LINES = "ten-line Flask under gunicorn, the same bytes, nothing rendered"
ONE_TEMPLATE = "Flask under gunicorn, the article by one plain template, compressed"

# What stands in the way of a bound; docs/performance.md tells more.
THE_SERVERS_OWN = "a callable that does nothing takes three times"
NOTHING_RENDERED = "those ten lines render nothing"
ONE_PLAIN_TEMPLATE = "without a database, a language, preferences, tools"


@contextmanager
def contenders(site: Site, folder: Path) -> Iterator[dict[str, Target]]:
    """Start all servers; idle ones take no CPU."""
    ports = free_ports(10)
    serve, ten_lines, one_template, nothing, http, https, behind, behind_tls, first, second = ports
    with ExitStack() as stack:

        def run(command: list[str], port: int, environment: dict[str, str] | None = None) -> int:
            return stack.enter_context(running(command, port, environment))

        def at(port: int, *pids: int, scheme: str = "http", host: str = "", every: int = 0) -> Target:
            return Target(f"{scheme}://127.0.0.1:{port}{site.path}", pids, host, every)

        served = run(site.serve(serve, CORES), serve, site.environment)
        page = fetch(serve, site.path)
        given = write_for_others(page, site, folder)
        files = run(nginx.static(folder / "static", page, site.path, folder / "page.br", (http, https), CORES), http)
        callable_ = run([sys.executable, "-m", "benchmarks.apps.nothing", str(nothing), str(CORES)], nothing, given)
        flasks = [
            run(_gunicorn(module, port), port, given)
            for module, port in (("ten_lines", ten_lines), ("one_template", one_template))
        ]
        targets = {STATIC: at(http, files), CACHED: at(serve, served), NOTHING: at(nothing, callable_)}
        same_bytes = [http, nothing, ten_lines]
        if nginx.LOCATIONS.exists():
            own = {**site.environment, "BANTIN_PUBLIC_URL": f"https://{nginx.NAME}"}
            each = max(1, CORES // 2)
            apps = [run(site.serve(port, each), port, own) for port in (first, second)]
            front = run(nginx.shipped(folder / "front", (behind, behind_tls), (first, second), CORES), behind)
            targets[BEHIND] = at(behind, front, *apps, host=nginx.NAME)
            targets[STATIC_TLS] = at(https, files, scheme="https")
            targets[BEHIND_TLS] = at(behind_tls, front, *apps, scheme="https", host=nginx.NAME)
        targets |= {
            MARKED: replace(targets[CACHED], marked=True),
            RENDERED: at(serve, served, every=1),
            TEN_LINES: at(ten_lines, flasks[0]),
            ONE_TEMPLATE: at(one_template, flasks[1]),
        }
        _require_the_same(page, site, same_bytes)
        yield targets


def _gunicorn(module: str, port: int) -> list[str]:
    options = ["--workers", str(CORES), "--bind", f"127.0.0.1:{port}", "--log-level", "warning"]
    return [sys.executable, "-m", "gunicorn", *options, f"benchmarks.apps.{module}:app"]


def _require_the_same(page: FinishedPage, site: Site, ports: list[int]) -> None:
    for port in ports:
        other = fetch(port, site.path)
        if other.body != page.body or _regular(other) != _regular(page):
            raise ValueError(f"port {port} does not answer the page: {_regular(other) ^ _regular(page)}")


def _regular(page: FinishedPage) -> set[tuple[str, str]]:
    return {
        (name.lower(), value) for name, value in page.headers if name.lower() not in ("last-modified", "accept-ranges")
    }


def alternate(targets: dict[str, Target], rounds: int, seconds: int) -> dict[str, list[Round]]:
    for target in targets.values():
        warm_up(target)
    measured: dict[str, list[Round]] = {name: [] for name in targets}
    for number_ in range(rounds):
        for name, target in targets.items():
            measured[name].append(measure(target, seconds))
            print(f"round {number_ + 1}: {measured[name][-1].rate:>9,.0f} /s  {name}", flush=True)
    return measured


def shown(measured: dict[str, list[Round]]) -> str:
    rows = []
    for name, rounds in measured.items():
        rate, p50, p99, cpu = medians(rounds)
        rates = [one.rate for one in rounds]
        share = ratio_of("rate", rounds, measured[STATIC])
        spread = f"{number(min(rates))}–{number(max(rates))}"
        wrong = sum(one.wrong for one in rounds)
        figures = [number(rate), spread, number(share), number(p50), number(p99), number(cpu), str(wrong)]
        rows.append([name, *figures])
    head = ["", "requests/s", "of all rounds", "× the limit", "p50 ms", "p99 ms", "CPU s of 1,000", "failed"]
    return markdown(head, rows)


def asked(measured: dict[str, list[Round]]) -> list[Asked]:
    def versus(name: str, figure: str, other: str) -> float:
        return ratio_of(figure, measured[name], measured[other])

    lines = [
        Asked("a cached page, requests/s against nginx static", 0.5, versus(CACHED, "rate", STATIC), at_least=True),
        Asked("… its p99", 8, versus(CACHED, "p99", STATIC)),
        Asked("… its server CPU of a request", 3, versus(CACHED, "cpu_of_thousand", STATIC), why=THE_SERVERS_OWN),
    ]
    if BEHIND in measured:
        lines += [
            Asked(
                "behind deploy/nginx.conf, HTTPS against HTTPS",
                0.8,
                versus(BEHIND_TLS, "rate", STATIC_TLS),
                at_least=True,
            ),
            Asked("… HTTP against HTTP", 0.8, versus(BEHIND, "rate", STATIC), at_least=True),
        ]
    return [
        *lines,
        Asked(
            "a rendered page, requests/s against ten-line Flask",
            1.5,
            versus(RENDERED, "rate", TEN_LINES),
            at_least=True,
            why=NOTHING_RENDERED,
        ),
        Asked(
            "… against Flask that renders too",
            1.5,
            versus(RENDERED, "rate", ONE_TEMPLATE),
            at_least=True,
            why=ONE_PLAIN_TEMPLATE,
        ),
    ]


def rounds_told(rounds: int, seconds: int) -> str:
    load = f"wrk with {CONNECTIONS} connections and one thread, {CORES} workers each"
    return f"{rounds} alternating rounds of {seconds} s, {load}."
