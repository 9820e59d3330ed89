"""What tests of decoding share: pictures turned by Exif, renditions that are lost, a clock."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from bantin_reader.model.picture import Picture, PictureSource
from bantin_reader.store.pictures.renditions import renditions
from bantin_reader.store.pictures.store import FilesystemPictureStore
from tests.store.pictures.drawing import ORIENTATION, encode, plain


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def add(pictures: FilesystemPictureStore, content: bytes) -> Picture:
    return pictures.add(PictureSource(shown="anh.bin", content=content))


def lose(folder: Path, picture: Picture) -> None:
    """Leave the original alone, as a backup of originals does."""
    for rendition in renditions(picture):
        (folder / rendition.name).unlink()


def turned(kind: str, value: int, size: tuple[int, int] = (600, 300)) -> bytes:
    exif = Image.Exif()
    exif[ORIENTATION] = value
    return encode(plain(size=size), kind, exif=exif)
