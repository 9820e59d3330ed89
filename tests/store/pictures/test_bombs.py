"""Picture files that take minutes to decode are refused before they are decoded."""

from __future__ import annotations

import random
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


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_with_its_reason_and_never_decoded(
    folder: Path, pictures: FilesystemPictureStore, monkeypatch: pytest.MonkeyPatch, bomb: str
) -> None:
    content, reason = BOMBS[bomb]
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda _image: pytest.fail("it was decoded"))
    for take in (pictures.check, pictures.add):
        with pytest.raises(PictureRefused, match=rf"^anh\.bin: {reason}$"):
            take(PictureSource(shown="anh.bin", content=content))
    assert not folder.exists()


@pytest.mark.parametrize(
    "content",
    [
        encode(plain(size=(640, 480)), "JPEG", progressive=True),
        encode(plain(), "JPEG", icc_profile=bytes(3_000_000)),
        encode(plain(), "MPO", save_all=True, append_images=[plain()] * 5),
        jpeg_of_scans(MAX_JPEG_SCANS),
        jpeg_of_segments(MAX_JPEG_SEGMENTS - 20),
        jpeg_with_preview(400),
        encode(Image.effect_noise((3000, 3000), 90)),
        png_of_chunks(1000, b"tEXt", b"a\0b"),
        png_of_profiles(MAX_PNG_PROFILES),
        encode(plain(), "AVIF", icc_profile=bytes(100_000)),
        encode(plain(), "AVIF", save_all=True, append_images=[plain((n, 0, 0)) for n in range(100)]),
        encode(plain(), "GIF", save_all=True, append_images=[plain((n, 0, 0)) for n in range(200)]),
        encode(plain(), "WEBP", save_all=True, append_images=[plain((n, 0, 0)) for n in range(200)]),
    ],
    ids=[
        *("progressive", "a profile of 3 MB", "six pictures in one file", "many scans", "many segments"),
        *("a preview of many scans", "noise", "many texts", "many profiles", "a profile in AVIF"),
        *("AVIF of 101 frames", "GIF of 201 frames", "WebP of 201 frames"),
    ],
)
def test_a_picture_within_the_limits_is_taken(pictures: FilesystemPictureStore, content: bytes) -> None:
    pictures.check(PictureSource(shown="anh.bin", content=content))


@pytest.mark.parametrize("start", [b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"\0\0\0\x18ftypavif", b"GIF89a", b"RIFF"])
def test_nonsense_after_a_signature_is_left_to_the_decoder(start: bytes) -> None:
    noise = random.Random(7)
    for length in (0, 1, 5, 7, 8, 1000, 100_000):
        for filler in (noise.randbytes(length), bytes(length), b"\xff" * length, b"\0\0\0\x01" * (length // 4)):
            check_structure("anh.bin", start + filler)
