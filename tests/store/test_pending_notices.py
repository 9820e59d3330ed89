"""Which articles are being changed is remembered until it is cleared, whatever ends the process."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bantin_reader.store.pending_notices import PendingNotices

KILLED = """
import os, signal, sys
from pathlib import Path
from bantin_reader.store.pending_notices import PendingNotices
PendingNotices(Path(sys.argv[1])).add("https://a.example/1")
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "xa.notices"


def test_what_was_added_is_there_once_and_in_its_order_until_it_is_cleared(file: Path) -> None:
    pending = PendingNotices(file)
    assert list(pending.source_ids()) == []
    for source_id in ("b.md", "a\nđồi.md", "b.md"):
        pending.add(source_id)
    assert list(PendingNotices(file).source_ids()) == ["b.md", "a\nđồi.md"]
    pending.clear()
    pending.clear()
    assert list(pending.source_ids()) == []


def test_what_a_killed_process_added_is_there(file: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, file], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert list(PendingNotices(file).source_ids()) == ["https://a.example/1"]


@pytest.mark.parametrize("half", [b'"https://a.exa', b"\0\0\0\0", b"[1]\n", b"\xff"])
def test_a_line_that_a_power_cut_has_broken_is_left_out(file: Path, half: bytes) -> None:
    PendingNotices(file).add("a.md")
    with file.open("ab") as opened:
        opened.write(half)
    assert list(PendingNotices(file).source_ids()) == ["a.md"]
