"""Verifies that the file of a stored recording is present and complete."""

from __future__ import annotations

import hashlib
from pathlib import Path


def recording_problem(folder: Path, name: str) -> str:
    """What is wrong with a recording's file: empty, "is missing" or "is broken"."""
    try:
        with (folder / name).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return "is missing"
    return "" if digest.startswith(name.partition(".")[0]) else "is broken"
