"""What the operator does beside serving."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bantin_reader.settings import Settings

ROWS = "BANTIN_METRICS_FOLDER"


@contextmanager
def counting_together(settings: Settings) -> Iterator[None]:
    """Where the workers of one server count, so that their numbers can be added up: empty at the start, gone at the
    end. A folder that the settings name stays."""
    if settings.metrics_folder is not None:
        for row in settings.metrics_folder.glob("*.row"):
            row.unlink(missing_ok=True)
        yield
        return
    runtime = os.environ.get("RUNTIME_DIRECTORY", "").partition(":")[0]
    with tempfile.TemporaryDirectory(prefix="bantin-reader-", dir=runtime or None) as name:
        # What tidies temporary folders leaves one alone that is locked (systemd-tmpfiles(8)).
        held = os.open(name, os.O_RDONLY | os.O_DIRECTORY)
        fcntl.flock(held, fcntl.LOCK_SH)
        os.environ[ROWS] = str(Path(name))
        try:
            yield
        finally:
            del os.environ[ROWS]
            os.close(held)
