"""The folder in which the workers of one server count together."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bantin_reader.config.settings import Settings
from bantin_reader.web.observability.logging import write_line


@contextmanager
def metrics_folder(settings: Settings) -> Iterator[Path | None]:
    """The folder for the counters of a server's workers: empty at the start, and removed at the end unless a setting
    names it. None where no folder can be made: then each worker counts for itself."""
    if settings.metrics_folder is not None:
        for slot in settings.metrics_folder.glob("*.slot"):
            with suppress(OSError):
                slot.unlink()
        yield settings.metrics_folder
        return
    runtime = os.environ.get("RUNTIME_DIRECTORY", "").partition(":")[0]  # systemd.exec(5)
    try:
        folder = tempfile.TemporaryDirectory(prefix="bantin-reader-", dir=runtime or None)
    except OSError as error:
        write_line("warning", "no folder for the workers' counters, each counts for itself", error=str(error))
        yield None
        return
    with folder as name:
        # A locked folder is left alone when old temporary files are removed (systemd-tmpfiles(8)).
        lock = os.open(name, os.O_RDONLY | os.O_DIRECTORY)
        fcntl.flock(lock, fcntl.LOCK_SH)
        try:
            yield Path(name)
        finally:
            os.close(lock)
