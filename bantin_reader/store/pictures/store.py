"""Pictures in a folder: each original under a hash of its content, beside it the forms that readers get."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from bantin_reader.model.article import Picture, PictureSource
from bantin_reader.model.errors import PictureNotFound, PictureRefused, StoreUnavailable
from bantin_reader.store.pictures.renditions import READ, WRITTEN, measure, render, render_card

MAX_BYTES = 20 * 1024 * 1024
RENDITION_NAME = re.compile(r"([0-9a-f]{32})-(?:card\.jpg|[1-9][0-9]{0,3}\.(?:avif|webp|jpg))")
TEMP_PREFIX = ".half-"
STALE_SECONDS = 60 * 60
# What is no fault of the picture, and passes: its article waits rather than land without it.
FULL = (errno.ENOSPC, errno.EDQUOT)

# The name of a picture for messages and its bytes; gives the bytes of a form.
Render = Callable[[str, bytes], bytes]


class FilesystemPictureStore:
    """Keeps the promises of `model.ports.PictureStore`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, source: PictureSource) -> Picture:
        content = _content(source)
        suffix, width, height = measure(source.shown, content)
        digest = hashlib.sha256(content).hexdigest()[:32]
        picture = Picture(name=digest + suffix, width=width, height=height)
        try:
            self._write(self._folder / picture.name, content)
            for name, render_rendition in renditions(picture).items():
                self._make(name, source.shown, content, render_rendition)
        except OSError as error:
            if error.errno in FULL:
                raise StoreUnavailable(f"{source.shown}: cannot be stored: {error.strerror}") from error
            raise PictureRefused(f"{source.shown}: cannot be stored: {error.strerror}") from error
        return picture

    def check(self, source: PictureSource) -> None:
        measure(source.shown, _content(source))

    def rendition_path(self, name: str) -> Path:
        asked = RENDITION_NAME.fullmatch(name)
        if not asked:
            raise PictureNotFound(name)
        path = self._folder / name
        if not path.is_file():
            self._make_again(name, asked[1])
        return path

    def problem(self) -> str:
        """What keeps pictures from being read or stored; empty when nothing does. Looks at no picture."""
        folder = next(place for place in (self._folder, *self._folder.absolute().parents) if place.exists())
        if not folder.is_dir():
            return "is not a folder"
        if not os.access(folder, os.R_OK | os.X_OK):
            return "cannot be read"
        return "" if os.access(folder, os.W_OK) else "cannot be written"

    def remove_stale_temp_files(self) -> None:
        """Remove what an import that was killed left half written."""
        for half in self._folder.glob(f"{TEMP_PREFIX}*"):
            with suppress(OSError):
                # One of the future is older than the moment in which the clock was set back.
                if abs(time.time() - half.stat().st_mtime) > STALE_SECONDS:
                    half.unlink()

    def _make(self, name: str, shown: str, content: bytes, render_rendition: Render) -> None:
        if not (self._folder / name).exists():
            self._write(self._folder / name, render_rendition(shown, content))

    def _make_again(self, name: str, digest: str) -> None:
        """A form that went missing, or that an earlier version did not make, from its original."""
        original = next((path for end in READ.values() if (path := self._folder / (digest + end)).is_file()), None)
        if original is None:
            raise PictureNotFound(name)
        try:
            content = original.read_bytes()
            _, width, height = measure(name, content)
            render_rendition = renditions(Picture(name=original.name, width=width, height=height)).get(name)
            if render_rendition is None:
                raise PictureNotFound(name)
            self._make(name, name, content, render_rendition)
        except OSError as error:
            raise StoreUnavailable(f"{name} cannot be made again: {error.strerror}") from error
        except PictureRefused as error:
            raise PictureNotFound(name) from error

    def _write(self, target: Path, content: bytes) -> None:
        """Whole or not at all: a name never stands for half a picture."""
        if target.exists():
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self._folder, prefix=TEMP_PREFIX, delete=False) as half:
            path = Path(half.name)
            try:
                half.write(content)
                half.flush()
                os.fsync(half.fileno())
                path.chmod(0o644)
                path.replace(target)
            except BaseException:
                path.unlink(missing_ok=True)
                raise


def renditions(picture: Picture) -> dict[str, Render]:
    """The names of a picture's forms, and how each is made."""
    sized: dict[str, Render] = {
        picture.rendition_name(width, suffix): partial(render, width=width, suffix=suffix)
        for width in picture.widths
        for suffix in WRITTEN
    }
    return sized | {picture.card_name: render_card}


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
