"""Making a backup while the store is in use: whole and verified, or not at all."""

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
    SUMS,
    BackupPaths,
    Manifest,
    url_of,
)
from bantin_reader.store.health import looking
from bantin_reader.store.schema import knows_schema, schema_of, schema_problem
from bantin_reader.store.tables import articles
from bantin_reader.store.temp_files import remove_stale_temp_files

TEMP_PREFIX = ".half-backup-"
STALE_SECONDS = 24 * 60 * 60
BUSY_SECONDS = 30


def write_backup(places: BackupPaths, target: Path, version: str) -> tuple[Path, Extracted]:
    """Save a site into `target`, or under a name of this moment when that is a folder. Without a database in `places`
    the pictures only. Gives the file, and what was read of it to verify it.

    Raises BackupRefused, and nothing is left behind.
    """
    now = datetime.now(UTC)
    if target.is_dir():
        target = _free_name(target, f"bantin-{now:%Y%m%d-%H%M%S}")
    if target.exists():
        raise BackupRefused(f"{target} is there already")
    if not target.parent.is_dir():
        raise BackupRefused(f"{target.parent}: no such folder")
    if not target.suffix:
        raise BackupRefused(f"{target}: no such folder; the name of a file ends in .tar")
    try:
        remove_stale_temp_files(target.parent, TEMP_PREFIX, STALE_SECONDS)
        with tempfile.TemporaryDirectory(prefix=TEMP_PREFIX, dir=target.parent) as half:
            archive = _write(places, Path(half), now, version)
            read = _verify(archive, Path(half))
            _place(archive, target)
    except OSError as error:
        raise BackupRefused(f"{error.filename or target}: {error.strerror or error}") from error
    return target, read


def _write(places: BackupPaths, half: Path, now: datetime, version: str) -> Path:
    """The database first: an article's pictures are stored before it is."""
    snapshot = half / DATABASE
    schema, published, withdrawn = "", 0, 0
    if places.database:
        schema, published, withdrawn = _snapshot(places.database, snapshot)
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
            for name, path in _files(places):
                _add_file(tar, name, path, sums)
            length = sums.tell()
            sums.seek(0)
            _add(tar, SUMS, sums, length, now.timestamp(), None)
        file.flush()
        os.fsync(file.fileno())
    return archive


def _snapshot(database: Path, snapshot: Path) -> tuple[str, int, int]:
    """The database as it is at one moment, without waiting for who writes and without making them wait."""
    try:
        connection = sqlite3.connect(f"{database.as_uri()}?mode=rw", uri=True, timeout=BUSY_SECONDS)
        try:
            connection.execute("VACUUM INTO ?", (str(snapshot),))
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise BackupRefused(f"{database} cannot be saved: {error}") from error
    with looking(url_of(snapshot)) as saved:
        schema = schema_of(saved)
        if not schema:
            raise BackupRefused(f"{database} holds no store")
        if not knows_schema(schema):
            raise BackupRefused(f"{database} {schema_problem(schema)}")
        taken_back = select(func.count()).select_from(articles).where(articles.c.withdrawn_at.is_not(None))
        withdrawn = saved.execute(taken_back).scalar_one()
        every = saved.execute(select(func.count()).select_from(articles)).scalar_one()
    return schema, every - withdrawn, withdrawn


def _files(places: BackupPaths) -> Iterator[tuple[str, Path]]:
    for folder, prefix, pattern in (
        (places.profiles, PROFILES, PROFILE),
        (places.pictures, PICTURES, PICTURE),
    ):
        with suppress(FileNotFoundError), os.scandir(folder) as entries:
            for entry in entries:
                if pattern.fullmatch(entry.name) and entry.is_file():
                    yield prefix + entry.name, Path(entry.path)


class _Summing(io.RawIOBase):
    """A file that sums up what is read of it."""

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
    content = _Summing(file)
    tar.addfile(member, content)
    tar.members.clear()  # type: ignore[attr-defined]
    if sums:
        sums.write(f"{content.digest.hexdigest()}  {name}\n".encode())


def _verify(archive: Path, half: Path) -> Extracted:
    again = BackupPaths(half / "again" / DATABASE, half / "again" / "pictures", half / "again" / "profiles")
    with (half / "sums-again").open("w+b") as sums:
        return read_backup(archive, again, sums, database_only=True)


def _place(archive: Path, target: Path) -> None:
    """Under its name at once; a file that came to be there meanwhile is not replaced."""
    archive.chmod(0o600)
    try:
        target.hardlink_to(archive)
    except FileExistsError as error:
        raise BackupRefused(f"{target} is there already") from error
    except OSError:
        archive.rename(target)
    folder = os.open(target.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _free_name(folder: Path, name: str) -> Path:
    """A moment may come twice: where two ask at once, and when the clock is set back."""
    names = (name if number == 1 else f"{name}-{number}" for number in count(1))
    return next(file for each in names if not (file := folder / f"{each}.tar").exists())
