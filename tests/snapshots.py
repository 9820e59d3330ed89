"""Committed snapshots. `UPDATE_SNAPSHOTS=1` writes them anew; read the difference before you commit it."""

from __future__ import annotations

import os
from difflib import unified_diff
from pathlib import Path


def compare(file: Path, shown: str) -> None:
    """Raise AssertionError unless `shown` is what the committed snapshot holds."""
    text = shown.rstrip() + "\n"
    if os.environ.get("UPDATE_SNAPSHOTS") == "1":
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    assert file.is_file(), f"{file} is missing; make it with UPDATE_SNAPSHOTS=1 and read it before it is committed"
    difference = "\n".join(unified_diff(file.read_text("utf-8").splitlines(), text.splitlines(), lineterm=""))
    assert not difference, f"{file.name} differs; if the change is wanted: UPDATE_SNAPSHOTS=1\n{difference}"
