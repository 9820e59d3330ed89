"""Unpacks a backup and verifies every byte of it."""

from __future__ import annotations

import hashlib
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from sqlalchemy.exc import SQLAlchemyError

from bantin_reader.model.article import ARTICLE_PATH
from bantin_reader.model.errors import BackupRefused
from bantin_reader.store.article_scan import scan
from bantin_reader.store.backups.manifest import (
    ABOUT,
    DATABASE,
    MAX_MANIFEST_BYTES,
    PICTURES,
    RECORDINGS,
    SUMS,
    BackupPaths,
    Manifest,
    is_original,
    url_of,
)
from bantin_reader.store.health import connect_once, damage
from bantin_reader.store.pictures.verify import matches_its_name
from bantin_reader.store.schema import knows_schema, schema_of, schema_problem

CHUNK = 1024 * 1024
DAMAGED = "it is cut short or damaged"


@dataclass
class Extracted:
    """What was read: manifest, number of picture files, names of originals and recordings, and warnings for the
    operator."""

    manifest: Manifest
    files: int = 0
    originals: set[str] = field(default_factory=set)
    recordings: set[str] = field(default_factory=set)
    warnings: list[str] = field(default_factory=list)


def read_backup(archive: Path, paths: BackupPaths, sums: IO[bytes], *, database_only: bool = False) -> Extracted:
    """Unpack an archive into `paths`, which do not exist yet; `sums` is an empty temporary file.

    With `database_only`, other members are verified but not written. Raises BackupRefused, without removing what was
    unpacked until then. Raises OSError if a file cannot be written.
    """
    try:
        with tarfile.open(archive, "r:") as tar:
            read = _unpack(tar, paths, sums, database_only)
    except (tarfile.TarError, ValueError, OverflowError, EOFError, UnicodeError) as error:
        raise BackupRefused(DAMAGED) from error
    if read.manifest.schema and paths.database:
        _verify_database(paths.database, read)
    return read


def _unpack(tar: tarfile.TarFile, paths: BackupPaths, sums: IO[bytes], database_only: bool) -> Extracted:
    read, has_database = None, False
    for member, content in _members(tar):
        if member.name == SUMS:
            break
        if read is None:
            if member.name != ABOUT or member.size > MAX_MANIFEST_BYTES:
                raise BackupRefused("it is not a backup of bantin-reader")
            text = content.read()
            read = Extracted(Manifest.from_json(text))
            digest = hashlib.sha256(text).hexdigest()
            if read.manifest.schema and paths.database is None:
                raise BackupRefused("it holds an SQLite database, and BANTIN_DATABASE_URL names another")
        else:
            place = paths.file_of(member.name)
            if place is None:
                raise BackupRefused(f"it holds {member.name!r}, which no backup does")
            digest = _copy(content, None if database_only and member.name != DATABASE else place)
            _note(read, member.name, digest)
            has_database |= member.name == DATABASE
        sums.write(f"{digest}  {member.name}\n".encode())
    else:
        raise BackupRefused(DAMAGED)
    _compare(sums, content)
    if read is None or has_database != bool(read.manifest.schema):
        raise BackupRefused(DAMAGED)
    return read


def _members(tar: tarfile.TarFile) -> Iterator[tuple[tarfile.TarInfo, IO[bytes]]]:
    while (member := tar.next()) is not None:
        content = tar.extractfile(member) if member.isreg() and not member.issparse() else None
        if content is None:
            raise BackupRefused(f"it holds {member.name!r}, which is not an ordinary file")
        yield member, content
        # tarfile remembers every member, which takes much memory for a million of them.
        tar.members.clear()  # type: ignore[attr-defined]


def _copy(content: IO[bytes], place: Path | None) -> str:
    digest = hashlib.sha256()
    if place is None:
        while chunk := content.read(CHUNK):
            digest.update(chunk)
        return digest.hexdigest()
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        file = place.open("xb")
    except FileExistsError as error:
        raise BackupRefused(f"it holds {place.name!r} twice") from error
    with file:
        while chunk := content.read(CHUNK):
            digest.update(chunk)
            file.write(chunk)
    return digest.hexdigest()


def _note(read: Extracted, name: str, digest: str) -> None:
    if name.startswith(RECORDINGS):
        recording = name.removeprefix(RECORDINGS)
        read.recordings.add(recording)
        if not matches_its_name(recording, digest):
            read.warnings.append(f"recording {recording} is broken in the store already")
    if not name.startswith(PICTURES):
        return
    read.files += 1
    picture = name.removeprefix(PICTURES)
    if is_original(picture):
        read.originals.add(picture)
        if not matches_its_name(picture, digest):
            read.warnings.append(f"picture {picture} is broken in the store already")


def _compare(sums: IO[bytes], listed: IO[bytes]) -> None:
    """Raise BackupRefused unless the checksums are those that the archive lists, line by line."""
    sums.seek(0)
    for found in sums:
        expected = listed.readline(4096)
        if found != expected:
            name = found.decode()[66:-1]
            raise BackupRefused(
                f"{name}: its content is not what was saved" if expected[66:] == found[66:] else DAMAGED
            )
    if listed.read(1):
        raise BackupRefused(DAMAGED)


def _verify_database(database: Path, read: Extracted) -> None:
    try:
        with connect_once(url_of(database)) as connection:
            problem, schema = damage(connection), schema_of(connection)
            if problem:
                raise BackupRefused(f"its database is damaged: {problem}")
            if schema is None or not knows_schema(schema):
                raise BackupRefused(f"its database {schema_problem(schema)}")
            for article in scan(connection):
                address = f"{ARTICLE_PATH}{article.slug}"
                if article.recording and article.recording not in read.recordings:
                    read.warnings.append(f"{address}: recording {article.recording} is missing in the store already")
                for figure in article.figures:
                    if figure.picture and figure.picture.name not in read.originals:
                        read.warnings.append(
                            f"{address}: picture {figure.picture.name} is missing in the store already"
                        )
    except SQLAlchemyError as error:
        raise BackupRefused("its database is damaged") from error
