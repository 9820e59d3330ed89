"""Stores recordings in a folder, each named by a hash of its content."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO

from bantin_reader.model.errors import AudioNotFound, RecordingRefused, StoreUnavailable
from bantin_reader.model.recording import RECORDING_TYPES, Recording, RecordingSource
from bantin_reader.store.recordings.kinds import kind_of
from bantin_reader.store.temp_files import remove_stale_temp_files

RECORDING_NAME = re.compile(rf"[0-9a-f]{{32}}\.(?:{'|'.join(RECORDING_TYPES)})")
TEMP_PREFIX = ".half-"
STALE_SECONDS = 60 * 60
CHUNK = 1024 * 1024
# Errors that are not the recording's, and end when space is freed.
DISK_FULL = (errno.ENOSPC, errno.EDQUOT)


class RecordingFolder:
    """Implements `model.recording.RecordingStore` and `RecordingFiles`. A recording has at most `max_bytes`."""

    def __init__(self, folder: Path, max_bytes: int = 0) -> None:
        self.folder = folder
        self.max_bytes = max_bytes

    def add(self, source: RecordingSource) -> Recording:
        with self._opened(source) as (file, size):
            suffix, seconds = kind_of(file, size)
            try:
                name, written = self._write(file, suffix)
            except OSError as error:
                if error.errno in DISK_FULL:
                    raise StoreUnavailable(f"{source.shown}: cannot be stored: {error.strerror}") from error
                raise RecordingRefused(f"cannot be stored: {error.strerror}") from error
        return Recording(name=name, bytes=written, seconds=seconds)

    def check(self, source: RecordingSource) -> None:
        with self._opened(source) as (file, size):
            kind_of(file, size)

    def path(self, name: str) -> Path:
        path = (self.folder / name).absolute()
        if not RECORDING_NAME.fullmatch(name) or not path.is_file():
            raise AudioNotFound(name)
        return path

    def remove_stale_temp_files(self) -> None:
        """Remove the unfinished files of imports that were killed."""
        remove_stale_temp_files(self.folder, TEMP_PREFIX, STALE_SECONDS)

    @contextmanager
    def _opened(self, source: RecordingSource) -> Iterator[tuple[BinaryIO, int]]:
        """The file and its size. Raises RecordingRefused, which names the source."""
        try:
            with _file_of(source) as file:
                size = file.seek(0, os.SEEK_END)
                if size > self.max_bytes:
                    raise RecordingRefused(f"over {self.max_bytes:,} bytes, which BANTIN_RECORDING_BYTES allows")
                yield file, size
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise RecordingRefused(f"{source.shown}: {reason}") from error
        except RecordingRefused as error:
            raise RecordingRefused(f"{source.shown}: {error}", is_temporary=error.is_temporary) from error

    def _write(self, file: BinaryIO, suffix: str) -> tuple[str, int]:
        """Copy a file into the folder, whole or not at all; returns its name there and its size."""
        self.folder.mkdir(parents=True, exist_ok=True)
        digest, written = hashlib.sha256(), 0
        with tempfile.NamedTemporaryFile(dir=self.folder, prefix=TEMP_PREFIX, delete=False) as temporary:
            path = Path(temporary.name)
            try:
                file.seek(0)
                while chunk := file.read(CHUNK):
                    digest.update(chunk)
                    temporary.write(chunk)
                    written += len(chunk)
                temporary.flush()
                os.fsync(temporary.fileno())
                path.chmod(0o644)
                # One that is stored already is replaced by the same content, and so counts as new for the clean-up.
                name = f"{digest.hexdigest()[:32]}.{suffix}"
                path.replace(self.folder / name)
            except BaseException:
                path.unlink(missing_ok=True)
                raise
        return name, written


def _file_of(source: RecordingSource) -> BinaryIO:
    if source.content is not None:
        return BytesIO(source.content)
    if source.file is None:
        raise RecordingRefused("not beside the article, and nothing is fetched")
    if not S_ISREG(source.file.stat().st_mode):
        raise RecordingRefused("not an ordinary file")
    return source.file.open("rb")
