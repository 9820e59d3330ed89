"""Remembers in a file which articles are being changed, until other services were notified of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path


class PendingNotices:
    """The source_ids of articles, a line of JSON for each. What was added is still there after the process was killed.
    Every method raises OSError where the file cannot be used."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def add(self, source_id: str) -> None:
        """To be called before the article is changed: after the change, the process may no longer be there."""
        with self._file.open("ab") as opened:
            opened.write(json.dumps(source_id).encode("ascii") + b"\n")

    def source_ids(self) -> Sequence[str]:
        """What was added, each once, in its order. A line that is not complete is left out."""
        try:
            lines = self._file.read_bytes().splitlines()
        except FileNotFoundError:
            return []
        return list(dict.fromkeys(source_id for line in lines if (source_id := _parsed(line))))

    def clear(self) -> None:
        """Forget everything."""
        self._file.unlink(missing_ok=True)


def _parsed(line: bytes) -> str:
    """Empty where a power cut has left half a line, or zeros."""
    try:
        value = json.loads(line)
    except ValueError:
        return ""
    return value if isinstance(value, str) else ""
