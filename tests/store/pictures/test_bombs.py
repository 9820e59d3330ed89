"""Picture files that take minutes to decode are refused before they are decoded."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageFile

from bantin_reader.model.errors import PictureRefused
from bantin_reader.model.picture import PictureSource
from bantin_reader.store.pictures.limits import MAX_JPEG_SCANS, MAX_JPEG_SEGMENTS, MAX_PNG_PROFILES, check_structure
from bantin_reader.store.pictures.store import FilesystemPictureStore
from tests.store.pictures.bombs import (
    BOMBS,
    jpeg_of_scans,
    jpeg_of_segments,
    jpeg_with_preview,
    png_of_chunks,
    png_of_profiles,
)
from tests.store.pictures.drawing import encode, plain

pytestmark = pytest.mark.slow  # decodes many pictures


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_with_its_reason_and_never_decoded(
    folder: Path, pictures: FilesystemPictureStore, monkeypatch: pytest.MonkeyPatch, bomb: str
) -> None:
    make, reason = BOMBS[bomb]
    content = make()
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda _image: pytest.fail("it was decoded"))
    for take in (pictures.check, pictures.add):
        with pytest.raises(PictureRefused, match=rf"^anh\.bin: {reason}$"):
            take(PictureSource(shown="anh.bin", content=content))
    assert not folder.exists()


WITHIN_THE_LIMITS: dict[str, Callable[[], bytes]] = {
    "progressive": lambda: encode(plain(size=(640, 480)), "JPEG", progressive=True),
    "a profile of 3 MB": lambda: encode(plain(), "JPEG", icc_profile=bytes(3_000_000)),
    "six pictures in one file": lambda: encode(plain(), "MPO", save_all=True, append_images=[plain()] * 5),
    "many scans": lambda: jpeg_of_scans(MAX_JPEG_SCANS),
    "many segments": lambda: jpeg_of_segments(MAX_JPEG_SEGMENTS - 20),
    "a preview of many scans": lambda: jpeg_with_preview(400),
    "noise": lambda: encode(Image.effect_noise((3000, 3000), 90)),
    "many texts": lambda: png_of_chunks(1000, b"tEXt", b"a\0b"),
    "many profiles": lambda: png_of_profiles(MAX_PNG_PROFILES),
    "a profile in AVIF": lambda: encode(plain(), "AVIF", icc_profile=bytes(100_000)),
    "AVIF of 101 frames": lambda: moving("AVIF", 100),
    "GIF of 201 frames": lambda: moving("GIF", 200),
    "WebP of 201 frames": lambda: moving("WEBP", 200),
}


def moving(kind: str, further_frames: int) -> bytes:
    return encode(plain(), kind, save_all=True, append_images=[plain((n, 0, 0)) for n in range(further_frames)])


@pytest.mark.parametrize("kind", WITHIN_THE_LIMITS)
def test_a_picture_within_the_limits_is_taken(pictures: FilesystemPictureStore, kind: str) -> None:
    pictures.check(PictureSource(shown="anh.bin", content=WITHIN_THE_LIMITS[kind]()))


@pytest.mark.parametrize("start", [b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"\0\0\0\x18ftypavif", b"GIF89a", b"RIFF"])
def test_nonsense_after_a_signature_is_left_to_the_decoder(start: bytes) -> None:
    noise = random.Random(7)
    for length in (0, 1, 5, 7, 8, 1000, 100_000):
        for filler in (noise.randbytes(length), bytes(length), b"\xff" * length, b"\0\0\0\x01" * (length // 4)):
            check_structure("anh.bin", start + filler)
