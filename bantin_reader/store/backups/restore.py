"""Restoring: a backup is unpacked and verified beside the store, and then takes its place."""

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
from bantin_reader.store.health import looking
from bantin_reader.store.sqlite_connection import BESIDE
from bantin_reader.store.tables import articles

STAGE = ".restore-"
# https://www.sqlite.org/fileformat.html (1.3)
MAGIC = b"SQLite format 3\0"


def restore(source: Path, places: BackupPaths, *, force: bool = False) -> tuple[Extracted, list[Path]]:
    """Bring a site back as it was saved, with the newest schema. Gives what was read, and where the former store lies.

    Raises BackupRefused, and nothing has changed.
    """
    _require_empty(places, force)
    try:
        _require_room(source, places)
        with ExitStack() as stages:
            staged = BackupPaths(
                stages.enter_context(_stage(places.database)) / DATABASE if places.database else None,
                stages.enter_context(_stage(places.pictures)) / "pictures",
                stages.enter_context(_stage(places.profiles)) / "profiles",
            )
            with tempfile.TemporaryFile() as sums:
                read = read_backup(source, staged, sums)
            if read.about.schema and staged.database and places.database:
                _bring_up_to_date(staged.database)
                _require_alone(places.database)
            # Unpacking takes its time, and an import may have come in between.
            _require_empty(places, force)
            os.sync()
            aside = _exchange(staged, places)
            os.sync()
            return read, aside
    except OSError as error:
        raise BackupRefused(f"{error.filename or source}: {error.strerror or error}") from error


def _require_empty(places: BackupPaths, force: bool) -> None:
    if not force and (held := _held(places)):
        raise BackupRefused(f"{held}; with --force it is put aside and kept")


def _held(places: BackupPaths) -> str:
    """What would be replaced; empty when there is nothing."""
    if places.database and places.database.exists():
        try:
            if not _is_sqlite(places.database):
                return f"{places.database} is there, and is no database"
            with looking(url_of(places.database)) as connection:
                if connection.execute(select(articles.c.id).limit(1)).first():
                    return f"{places.database} holds articles"
        except SQLAlchemyError:
            return f"{places.database} is there, and cannot be read"
    if places.pictures.is_dir() and any(not file.name.startswith(".") for file in places.pictures.iterdir()):
        return f"{places.pictures} holds pictures"
    return ""


def _require_room(source: Path, places: BackupPaths) -> None:
    there = next(folder for folder in places.pictures.parents if folder.is_dir())
    needed, free = source.stat().st_size, shutil.disk_usage(there).free
    if free < needed:
        raise BackupRefused(f"{there} has {free // 2**20} MB free and needs {needed // 2**20 + 1}")


@contextmanager
def _stage(place: Path) -> Iterator[Path]:
    """An empty folder beside a place, on the same disk; gone at the end, with the folders that had to be made for it
    where nothing came into them."""
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


def _bring_up_to_date(database: Path) -> None:
    """Migrated, and one closed file."""
    try:
        open_database(URL.create("sqlite", database=str(database))).dispose()
        _close(database)
    except (StoreUnavailable, sqlite3.Error) as error:
        raise BackupRefused(f"its database {error}") from error


def _close(database: Path) -> None:
    """Everything in the one file. Raises sqlite3.OperationalError while another has it open."""
    connection = sqlite3.connect(f"{database.as_uri()}?mode=rw", uri=True, timeout=1)
    try:
        connection.execute("PRAGMA journal_mode=DELETE")
    finally:
        connection.close()


def _is_sqlite(file: Path) -> bool:
    """Opening a file that is none, SQLite removes what lies beside it."""
    with file.open("rb") as content:
        return content.read(len(MAGIC)) == MAGIC


def _require_alone(database: Path) -> None:
    """Under a server that has it open, a file is not exchanged: it would go on with the old one."""
    if not database.exists() or not _is_sqlite(database):
        return
    try:
        _close(database)
    except sqlite3.OperationalError as error:
        raise BackupRefused(f"{database} is in use; stop `bantin-reader serve` and imports first") from error
    except sqlite3.DatabaseError:
        # A store that is broken is one of the reasons to restore.
        return


def _exchange(staged: BackupPaths, places: BackupPaths) -> list[Path]:
    """Put each part in its place and what was there beside it; the database last. Undone when a step fails."""
    moment = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    moved: list[tuple[Path, Path]] = []
    aside: list[Path] = []

    def move(old: Path, new: Path) -> None:
        old.rename(new)
        moved.append((old, new))

    parts = [(staged.pictures, places.pictures), (staged.profiles, places.profiles)]
    if staged.database and places.database:
        parts.append((staged.database, places.database))
    try:
        for new, place in parts:
            if not new.exists():
                continue
            for end in ("", *BESIDE) if place == places.database else ("",):
                old = place.with_name(place.name + end)
                if old.exists():
                    kept = place.with_name(f"{place.name}.before-{moment}{end}")
                    move(old, kept)
                    aside.append(kept)
            move(new, place)
    except BaseException:
        for old, new in reversed(moved):
            with suppress(OSError):
                new.rename(old)
        raise
    return aside
