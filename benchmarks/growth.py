"""Measures what every page, an import and the store take at several numbers of articles, side by side."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from urllib.parse import quote

from flask.testing import FlaskClient
from sqlalchemy import bindparam, select

from bantin_reader.model.article import Draft
from bantin_reader.store.article_repository import ArticleRepository
from bantin_reader.store.engine import open_database
from bantin_reader.store.tables import articles as articles_table
from benchmarks import machine
from benchmarks.articles import LAST, SYLLABLES, common_words, moment_of
from benchmarks.growth_memory import memory_of_worker
from benchmarks.growth_report import BAD_PHRASE, Measured, report
from benchmarks.growth_stores import Filled, fill
from tests.postgresql import PostgreSQL, programs

CLOCKS = "SQLite: processor time. PostgreSQL, whose server is another process: elapsed time."
ROUNDS = 25
COMMITS = 25
SLUG = select(articles_table.c.slug).where(articles_table.c.id == bindparam("id"))
WORDS = common_words(SYLLABLES)
COMMON, RARE = WORDS[:7], WORDS[-2:]
# A client of a store, and the addresses of each kind of page.
Asking = tuple[FlaskClient, Mapping[str, Sequence[str]]]
# What they are of, and the query. The words of the bad phrase are in most articles, and hardly ever in this order.
SEARCHES = {
    "a search: common word": COMMON[0],
    "a search: two rare words": " ".join(RARE),
    "a search: two words": " ".join(COMMON[:2]),
    "a search: phrase": f'"{" ".join(COMMON[:2])}"',
    BAD_PHRASE: f'"{" ".join(COMMON)}"',
    "a search: nothing found": "zzyzx",
}


def measure(sizes: Sequence[int], postgresql_size: int, stores_folder: Path | None = None) -> str:
    """The tables, as Markdown. `stores_folder` has the stores of an earlier run, or gets those of this one."""
    rounds = f"Medians of {ROUNDS} rounds, in each of which every store is asked once. Page cache off."
    told = machine.described(f"{rounds} {CLOCKS}")
    with ExitStack() as stack:
        folder = stores_folder or Path(stack.enter_context(TemporaryDirectory(prefix="bantin-growth-")))
        folder.mkdir(exist_ok=True)
        stores = [fill(folder, size, "") for size in sizes]
        if postgresql_size:
            server = stack.enter_context(_postgresql(folder))
            name = f"growth_{postgresql_size}"
            if not server.execute(f"SELECT 1 FROM pg_database WHERE datname = '{name}'"):
                server.execute(f"CREATE DATABASE {name}")
            stores.append(fill(folder, postgresql_size, server.url(name)))
            [(size,)] = server.execute(f"SELECT pg_database_size('{name}')")
            stores[-1].disk = size
        asked = [(client := store.client(), _paths(store, client)) for store in stores]
        workers = [
            memory_of_worker(store.settings, [path for some in paths.values() for path in some])
            for store, (_, paths) in zip(stores, asked, strict=True)
        ]
        measured = Measured(stores, _pages(stores, asked), [_commit(store) for store in stores], workers)
    return f"{told}\n{report(measured)}"


@contextmanager
def _postgresql(folder: Path) -> Iterator[PostgreSQL]:
    found = programs()
    if found is None:
        raise SystemExit("PostgreSQL is not installed; --postgresql 0 leaves it out")
    place = folder / "postgresql"
    place.mkdir(exist_ok=True)
    for each in (folder, place):
        each.chmod(0o755)
    server = PostgreSQL(found, place)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def _pages(stores: Sequence[Filled], asked: Sequence[Asking]) -> dict[str, list[float]]:
    """The median milliseconds of each page in each store."""
    times: dict[str, list[list[float]]] = {what: [[] for _ in stores] for what in asked[0][1]}
    for turn in range(ROUNDS + 1):
        for what, per_store in times.items():
            for store, (client, paths), found in zip(stores, asked, per_store, strict=True):
                path, clock = paths[what][turn % len(paths[what])], _clock(store)
                began = clock()
                answer = client.get(path, buffered=True)
                seconds = clock() - began
                if answer.status_code != 200:
                    raise SystemExit(f"{path}: {answer.status}")
                if turn:  # the first one reads templates
                    found.append(seconds * 1000)
    return {what: [median(found) for found in per_store] for what, per_store in times.items()}


def _clock(store: Filled) -> Callable[[], float]:
    """The time to measure by: that of the processor changes less with what else the machine does."""
    return time.process_time if store.settings.database_url.startswith("sqlite") else time.perf_counter


def _paths(store: Filled, client: FlaskClient) -> dict[str, list[str]]:
    """The addresses of each kind of page, one for each round where there are several."""
    numbers = [1 + store.count * turn // ROUNDS for turn in range(ROUNDS)]
    engine = open_database(store.settings.database_url)
    with engine.connect() as connection:
        slugs = [connection.execute(SLUG, {"id": one}).scalar_one() for one in numbers]
    engine.dispose()
    paths = {
        "an article": [f"/articles/{slug}" for slug in slugs],
        "the front page": ["/"],
        "a list page in the middle": [_before(store, store.count // 2)],
        "the deepest list page": [_before(store, 20)],
        "a category": ["/categories/chuyen-muc-3"],
        "a category in one language": ["/categories/chuyen-muc-3?lang=en"],
        "an archive's year": [f"/archive/{LAST:%Y}"],
        "an archive's month": [f"/archive/{LAST:%Y/%m}"],
        "an archive's day": [f"/archive/{LAST:%Y/%m/%d}"],
        "a feed": ["/feed.atom"],
        "a feed of a category": ["/categories/chuyen-muc-3/feed.json"],
        "the sitemap's index": ["/sitemap.xml"],
        "a part of the sitemap": ["/sitemaps/1.xml"],
        "the news sitemap": ["/sitemap-news.xml"],
        "an embed of the newest": ["/embed/latest"],
    }
    more = {"a tag": "/tags/tu-khoa-7", "an author": "/authors/ban-tin"}
    more |= {what: f"/search?q={quote(query)}" for what, query in SEARCHES.items()}
    more["suggestions while typing"] = f"/search/suggestions?q={quote(COMMON[0] + ' ' + COMMON[1][:2])}"
    return paths | {what: [path] for what, path in more.items() if client.get(path).status_code == 200}


def _before(store: Filled, number: int) -> str:
    moment = moment_of(number, store.count).isoformat()
    return f"/?before={moment}~{number + 1}"


def _commit(store: Filled) -> float:
    """The median milliseconds in which one more article is stored. They are withdrawn afterwards."""
    engine = open_database(store.settings.database_url)
    articles = ArticleRepository(engine)
    found, slugs, clock = [], [], _clock(store)
    for turn in range(COMMITS):
        source_id, title = f"commit:{time.time_ns()}", f"Tin thêm {turn}"
        draft = Draft(source_id=source_id, title=title, sapo="", body="<p>Tin.</p>" * 200, lang="vi")
        began = clock()
        _, slug = articles.save(draft)
        found.append((clock() - began) * 1000)
        slugs.append(slug)
    for slug in slugs:
        articles.withdraw(slug, "Thử.")
    engine.dispose()
    return median(found)
