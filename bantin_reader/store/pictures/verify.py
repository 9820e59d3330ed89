"""Verifies that the files of a stored picture are present and complete."""

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
from bantin_reader.store.pictures.rendering import decoding
from bantin_reader.store.pictures.renditions import FORMATS, renditions

CACHE_SIZE = 1000
MISSING = "is missing"
BROKEN = "is broken"


class PictureCheck:
    """Verifies the pictures of a folder: each rendition's structure, or with `thorough` also its pixels."""

    def __init__(self, folder: Path, *, thorough: bool = False) -> None:
        self._folder = folder
        self._thorough = thorough
        # Translations share a picture and follow one another.
        self._cached = lru_cache(CACHE_SIZE)(lambda picture: tuple(self._look(picture)))

    def faults(self, picture: Picture) -> tuple[str, ...]:
        """What is wrong, such as "rendition 3f…-480.avif is broken"."""
        return self._cached(picture)

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
        """Compares the original's content with the hash in its name."""
        content = _read(self._folder / name)
        if content is None:
            return MISSING
        return "" if matches_its_name(name, hashlib.sha256(content).hexdigest()) else BROKEN

    def _rendition_problem(self, name: str) -> str:
        content = _read(self._folder / name)
        if content is None:
            return MISSING
        try:
            with decoding(name), Image.open(BytesIO(content), formats=list(FORMATS)) as image:
                image.load() if self._thorough else image.verify()
        except PictureRefused:
            return BROKEN
        return "" if _is_complete(content, name) else BROKEN


def matches_its_name(name: str, digest: str) -> bool:
    """Whether an original of this name has the content whose SHA-256 is `digest`."""
    return digest.startswith(name.partition(".")[0])


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None


def _is_complete(content: bytes, name: str) -> bool:
    """Whether the file ends where its format says; Pillow notices a truncated file only when it decodes it."""
    if name.endswith("jpg"):
        return content.endswith(b"\xff\xd9")
    if name.endswith("avif"):
        # Boxes: their size in four bytes first (ISO/IEC 14496-12, 4.2).
        at = 0
        while len(content) - at >= 8 and (size := int.from_bytes(content[at : at + 4])) >= 8:
            at += size
        return at == len(content)
    return True
