"""Stores of so many articles, filled by an import."""

from __future__ import annotations

import json
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
    """Import so many articles by JSON Lines, in a process of its own, unless the folder has that store already."""
    kind = "PostgreSQL" if url else "SQLite"
    data = folder / f"data-{count}-{kind.lower()}"
    note = folder / f"{data.name}.json"
    if not note.exists():
        note.write_text(json.dumps(_import(folder, count, data, url)), "utf-8")
    settings = Settings(data=data, cache_bytes=0, **({"database_url": url} if url else {}))
    disk = sum(one.stat().st_size for one in data.rglob("*") if one.is_file()) if data.exists() else 0
    return Filled(f"{kind}, {count:,}", count, settings, **json.loads(note.read_text("utf-8")), disk=disk)


def _import(folder: Path, count: int, data: Path, url: str) -> dict[str, float]:
    """What it took: `rate`, `processor` and `memory` of `Filled`."""
    file = folder / f"{count}.jsonl"
    if not file.exists():
        write_articles(file, count)
    environment = os.environ | {"BANTIN_DATA": str(data)} | ({"BANTIN_DATABASE_URL": url} if url else {})
    began = time.perf_counter()
    process = subprocess.Popen([*IMPORT, str(file)], env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"the import of {file} failed")
    processor = (usage.ru_utime + usage.ru_stime) * 1000 / count
    return {"rate": count / seconds, "processor": processor, "memory": usage.ru_maxrss * 1024}
