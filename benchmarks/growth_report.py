"""Formats what was measured at several numbers of articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.growth_stores import Filled
from benchmarks.table import Asked, asked_table, markdown, number

BOUND = 1.3
SMALLEST_RATE = 1500
COMMIT_MILLISECONDS = 20
SEARCH_MILLISECONDS = 20
BAD_PHRASE = "a search: phrase of common words that no article has"
BAD_PHRASE_MILLISECONDS = 100


@dataclass(frozen=True)
class Measured:
    """What was measured of each store: the milliseconds of each page and of one more article, and the resident size of
    a process that served it, in bytes."""

    stores: Sequence[Filled]
    pages: Mapping[str, Sequence[float]]
    commits: Sequence[float]
    workers: Sequence[int]


def report(measured: Measured) -> str:
    """The tables, as Markdown."""
    return f"{_table(measured)}\n{asked_table(_asked(measured))}"


def _table(measured: Measured) -> str:
    stores = measured.stores
    rows = [[what, *(number(one) for one in found)] for what, found in measured.pages.items()]
    rows.append(["one more article stored", *(number(one) for one in measured.commits)])
    rows.append(["memory of a process that serves it, MB", *(number(one / 2**20) for one in measured.workers)])
    rows.append(["import, articles/s", *(number(store.rate) for store in stores)])
    rows.append(["import, processor time of an article", *(number(store.processor) for store in stores)])
    rows.append(["memory of the import's larger process, MB", *(number(one.memory / 2**20) for one in stores)])
    rows.append(["disk, MB", *(number(store.disk / 2**20) for store in stores)])
    return markdown(["ms", *(store.name for store in stores)], rows)


def _search_bound(what: str) -> int:
    return BAD_PHRASE_MILLISECONDS if what == BAD_PHRASE else SEARCH_MILLISECONDS


def _asked(measured: Measured) -> list[Asked]:
    """The bounds: the largest store in SQLite against the smallest, and PostgreSQL's searches."""
    stores, pages = measured.stores, measured.pages
    sqlite = [index for index, store in enumerate(stores) if store.name.startswith("SQLite")]
    small, large = sqlite[0], sqlite[-1]
    ratios = {what: found[large] / found[small] for what, found in pages.items() if not what.startswith("a search")}
    worst = max(ratios, key=ratios.__getitem__)
    against = f"{stores[large].name} against {stores[small].name}"
    return [
        Asked(f"the page that grows most, {worst}: {against}", BOUND, ratios[worst]),
        *(
            Asked(f"{what}, {stores[index].name}", _search_bound(what), found[index], "ms")
            for index in dict.fromkeys([large, *range(large, len(stores))])
            for what, found in pages.items()
            if what.startswith("a search")
        ),
        Asked(f"one more article stored, {stores[large].name}", COMMIT_MILLISECONDS, measured.commits[large], "ms"),
        *(
            Asked(f"import, {store.name}", SMALLEST_RATE, store.rate, "articles/s", at_least=True)
            for store in stores[small + 1 :]
        ),
        Asked(f"memory of the import: {against}", BOUND, stores[large].memory / stores[small].memory),
        Asked(f"memory of a worker: {against}", BOUND, measured.workers[large] / measured.workers[small]),
    ]
