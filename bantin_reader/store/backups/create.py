"""Creates a backup while the store is in use, and verifies it."""

from __future__ import annotations

import hashlib
import io
import os
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import IO

from sqlalchemy import func, select

from bantin_reader.model.errors import BackupRefused
from bantin_reader.store.backups.extract import Extracted, read_backup
from bantin_reader.store.backups.manifest import (
    ABOUT,
    DATABASE,
    FORMAT,
    PICTURE,
    PICTURES,
    PROFILE,
    PROFILES,
    RECORDINGS,
    SUMS,
    BackupPaths,
    Manifest,
    url_of,
)
from bantin_reader.store.health import connect_once
from bantin_reader.store.recordings.folder import RECORDING_NAME
from bantin_reader.store.schema import knows_schema, schema_of, schema_problem
from bantin_reader.store.tables import articles
from bantin_reader.store.temp_files import remove_stale_temp_files

TEMP_PREFIX = ".half-backup-"
STALE_SECONDS = 24 * 60 * 60
BUSY_SECONDS = 30


def write_backup(paths: BackupPaths, target: Path, version: str) -> tuple[Path, Extracted]:
    """Save a site into the file `target`, or into a file named after the time if that is a folder.

    Saves no database if `paths` has none. Returns the file, and what the verification read of it. Raises
    BackupRefused, and then leaves no file behind.
    """
    now = datetime.now(UTC)
    if target.is_dir():
        target = _free_name(target, f"bantin-{now:%Y%m%d-%H%M%S}")
    if target.exists():
        raise BackupRefused(f"{target} exists already")
    if not target.parent.is_dir():
        raise BackupRefused(f"{target.parent}: no such folder")
    if not target.suffix:
        raise BackupRefused(f"{target}: no such folder; the name of a file ends in .tar")
    try:
        remove_stale_temp_files(target.parent, TEMP_PREFIX, STALE_SECONDS)
        with tempfile.TemporaryDirectory(prefix=TEMP_PREFIX, dir=target.parent) as half:
            archive = _write(paths, Path(half), now, version)
            read = _verify(archive, Path(half))
            _publish(archive, target)
    except OSError as error:
        raise BackupRefused(f"{error.filename or target}: {error.strerror or error}") from error
    return target, read


def _write(paths: BackupPaths, half: Path, now: datetime, version: str) -> Path:
    """Write the archive. The database comes first, because an import stores the files before their article."""
    snapshot = half / DATABASE
    schema, published, withdrawn = "", 0, 0
    if paths.database:
        schema, published, withdrawn = _snapshot(paths.database, snapshot)
    made = now.isoformat(timespec="seconds").replace("+00:00", "Z")
    about = Manifest(
        format=FORMAT, made=made, version=version, schema=schema, articles=published, withdrawn=withdrawn
    ).to_json()
    archive = half / "backup.tar"
    with (half / "sums").open("w+b") as sums, archive.open("xb") as file:
        with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
            _add(tar, ABOUT, io.BytesIO(about), len(about), now.timestamp(), sums)
            if schema:
                _add_file(tar, DATABASE, snapshot, sums)
                snapshot.unlink()
            for name, path in _files(paths):
                _add_file(tar, name, path, sums)
            length = sums.tell()
            sums.seek(0)
            _add(tar, SUMS, sums, length, now.timestamp(), None)
        file.flush()
        os.fsync(file.fileno())
    return archive


def _snapshot(database: Path, snapshot: Path) -> tuple[str, int, int]:
    """Copy the database as it is at one moment; readers and writers go on meanwhile."""
    try:
        connection = sqlite3.connect(f"{database.as_uri()}?mode=rw", uri=True, timeout=BUSY_SECONDS)
        try:
            connection.execute("VACUUM INTO ?", (str(snapshot),))
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise BackupRefused(f"{database} cannot be saved: {error}") from error
    with connect_once(url_of(snapshot)) as saved:
        schema = schema_of(saved)
        if not schema:
            raise BackupRefused(f"{database} is not a database of Bantin Reader")
        if not knows_schema(schema):
            raise BackupRefused(f"{database} {schema_problem(schema)}")
        withdrawn_count = select(func.count()).select_from(articles).where(articles.c.withdrawn_at.is_not(None))
        withdrawn = saved.execute(withdrawn_count).scalar_one()
        every = saved.execute(select(func.count()).select_from(articles)).scalar_one()
    return schema, every - withdrawn, withdrawn


def _files(paths: BackupPaths) -> Iterator[tuple[str, Path]]:
    for folder, prefix, pattern in (
        (paths.profiles, PROFILES, PROFILE),
        (paths.pictures, PICTURES, PICTURE),
        (paths.recordings, RECORDINGS, RECORDING_NAME),
    ):
        with suppress(FileNotFoundError), os.scandir(folder) as entries:
            for entry in entries:
                if pattern.fullmatch(entry.name) and entry.is_file():
                    yield prefix + entry.name, Path(entry.path)


class _HashingReader(io.RawIOBase):
    """A file with the SHA-256 of what was read of it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        chunk = self._file.read(size)
        self.digest.update(chunk)
        return chunk


def _add_file(tar: tarfile.TarFile, name: str, path: Path, sums: IO[bytes]) -> None:
    with path.open("rb") as file:
        facts = os.fstat(file.fileno())
        _add(tar, name, file, facts.st_size, facts.st_mtime, sums)


def _add(tar: tarfile.TarFile, name: str, file: IO[bytes], size: int, changed: float, sums: IO[bytes] | None) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mtime, member.mode = size, int(changed), 0o644
    content = _HashingReader(file)
    tar.addfile(member, content)
    tar.members.clear()  # type: ignore[attr-defined]
    if sums:
        sums.write(f"{content.digest.hexdigest()}  {name}\n".encode())


def _verify(archive: Path, half: Path) -> Extracted:
    folders = [half / "again" / name for name in ("pictures", "profiles", "recordings")]
    again = BackupPaths(half / "again" / DATABASE, *folders)
    with (half / "sums-again").open("w+b") as sums:
        return read_backup(archive, again, sums, database_only=True)


def _publish(archive: Path, target: Path) -> None:
    """Move the archive to its name in one step, without replacing a file that appeared meanwhile."""
    archive.chmod(0o600)
    try:
        target.hardlink_to(archive)
    except FileExistsError as error:
        raise BackupRefused(f"{target} exists already") from error
    except OSError:
        archive.rename(target)
    folder = os.open(target.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _free_name(folder: Path, name: str) -> Path:
    """The name with `.tar`, numbered if it exists: two backups may run in one second, or the clock may be set back."""
    names = (name if number == 1 else f"{name}-{number}" for number in count(1))
    return next(file for each in names if not (file := folder / f"{each}.tar").exists())
