"""Removes temporary files that a killed process left behind."""

from __future__ import annotations

import shutil
import time
from contextlib import suppress
from pathlib import Path


def remove_stale_temp_files(folder: Path, prefix: str, max_age_seconds: float) -> None:
    """Remove the files and folders in `folder` whose names begin with `prefix`, once they are older than
    `max_age_seconds`. One that cannot be removed is left for the next time."""
    for path in folder.glob(f"{prefix}*"):
        with suppress(OSError):
            # A time stamp in the future dates from before the clock was set back.
            if abs(time.time() - path.lstat().st_mtime) > max_age_seconds:
                if path.is_dir():
                    shutil.rmtree(path)
                else:
                    path.unlink()
