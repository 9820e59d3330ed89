"""Whether the files of a stored picture are all there and whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image

from bantin_reader.model.article import Picture
from bantin_reader.model.errors import PictureRefused
from bantin_reader.store.pictures.renditions import READ, decoding
from bantin_reader.store.pictures.store import renditions

REMEMBERED = 1000
MISSING = "is missing"
BROKEN = "is broken"


class PictureCheck:
    """Looks at the pictures of a folder; `thorough` decodes each form, where else its frame is looked at."""

    def __init__(self, folder: Path, *, thorough: bool = False) -> None:
        self._folder = folder
        self._thorough = thorough
        # Translations share a picture, and come one after the other.
        self._known = lru_cache(REMEMBERED)(lambda picture: tuple(self._look(picture)))

    def faults(self, picture: Picture) -> tuple[str, ...]:
        """What is wrong, such as "3f…-480.avif is missing"."""
        return self._known(picture)

    def _look(self, picture: Picture) -> Iterator[str]:
        problem = self._original_problem(picture.name)
        if problem:
            yield f"original {picture.name} {problem}"
        for name in renditions(picture):
            problem = self._rendition_problem(name)
            # Versions before this one made no card; it is made when it is first asked for.
            if problem and not (problem == MISSING and name == picture.card_name):
                yield f"form {name} {problem}"

    def _original_problem(self, name: str) -> str:
        """An original's name is the hash of what it holds."""
        content = _read(self._folder / name)
        if content is None:
            return MISSING
        return "" if holds_its_name(name, hashlib.sha256(content).hexdigest()) else BROKEN

    def _rendition_problem(self, name: str) -> str:
        content = _read(self._folder / name)
        if content is None:
            return MISSING
        try:
            with decoding(name), Image.open(BytesIO(content), formats=list(READ)) as image:
                image.load() if self._thorough else image.verify()
        except PictureRefused:
            return BROKEN
        return "" if _ends_whole(content, name) else BROKEN


def holds_its_name(name: str, digest: str) -> bool:
    """Whether an original of this name has the content whose SHA-256 is `digest`."""
    return digest.startswith(name.partition(".")[0])


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None


def _ends_whole(content: bytes, name: str) -> bool:
    """Whether nothing was cut off where Pillow, without decoding, does not see it."""
    if name.endswith("jpg"):
        return content.endswith(b"\xff\xd9")
    if name.endswith("avif"):
        # Boxes: their size in four bytes first (ISO/IEC 14496-12, 4.2).
        place = 0
        while len(content) - place >= 8 and (size := int.from_bytes(content[place : place + 4])) >= 8:
            place += size
        return place == len(content)
    return True
