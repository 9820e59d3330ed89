"""Removes recordings that no article has any more."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path

from sqlalchemy import select

from bantin_reader.store.article_export import snapshot
from bantin_reader.store.recordings.folder import RECORDING_NAME
from bantin_reader.store.tables import articles

# An import stores a recording before its article.
UNUSED_SECONDS = 24 * 60 * 60
USED = select(articles.c.recording_name).where(articles.c.recording_name.is_not(None))


def remove_unused(folder: Path, database_url: str) -> int:
    """Remove recordings that were stored more than a day ago and that no article has, also no withdrawn one; returns
    their number. Raises StoreUnavailable."""
    oldest = time.time() - UNUSED_SECONDS
    stored = []
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        stored = [one for one in entries if RECORDING_NAME.fullmatch(one.name) and one.stat().st_mtime < oldest]
    if not stored:
        return 0
    with snapshot(database_url) as connection:
        used = set(connection.execute(USED).scalars())
    unused = [one for one in stored if one.name not in used]
    for one in unused:
        Path(one.path).unlink(missing_ok=True)
    return len(unused)
