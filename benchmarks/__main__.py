"""`python -m benchmarks PART...` measures, prints, and writes the part's place in docs/performance.md."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import chromium, endurance, growth, inside, lighthouse, load, machine
from benchmarks.processes import running
from benchmarks.site import ROOT, Site, make_site
from benchmarks.table import Asked, asked_table, number, write
from benchmarks.wrk import Target, measure
from tests.processes import free_ports

PAGE = ROOT / "docs" / "performance.md"


def measure_load(site: Site, folder: Path, options: argparse.Namespace) -> str:
    told = machine.described(load.rounds_told(options.rounds, options.seconds))
    with load.contenders(site, folder) as targets:
        measured = load.alternate(targets, options.rounds, options.seconds)
        cached = targets[load.CACHED]
        url = cached.url.removesuffix(site.path) + "/preferences"
        press = measure(Target(url, cached.pids, press=f"text=125&next={site.path}"), options.seconds, connections=1)
    article, pressed, cached_inside = inside.measure(site)
    lines = [
        *load.asked(measured),
        Asked(f"render, in the process, median of {inside.TIMES}", 2, article.clock, "ms"),
        Asked(f"a press, in the process, median of {inside.TIMES}", 3, pressed.clock, "ms"),
        Asked("a press at the server, one connection, p50", 3, press.p50, "ms"),
    ]
    skipped = "" if load.BEHIND in measured else "\ndeploy/nginx.conf is not in this tree: not measured.\n"
    rendered, posted, cached_page = (number(one.processor) for one in (article, pressed, cached_inside))
    processor = (
        f"\nProcessor time in the process: {rendered} ms for a rendered page, {posted} ms for a press, "
        f"{cached_page} ms for a cached page.\n"
    )
    return f"{told}\n{load.shown(measured)}{skipped}\n{asked_table(lines)}{processor}"


def measure_in_chromium(site: Site, _folder: Path, _options: argparse.Namespace) -> str:
    (port,) = free_ports(1)
    told = machine.described(f"{chromium.PRESSES} presses and {chromium.VISITS} visits, `bantin-reader serve`.")
    with running(site.serve(port, machine.CORES), port, site.environment):
        return f"{told}\n{chromium.measure(f'http://127.0.0.1:{port}{site.path}')}"


def measure_by_lighthouse(site: Site, folder: Path, _options: argparse.Namespace) -> str:
    (port,) = free_ports(1)
    with running(site.serve(port, machine.CORES), port, site.environment):
        return lighthouse.measure(f"http://127.0.0.1:{port}{site.path}", folder)


PARTS: dict[str, Callable[[Site, Path, argparse.Namespace], str]] = {
    "load": measure_load,
    "browser": measure_in_chromium,
    "lighthouse": measure_by_lighthouse,
    "memory": lambda site, _folder, options: endurance.memory(site, options.pages),
    "growth": lambda _site, _folder, options: growth.measure(options.sizes, options.postgresql, options.stores),
    "soak": lambda site, folder, options: endurance.soak(site, folder, options.soak_seconds),
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="+", choices=list(PARTS))
    parser.add_argument("--rounds", type=int, default=7, help="alternating rounds of load")
    parser.add_argument("--seconds", type=int, default=5, help="seconds of a round")
    parser.add_argument("--pages", type=int, default=100_000, help="different pages of the memory part")
    parser.add_argument("--soak-seconds", type=int, default=600, help="how long the soak lasts")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 100_000], help="articles of the growth part")
    parser.add_argument("--postgresql", type=int, default=100_000, help="the same in PostgreSQL; 0 leaves it out")
    parser.add_argument("--stores", type=Path, help="a folder that keeps the stores of the growth part")
    parser.add_argument("--dry", action="store_true", help="print only")
    options = parser.parse_args()
    for part in options.parts:
        with tempfile.TemporaryDirectory(prefix="bantin-benchmark-") as folder:
            place = Path(folder)
            text = PARTS[part](make_site(place / "var"), place, options)
        print(f"\n{text}", flush=True)
        if not options.dry:
            write(PAGE, part, text)


if __name__ == "__main__":
    main()
