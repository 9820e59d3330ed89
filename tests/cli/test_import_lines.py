"""An import of JSON Lines that is stopped: whole batches only, no process left, and on again.

Its standard output ends when the last of its processes has: `communicate` waits for the one that reads, too.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bantin_reader.cli.articles import INTERRUPTED
from bantin_reader.config.settings import Settings
from bantin_reader.services.line_importer import BATCH_SIZE
from bantin_reader.store.article_repository import ArticleRepository
from bantin_reader.store.engine import open_database

LINES = 8 * BATCH_SIZE
WORDS = "nội dung của một tin dài " * 80


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "bai.jsonl"
    lines = ({"source_id": f"cms:{n}", "title": f"Tin số {n}", "body": f"<p>{WORDS}{n}</p>"} for n in range(LINES))
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return file


@pytest.fixture
def stopped(file: Path) -> Iterator[subprocess.Popen[str]]:
    """An import of which the first batch is stored."""
    command = [sys.executable, "-m", "bantin_reader.cli.main", "import", str(file)]
    process = subprocess.Popen(
        command, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    assert process.stdout
    assert process.stdout.readline() == "created /articles/tin-so-0 Tin số 0\n"
    yield process
    process.kill()
    process.communicate(timeout=60)


def articles(data: Path) -> int:
    return ArticleRepository(open_database(Settings(data=data).database_url)).count()


def finish(file: Path, data: Path, before: int) -> None:
    command = [sys.executable, "-m", "bantin_reader.cli.main", "import", str(file)]
    done = subprocess.run(command, text=True, capture_output=True, check=True)
    assert (done.stdout.count("unchanged "), done.stdout.count("created ")) == (before, LINES - before)
    assert articles(data) == LINES


def test_ctrl_c_leaves_whole_batches_and_no_process(stopped: subprocess.Popen[str], file: Path, tmp_path: Path) -> None:
    os.killpg(stopped.pid, signal.SIGINT)
    _, complaints = stopped.communicate(timeout=60)
    assert (stopped.returncode, complaints[:14]) == (INTERRUPTED, "stopped after ")
    stored = articles(tmp_path / "var")
    assert 0 < stored < LINES
    assert stored % BATCH_SIZE == 0
    finish(file, tmp_path / "var", stored)


def test_kill_9_leaves_whole_batches_and_no_process(stopped: subprocess.Popen[str], tmp_path: Path) -> None:
    stopped.kill()
    stopped.communicate(timeout=60)
    stored = articles(tmp_path / "var")
    assert 0 < stored < LINES
    assert stored % BATCH_SIZE == 0
