"""Stores of so many articles, filled by an import."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from flask.testing import FlaskClient

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from benchmarks.articles import write_articles

IMPORT = [sys.executable, "-m", "bantin_reader.cli.main", "import"]


@dataclass
class Filled:
    """A store of so many articles, and what its import took. `disk` is in bytes, `memory` the largest resident size of
    any of the import's processes in bytes, `rate` in articles a second, `processor` the milliseconds of processor time
    of one article in all processes."""

    name: str
    count: int
    settings: Settings
    rate: float
    processor: float
    memory: int
    disk: int

    def client(self) -> FlaskClient:
        return create_app(self.settings).test_client()


def fill(folder: Path, count: int, url: str) -> Filled:
    """Import so many articles by JSON Lines, in a process of its own."""
    file = folder / f"{count}.jsonl"
    if not file.exists():
        write_articles(file, count)
    data = folder / f"data-{count}-{'postgresql' if url else 'sqlite'}"
    environment = os.environ | {"BANTIN_DATA": str(data)} | ({"BANTIN_DATABASE_URL": url} if url else {})
    began = time.perf_counter()
    process = subprocess.Popen([*IMPORT, str(file)], env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"the import of {file} failed")
    settings = Settings(data=data, cache_bytes=0, **({"database_url": url} if url else {}))
    disk = sum(one.stat().st_size for one in data.rglob("*") if one.is_file()) if data.exists() else 0
    kind = "PostgreSQL" if url else "SQLite"
    processor = (usage.ru_utime + usage.ru_stime) * 1000 / count
    return Filled(f"{kind}, {count:,}", count, settings, count / seconds, processor, usage.ru_maxrss * 1024, disk)
