"""What is known of a source file beside its text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class FileContext:
    """`root` is the folder that the file's pictures must lie in, the file's own where it is None. `saved_at` is when
    the file was saved, in the site's time zone. `address` is where it was saved from,
    and `resources` are the files that it holds, by their address: of a page saved as one file. A reader writes into
    `evidence` what gave it each field."""

    root: Path | None = None
    saved_at: datetime | None = None
    address: str = ""
    resources: Mapping[str, bytes] = field(default_factory=dict)
    evidence: dict[str, str] = field(default_factory=dict)

    def root_of(self, file: Path) -> Path:
        return self.root or file.resolve().parent


UNKNOWN = FileContext()
