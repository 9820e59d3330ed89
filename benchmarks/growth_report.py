"""Formats what was measured at several numbers of articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from benchmarks.growth_stores import Filled
from benchmarks.table import Asked, asked_table, markdown, number

BOUND = 1.3
SMALLEST_RATE = 1500
COMMIT_MILLISECONDS = 20
SEARCH_MILLISECONDS = 20
BAD_PHRASE = "a search: phrase of common words that no article has"
BAD_PHRASE_MILLISECONDS = 100


def report(stores: Sequence[Filled], pages: Mapping[str, Sequence[float]], commits: Sequence[float]) -> str:
    """The tables, as Markdown. `pages` and `commits` are milliseconds in each store."""
    return f"{_table(stores, pages, commits)}\n{asked_table(_asked(stores, pages, commits))}"


def _table(stores: Sequence[Filled], pages: Mapping[str, Sequence[float]], commits: Sequence[float]) -> str:
    rows = [[what, *(number(one) for one in found)] for what, found in pages.items()]
    rows.append(["one more article stored", *(number(one) for one in commits)])
    rows.append(["import, articles/s", *(number(store.rate) for store in stores)])
    rows.append(["import, processor time of an article", *(number(store.processor) for store in stores)])
    rows.append(["memory of the import's larger process, MB", *(number(store.memory / 2**20) for store in stores)])
    rows.append(["disk, MB", *(number(store.disk / 2**20) for store in stores)])
    return markdown(["ms", *(store.name for store in stores)], rows)


def _search_bound(what: str) -> int:
    return BAD_PHRASE_MILLISECONDS if what == BAD_PHRASE else SEARCH_MILLISECONDS


def _asked(stores: Sequence[Filled], pages: Mapping[str, Sequence[float]], commits: Sequence[float]) -> list[Asked]:
    """The bounds, for the largest store in SQLite against the smallest."""
    sqlite = [index for index, store in enumerate(stores) if store.name.startswith("SQLite")]
    small, large = sqlite[0], sqlite[-1]
    ratios = {what: found[large] / found[small] for what, found in pages.items() if not what.startswith("a search")}
    worst = max(ratios, key=ratios.__getitem__)
    searches = {what: found[large] for what, found in pages.items() if what.startswith("a search")}
    name = stores[large].name
    return [
        Asked(f"the page that grows most, {worst}: {name} against {stores[small].name}", BOUND, ratios[worst]),
        *(Asked(f"{what}, {name}", _search_bound(what), found, "ms") for what, found in searches.items()),
        Asked(f"one more article stored, {name}", COMMIT_MILLISECONDS, commits[large], "ms"),
        Asked(f"import, {name}", SMALLEST_RATE, stores[large].rate, "articles/s", at_least=True),
        Asked(
            f"memory of the import, {name} against {stores[small].name}",
            BOUND,
            stores[large].memory / stores[small].memory,
        ),
    ]
