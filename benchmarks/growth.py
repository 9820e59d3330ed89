"""Measures what every page, an import and the store take at several numbers of articles, side by side."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
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
from benchmarks.articles import LAST, common_words, moment_of
from benchmarks.growth_report import BAD_PHRASE, report
from benchmarks.growth_stores import Filled, fill
from tests.postgresql import PostgreSQL, programs

CLOCKS = "SQLite: processor time. PostgreSQL, whose server is another process: elapsed time."
ROUNDS = 25
COMMITS = 25
SLUG = select(articles_table.c.slug).where(articles_table.c.id == bindparam("id"))
COMMON = common_words(7)
# What they are of, and the query. The words of the bad phrase are in most articles, and hardly ever in this order.
SEARCHES = {
    "a search: common word": COMMON[0],
    "a search: two words": " ".join(COMMON[:2]),
    "a search: phrase": f'"{" ".join(COMMON[:2])}"',
    BAD_PHRASE: f'"{" ".join(COMMON)}"',
    "a search: nothing found": "zzyzx",
}


def measure(sizes: Sequence[int], postgresql_size: int) -> str:
    """The tables, as Markdown."""
    rounds = f"Medians of {ROUNDS} rounds, in each of which every store is asked once. Page cache off."
    told = machine.described(f"{rounds} {CLOCKS}")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="bantin-growth-")))
        stores = [fill(folder, size, "") for size in sizes]
        if postgresql_size:
            server = stack.enter_context(_postgresql(folder))
            name = stack.enter_context(server.database())
            stores.append(fill(folder, postgresql_size, server.url(name)))
            [(size,)] = server.execute(f"SELECT pg_database_size('{name}')")
            stores[-1].disk = size
        pages = _pages(stores)
        commits = [_commit(store) for store in stores]
    return f"{told}\n{report(stores, pages, commits)}"


@contextmanager
def _postgresql(folder: Path) -> Iterator[PostgreSQL]:
    found = programs()
    if found is None:
        raise SystemExit("PostgreSQL is not installed; --postgresql 0 leaves it out")
    place = folder / "postgresql"
    place.mkdir()
    for each in (folder, place):
        each.chmod(0o755)
    server = PostgreSQL(found, place)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def _pages(stores: Sequence[Filled]) -> dict[str, list[float]]:
    """The median milliseconds of each page in each store."""
    asked = [(client := store.client(), _paths(store, client)) for store in stores]
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
    return paths | {what: [path] for what, path in more.items() if client.get(path).status_code == 200}


def _before(store: Filled, number: int) -> str:
    moment = moment_of(number, store.count).isoformat()
    return f"/?before={moment}~{number + 1}"


def _commit(store: Filled) -> float:
    """The median milliseconds in which one more article is stored."""
    engine = open_database(store.settings.database_url)
    articles = ArticleRepository(engine)
    found, clock = [], _clock(store)
    for turn in range(COMMITS):
        draft = Draft(
            source_id=f"commit:{turn}", title=f"Tin thêm {turn}", sapo="", body="<p>Tin.</p>" * 200, lang="vi"
        )
        began = clock()
        articles.save(draft)
        found.append((clock() - began) * 1000)
    engine.dispose()
    return median(found)
