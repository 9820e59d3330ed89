"""Makes missing renditions when they are requested, one picture at a time in each process."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from threading import BoundedSemaphore

from bantin_reader.model.errors import PictureNotFound, PictureRefused, StoreUnavailable
from bantin_reader.model.picture import Picture
from bantin_reader.store.pictures.renditions import FORMATS, renditions

# Memory that rendering takes at its peak, measured with the costliest mode of each format. Two workers of 120 MB each
# that decode at once stay below the 1 GB of deploy/bantin-reader.service.
BYTES_PER_PIXEL = {".avif": 13, ".gif": 7, ".jpg": 12, ".png": 9, ".webp": 17}
MAX_RENDERING_BYTES = 300_000_000
# One thread decodes and one waits for it; two of a worker's four remain for pages.
MAX_THREADS = 2
WAIT_SECONDS = 2.0
RETRY_SECONDS = 60.0
CACHE_SIZE = 10_000

# Stores a file of this name in the picture folder, whole or not at all. Raises OSError.
Write = Callable[[str, bytes], None]


class OnDemandRenditions:
    """Makes all missing renditions of a picture at once, so that it is decoded once.

    A name that is not one of the picture's renditions is rejected by the original's header, without decoding. A failure
    is not retried for RETRY_SECONDS.
    """

    def __init__(self, folder: Path, write: Write, clock: Callable[[], float] = time.monotonic) -> None:
        self._folder = folder
        self._write = write
        self._clock = clock
        self._decoder = BoundedSemaphore(1)
        self._threads = BoundedSemaphore(MAX_THREADS)
        self._failed: dict[str, float] = {}
        self._cannot_write_until = 0.0
        self._picture_of = lru_cache(CACHE_SIZE)(self._measure)

    def make(self, name: str, digest: str) -> None:
        """Make the rendition `name` of the original whose name is `digest` and a suffix.

        Raises PictureNotFound where there is no such rendition or it cannot be made; StoreUnavailable where it cannot
        be made just now.
        """
        original = next((path for end in FORMATS.values() if (path := self._folder / (digest + end)).is_file()), None)
        if original is None:
            raise PictureNotFound(name)
        try:
            picture = self._picture_of(original)
            if not any(rendition.name == name for rendition in renditions(picture)):
                raise PictureNotFound(name)
            self._require_likely_success(name, picture)
            with self._exclusive(name):
                if not (self._folder / name).is_file():
                    self._make_missing(original, picture)
        except PictureRefused as error:
            raise PictureNotFound(name) from error
        except OSError as error:
            raise StoreUnavailable(f"{name} cannot be made: {error.strerror}") from error

    def _measure(self, original: Path) -> Picture:
        from bantin_reader.store.pictures.rendering import read_size

        with self._exclusive(original.name):
            _, width, height = read_size(original.name, original.read_bytes())
        return Picture(name=original.name, width=width, height=height)

    def _require_likely_success(self, name: str, picture: Picture) -> None:
        now = self._clock()
        if not can_be_made(picture) or now < self._failed.get(picture.name, 0.0):
            raise PictureNotFound(name)
        if now < self._cannot_write_until:
            raise StoreUnavailable(f"{name} cannot be made: nothing could be stored a moment ago")

    def _make_missing(self, original: Path, picture: Picture) -> None:
        from bantin_reader.store.pictures.rendering import render

        missing = [each for each in renditions(picture) if not (self._folder / each.name).is_file()]
        try:
            made = render(original.name, original.read_bytes(), missing)
        except PictureRefused:
            if len(self._failed) >= CACHE_SIZE:
                self._failed.clear()
            self._failed[picture.name] = self._clock() + RETRY_SECONDS
            raise
        try:
            for name, content in made.items():
                self._write(name, content)
        except OSError:
            self._cannot_write_until = self._clock() + RETRY_SECONDS
            raise

    @contextmanager
    def _exclusive(self, name: str) -> Iterator[None]:
        """Wait up to WAIT_SECONDS for the picture that is being decoded. Raises StoreUnavailable."""
        if not self._threads.acquire(blocking=False):
            raise StoreUnavailable(f"{name} is not there yet: other pictures are decoded first")
        try:
            if not self._decoder.acquire(timeout=WAIT_SECONDS):
                raise StoreUnavailable(f"{name} is not there yet: another picture is being decoded")
            try:
                yield
            finally:
                self._decoder.release()
        finally:
            self._threads.release()


def can_be_made(picture: Picture) -> bool:
    """Whether a server makes missing renditions of this picture; if not, the next import of it does."""
    suffix = picture.name[picture.name.rindex(".") :]
    return picture.width * picture.height * BYTES_PER_PIXEL[suffix] <= MAX_RENDERING_BYTES
