"""Stores pictures in a folder: each original, named by a hash of its content, and its renditions."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import tempfile
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from bantin_reader.model.errors import PictureNotFound, PictureRefused, StoreUnavailable
from bantin_reader.model.picture import Picture, PictureSource
from bantin_reader.store.pictures.limits import MAX_BYTES
from bantin_reader.store.pictures.on_demand import OnDemandRenditions
from bantin_reader.store.pictures.renditions import renditions
from bantin_reader.store.temp_files import remove_stale_temp_files

RENDITION_NAME = re.compile(r"([0-9a-f]{32})-(?:card\.jpg|[1-9][0-9]{0,3}\.(?:avif|webp|jpg))")
ORIGINAL_NAME = re.compile(r"[0-9a-f]{32}\.(?:avif|gif|jpg|png|webp)")
TEMP_PREFIX = ".half-"
STALE_SECONDS = 60 * 60
# Errors that are not the picture's, and end when space is freed.
DISK_FULL = (errno.ENOSPC, errno.EDQUOT)


class FilesystemPictureStore:
    """Implements `model.ports.PictureStore`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._on_demand = OnDemandRenditions(folder, self._write)

    def add(self, source: PictureSource) -> Picture:
        from bantin_reader.store.pictures.rendering import read_size, render

        content = _content(source)
        suffix, width, height = read_size(source.shown, content)
        digest = hashlib.sha256(content).hexdigest()[:32]
        picture = Picture(name=digest + suffix, width=width, height=height)
        try:
            missing = [each for each in renditions(picture) if not (self._folder / each.name).is_file()]
            # A picture that is stored already was decoded by an earlier import.
            if missing or not (self._folder / picture.name).is_file():
                made = render(source.shown, content, missing)
                for name, data in {picture.name: content, **made}.items():
                    self._write(name, data)
        except OSError as error:
            if error.errno in DISK_FULL:
                raise StoreUnavailable(f"{source.shown}: cannot be stored: {error.strerror}") from error
            raise PictureRefused(f"{source.shown}: cannot be stored: {error.strerror}") from error
        return picture

    def check(self, source: PictureSource) -> None:
        from bantin_reader.store.pictures.rendering import read_size, render

        content = _content(source)
        read_size(source.shown, content)
        render(source.shown, content, [])

    def rendition_path(self, name: str) -> Path:
        match = RENDITION_NAME.fullmatch(name)
        if not match:
            raise PictureNotFound(name)
        path = self._folder / name
        if not path.is_file():
            self._on_demand.make(name, match[1])
        return path

    def rendition_bytes(self, name: str) -> int | None:
        try:
            return (self._folder / name).stat().st_size if RENDITION_NAME.fullmatch(name) else None
        except OSError:
            return None

    def original_path(self, name: str) -> Path:
        """The path of a stored picture. Raises PictureNotFound."""
        path = self._folder / name
        if not ORIGINAL_NAME.fullmatch(name) or not path.is_file():
            raise PictureNotFound(name)
        return path

    def problem(self) -> str:
        """Why pictures cannot be read or stored; empty if they can. Opens no picture."""
        folder = next(place for place in (self._folder, *self._folder.absolute().parents) if place.exists())
        if not folder.is_dir():
            return "is not a folder"
        if not os.access(folder, os.R_OK | os.X_OK):
            return "cannot be read"
        return "" if os.access(folder, os.W_OK) else "cannot be written"

    def remove_stale_temp_files(self) -> None:
        """Remove the unfinished files of imports that were killed."""
        remove_stale_temp_files(self._folder, TEMP_PREFIX, STALE_SECONDS)

    def _write(self, name: str, content: bytes) -> None:
        """Write a file whole or not at all, unless it exists."""
        target = self._folder / name
        if target.exists():
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self._folder, prefix=TEMP_PREFIX, delete=False) as temporary:
            path = Path(temporary.name)
            try:
                temporary.write(content)
                temporary.flush()
                os.fsync(temporary.fileno())
                path.chmod(0o644)
                path.replace(target)
            except BaseException:
                path.unlink(missing_ok=True)
                raise


def _content(source: PictureSource) -> bytes:
    """Raises PictureRefused."""
    if source.content is None and source.file is None:
        raise PictureRefused(f"{source.shown}: not beside the page, and nothing is fetched")
    try:
        if source.file is not None and (facts := source.file.stat()):
            if facts.st_size > MAX_BYTES:
                raise PictureRefused(f"{source.shown}: over {MAX_BYTES // 1024 // 1024} MB")
            if not (S_ISREG(facts.st_mode) or S_ISDIR(facts.st_mode)):
                raise PictureRefused(f"{source.shown}: not an ordinary file")
        content = source.file.read_bytes() if source.file is not None else source.content or b""
    except (OSError, ValueError) as error:
        raise PictureRefused(f"{source.shown}: {getattr(error, 'strerror', None) or error}") from error
    if len(content) > MAX_BYTES:
        raise PictureRefused(f"{source.shown}: over {MAX_BYTES // 1024 // 1024} MB")
    return content
