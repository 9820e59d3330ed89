"""Whether the files of a stored picture are present and whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image

from bantin_reader.model.errors import PictureRefused
from bantin_reader.model.picture import Picture
from bantin_reader.store.pictures.on_demand import can_be_made
from bantin_reader.store.pictures.renditions import FORMATS, decoding, renditions

REMEMBERED = 1000
MISSING = "is missing"
BROKEN = "is broken"


class PictureCheck:
    """Verifies the pictures of a folder: each rendition's structure, or with `thorough` also its pixels."""

    def __init__(self, folder: Path, *, thorough: bool = False) -> None:
        self._folder = folder
        self._thorough = thorough
        # Translations share a picture and follow one another.
        self._known = lru_cache(REMEMBERED)(lambda picture: tuple(self._look(picture)))

    def faults(self, picture: Picture) -> tuple[str, ...]:
        """What is wrong, such as "rendition 3f…-480.avif is broken"."""
        return self._known(picture)

    def _look(self, picture: Picture) -> Iterator[str]:
        original_problem = self._original_problem(picture.name)
        if original_problem:
            yield f"original {picture.name} {original_problem}"
        made_on_demand = not original_problem and can_be_made(picture)
        for rendition in renditions(picture):
            problem = self._rendition_problem(rendition.name)
            if problem and not (problem == MISSING and made_on_demand):
                yield f"rendition {rendition.name} {problem}"

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
            with decoding(name), Image.open(BytesIO(content), formats=list(FORMATS)) as image:
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
