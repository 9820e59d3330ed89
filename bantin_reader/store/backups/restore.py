"""Restores a backup: unpacks and verifies it beside the store, then replaces the store."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import URL, select
from sqlalchemy.exc import SQLAlchemyError

from bantin_reader.model.errors import BackupRefused, StoreUnavailable
from bantin_reader.store.backups.extract import Extracted, read_backup
from bantin_reader.store.backups.manifest import DATABASE, BackupPaths, url_of
from bantin_reader.store.engine import open_database
from bantin_reader.store.health import connect_once
from bantin_reader.store.sqlite_connection import JOURNAL_SUFFIXES
from bantin_reader.store.tables import articles

STAGE = ".restore-"
# https://www.sqlite.org/fileformat.html (1.3)
MAGIC = b"SQLite format 3\0"


def restore(source: Path, paths: BackupPaths, *, force: bool = False) -> tuple[Extracted, list[Path]]:
    """Replace a site by a backup, migrated to the newest schema.

    Returns what was read, and the new paths of the former store. Raises BackupRefused, and then has changed nothing.
    """
    _require_empty(paths, force)
    try:
        _require_disk_space(source, paths)
        with ExitStack() as stages:
            staged = BackupPaths(
                stages.enter_context(_stage(paths.database)) / DATABASE if paths.database else None,
                stages.enter_context(_stage(paths.pictures)) / "pictures",
                stages.enter_context(_stage(paths.profiles)) / "profiles",
                stages.enter_context(_stage(paths.recordings)) / "recordings",
            )
            with tempfile.TemporaryFile() as sums:
                read = read_backup(source, staged, sums)
            if read.manifest.schema and staged.database and paths.database:
                _migrate(staged.database)
                _require_unused(paths.database)
            # An import may have run while the backup was unpacked.
            _require_empty(paths, force)
            os.sync()
            former = _exchange(staged, paths)
            os.sync()
            return read, former
    except OSError as error:
        raise BackupRefused(f"{error.filename or source}: {error.strerror or error}") from error


def _require_empty(paths: BackupPaths, force: bool) -> None:
    if not force and (found := _occupant(paths)):
        raise BackupRefused(f"{found}; --force renames it")


def _occupant(paths: BackupPaths) -> str:
    """What of the store would be replaced; empty for an empty store."""
    if paths.database and paths.database.exists():
        try:
            if not _is_sqlite(paths.database):
                return f"{paths.database} exists, and is not a database"
            with connect_once(url_of(paths.database)) as connection:
                if connection.execute(select(articles.c.id).limit(1)).first():
                    return f"{paths.database} holds articles"
        except SQLAlchemyError:
            return f"{paths.database} exists, and cannot be read"
    if paths.pictures.is_dir() and any(not file.name.startswith(".") for file in paths.pictures.iterdir()):
        return f"{paths.pictures} holds pictures"
    if paths.recordings.is_dir() and any(not file.name.startswith(".") for file in paths.recordings.iterdir()):
        return f"{paths.recordings} holds recordings"
    return ""


def _require_disk_space(source: Path, paths: BackupPaths) -> None:
    there = next(folder for folder in paths.pictures.parents if folder.is_dir())
    needed, free = source.stat().st_size, shutil.disk_usage(there).free
    if free < needed:
        raise BackupRefused(f"{there} has {free // 2**20} MB free and needs {needed // 2**20 + 1}")


@contextmanager
def _stage(place: Path) -> Iterator[Path]:
    """A temporary folder beside a path, on the same disk. Removed at the end, with the empty folders that were created
    for it."""
    made = [folder for folder in (place.parent, *place.parent.parents) if not folder.exists()]
    place.parent.mkdir(parents=True, exist_ok=True)
    stage = Path(tempfile.mkdtemp(prefix=STAGE, dir=place.parent))
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)
        with suppress(OSError):
            for folder in made:
                folder.rmdir()


def _migrate(database: Path) -> None:
    """Migrate the database, and close it into one file."""
    try:
        open_database(URL.create("sqlite", database=str(database))).dispose()
        _close(database)
    except (StoreUnavailable, sqlite3.Error) as error:
        raise BackupRefused(f"its database {error}") from error


def _close(database: Path) -> None:
    """Move everything into the one file. Raises sqlite3.OperationalError if another process has it open."""
    connection = sqlite3.connect(f"{database.as_uri()}?mode=rw", uri=True, timeout=1)
    try:
        connection.execute("PRAGMA journal_mode=DELETE")
    finally:
        connection.close()


def _is_sqlite(file: Path) -> bool:
    """Whether the file is an SQLite database. Opening another file by SQLite would remove the journals beside it."""
    with file.open("rb") as content:
        return content.read(len(MAGIC)) == MAGIC


def _require_unused(database: Path) -> None:
    """Raise BackupRefused if a process has the database open, because it would go on with the old file."""
    if not database.exists() or not _is_sqlite(database):
        return
    try:
        _close(database)
    except sqlite3.OperationalError as error:
        raise BackupRefused(f"{database} is in use; stop `bantin-reader serve` and imports first") from error
    except sqlite3.DatabaseError:
        # A broken database is one of the reasons to restore.
        return


def _exchange(staged: BackupPaths, paths: BackupPaths) -> list[Path]:
    """Rename the former parts and move the new ones to their paths, the database last. Undoes it if a step fails.

    Returns the new paths of the former parts.
    """
    moment = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    moved: list[tuple[Path, Path]] = []
    former: list[Path] = []

    def move(old: Path, new: Path) -> None:
        old.rename(new)
        moved.append((old, new))

    parts = [(getattr(staged, name), getattr(paths, name)) for name in ("pictures", "profiles", "recordings")]
    if staged.database and paths.database:
        parts.append((staged.database, paths.database))
    try:
        for new, place in parts:
            if not new.exists():
                continue
            for end in ("", *JOURNAL_SUFFIXES) if place == paths.database else ("",):
                old = place.with_name(place.name + end)
                if old.exists():
                    renamed = place.with_name(f"{place.name}.before-{moment}{end}")
                    move(old, renamed)
                    former.append(renamed)
            move(new, place)
    except BaseException:
        for old, new in reversed(moved):
            with suppress(OSError):
                new.rename(old)
        raise
    return former
