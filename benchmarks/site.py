"""A site with an article, the seed's where it is there, and others like it; the finished page as a browser gets it."""

from __future__ import annotations

import http.client
import json
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from bantin_reader.config.settings import Settings
from bantin_reader.model.article import Draft
from bantin_reader.services.importer import Imported
from bantin_reader.source_factory import create_importer
from bantin_reader.store.article_repository import ArticleRepository
from bantin_reader.store.engine import open_database
from benchmarks.wrk import ARTICLES

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT.parent / "shared" / "seed"
PORTAL_TEXT = ROOT / "tests" / "data" / "portal" / "ban-tin.txt"
CODINGS = "gzip, deflate, br, zstd"
LANGUAGES = "vi-VN,vi;q=0.9,en;q=0.5"
OF_THE_SERVER = {"date", "server", "connection", "transfer-encoding", "content-length"}


@dataclass(frozen=True)
class Site:
    """`data` is its folder, `path` the article's address, `source` the file that it was imported from,
    `draft` what was read there."""

    data: Path
    path: str
    source: Path
    draft: Draft

    @property
    def environment(self) -> dict[str, str]:
        """With the setting of memory of deploy/bantin-reader.service."""
        return {"BANTIN_DATA": str(self.data), "MALLOC_ARENA_MAX": "1"}

    def serve(self, port: int, workers: int) -> list[str]:
        options = ["--port", str(port), "--workers", str(workers)]
        return [sys.executable, "-m", "bantin_reader.cli.main", "serve", *options]


@dataclass(frozen=True)
class FinishedPage:
    headers: list[tuple[str, str]]
    body: bytes


def make_site(data: Path) -> Site:
    source = next(iter(sorted(SEED.glob("*.txt"))), PORTAL_TEXT)
    settings = Settings(data=data)
    results = list(create_importer(settings, roots=[source]).run([source]))
    landed = next(result for result in results if isinstance(result, Imported))
    store = ArticleRepository(open_database(settings.database_url))
    for number in range(1, ARTICLES + 1):
        store.save(replace(landed.draft, source_id=f"tin-{number}", title=f"Tin {number}"))
    return Site(data, f"/articles/{landed.slug}", source, landed.draft)


def fetch(port: int, path: str, host: str = "") -> FinishedPage:
    """The page compressed by Brotli, with the application's own headers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Accept-Encoding": CODINGS, "Accept-Language": LANGUAGES} | ({"Host": host} if host else {})
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise ValueError(f"{path} on port {port} answers {answer.status}")
    finally:
        connection.close()
    return FinishedPage([pair for pair in answer.getheaders() if pair[0].lower() not in OF_THE_SERVER], body)


def write_for_others(page: FinishedPage, site: Site, folder: Path) -> dict[str, str]:
    """Write the finished page and the article's texts for the other apps; return their environment variables."""
    body, description = folder / "page.br", folder / "page.json"
    body.write_bytes(page.body)
    draft = site.draft
    article = {name: getattr(draft, name) for name in ("title", "sapo", "body", "byline", "lang")}
    article["date"] = str(draft.date or "")
    facts = {"path": site.path, "headers": page.headers, "body": str(body), "article": article}
    description.write_text(json.dumps(facts), "utf-8")
    return {"BENCHMARK_PAGE": str(description), "PYTHONPATH": str(ROOT)}
