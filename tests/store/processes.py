"""Processes that open a database at the same time."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence

from bantin_reader.model.article import Draft
from tests.conftest import ROOT

DRAFT = Draft(source_id="/nguon/tin.md", title="Tin", sapo="Tóm tắt.", body="<p>Nội dung.</p>", lang="vi")

# Opens each database whose URL it is sent, and answers with its schema.
OPEN = """
import sys
from bantin_reader.store.engine import open_database
print("ready", flush=True)
for line in sys.stdin:
    try:
        with open_database(line.strip()).begin() as connection:
            answer = connection.exec_driver_sql("select version_num from alembic_version").scalar_one()
    except Exception as error:
        answer = repr(error)[:300]
    print(answer, flush=True)
"""


def child(script: str, *arguments: str, **environment: str) -> subprocess.Popen[str]:
    """A Python process that executes a script; its pipes are open."""
    command = [sys.executable, "-c", script, *arguments]
    pipe = subprocess.PIPE
    return subprocess.Popen(
        command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, cwd=ROOT, env=os.environ | environment
    )


def ask(processes: Sequence[subprocess.Popen[str]], line: str = "") -> list[str]:
    """Send a line to all, then read a line from each."""
    for process in processes:
        if process.stdin and line:
            process.stdin.write(f"{line}\n")
            process.stdin.flush()
    return [process.stdout.readline().strip() for process in processes if process.stdout]
