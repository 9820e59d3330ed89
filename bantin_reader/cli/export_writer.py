"""Writes all articles into a file of JSON Lines, and their pictures and recordings beside it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from bantin_reader.config.settings import Settings
from bantin_reader.model.article import ARTICLE_PATH
from bantin_reader.model.errors import AudioNotFound, PictureNotFound
from bantin_reader.sources.json_lines_writer import PICTURES, RECORDINGS, picture_names, written_line
from bantin_reader.store.article_export import snapshot, stored_articles
from bantin_reader.store.pictures.store import FilesystemPictureStore
from bantin_reader.store.recordings.folder import RecordingFolder

TEMP_PREFIX = ".half-"


def write_export(settings: Settings, target: Path, tell: Callable[[str], None]) -> int:
    """Write `target`, as a whole or not at all; returns the number of articles. Calls `tell` with a line for each
    picture and recording that is missing. Raises StoreUnavailable and OSError."""
    pictures = FilesystemPictureStore(settings.data / "pictures")
    recordings = RecordingFolder(settings.data / "recordings")
    written = 0
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=TEMP_PREFIX, delete=False) as half:
        try:
            with snapshot(settings.database_url) as connection:
                for stored in stored_articles(connection):
                    half.write(written_line(stored))
                    written += 1
                    address = f"{ARTICLE_PATH}{stored.draft.slug}"
                    for name in picture_names(stored):
                        if not _copied(name, pictures.original_path, target.parent / PICTURES):
                            tell(f"{address}: picture {name} is missing")
                    recording = stored.draft.recording
                    if recording and not _copied(recording.name, recordings.path, target.parent / RECORDINGS):
                        tell(f"{address}: recording {recording.name} is missing")
            half.flush()
            os.fsync(half.fileno())
            Path(half.name).chmod(0o644)
            Path(half.name).replace(target)
        except BaseException:
            with suppress(FileNotFoundError):
                Path(half.name).unlink()
            raise
    return written


def _copied(name: str, place_of: Callable[[str], Path], folder: Path) -> bool:
    """Copy a stored file into a folder, unless it is there; returns whether it is there then."""
    copy = folder / name
    if copy.exists():
        return True
    try:
        original = place_of(name)
    except (PictureNotFound, AudioNotFound):
        return False
    folder.mkdir(exist_ok=True)
    half = folder / f"{TEMP_PREFIX}{name}"
    shutil.copyfile(original, half)
    half.replace(copy)
    return True
