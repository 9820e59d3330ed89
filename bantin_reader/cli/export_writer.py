"""Writes all articles into a file of JSON Lines, and their pictures beside it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from bantin_reader.config.settings import Settings
from bantin_reader.model.article import ARTICLE_PATH
from bantin_reader.model.errors import PictureNotFound
from bantin_reader.model.stored_article import StoredArticle
from bantin_reader.sources.json_lines_writer import PICTURES, picture_names, written_line
from bantin_reader.store.article_export import snapshot, stored_articles
from bantin_reader.store.pictures.store import FilesystemPictureStore

TEMP_PREFIX = ".half-"


def write_export(settings: Settings, target: Path, tell: Callable[[str], None]) -> int:
    """Write `target`, as a whole or not at all; returns the number of articles. Calls `tell` with a line for each
    picture that is missing. Raises StoreUnavailable and OSError."""
    pictures = FilesystemPictureStore(settings.data / "pictures")
    written = 0
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=TEMP_PREFIX, delete=False) as half:
        try:
            with snapshot(settings.database_url) as connection:
                for stored in stored_articles(connection):
                    half.write(written_line(stored))
                    written += 1
                    for name in _copied(stored, pictures, target.parent / PICTURES):
                        tell(f"{ARTICLE_PATH}{stored.draft.slug}: picture {name} is missing")
            half.flush()
            os.fsync(half.fileno())
            Path(half.name).chmod(0o644)
            Path(half.name).replace(target)
        except BaseException:
            with suppress(FileNotFoundError):
                Path(half.name).unlink()
            raise
    return written


def _copied(stored: StoredArticle, store: FilesystemPictureStore, folder: Path) -> Iterator[str]:
    """Copy the article's pictures into a folder, unless they are there; yield the names of those that are missing."""
    for name in picture_names(stored):
        copy = folder / name
        if copy.exists():
            continue
        try:
            original = store.original_path(name)
        except PictureNotFound:
            yield name
            continue
        folder.mkdir(exist_ok=True)
        half = folder / f"{TEMP_PREFIX}{name}"
        shutil.copyfile(original, half)
        half.replace(copy)
