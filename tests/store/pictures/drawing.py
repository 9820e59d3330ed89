"""Pictures made for tests, their renditions, and what is seen in them."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from PIL import Image, ImageCms

from bantin_reader.store.pictures.rendering import render
from bantin_reader.store.pictures.renditions import Rendition

RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)
ORIENTATION, MAKER, GPS = 0x0112, 0x010F, 0x8825
Colour = tuple[int, int, int]


def encode(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    data = BytesIO()
    image.save(data, kind, **options)
    return data.getvalue()


def plain(colour: Any = RED, mode: str = "RGB", size: tuple[int, int] = (40, 30)) -> Image.Image:
    return Image.new(mode, size, colour)


def shows(image: Image.Image, colour: Colour, at: tuple[float, float] = (0.5, 0.5)) -> bool:
    """Whether the pixel has the colour, as far as lossy compression keeps it."""
    place = (int(image.width * at[0]), int(image.height * at[1]))
    pixel: Any = image.convert("RGB").getpixel(place)
    return all(abs(have - want) <= 10 for have, want in zip(pixel, colour, strict=True))


def swapped_profile() -> bytes:
    """sRGB with red and green exchanged: what is stored as red is to be shown as green."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace(b"rXYZ", b"____", 1).replace(b"gXYZ", b"rXYZ", 1).replace(b"____", b"gXYZ", 1)


def rendered(content: bytes, suffix: str = "jpg", width: int | None = None, name: str = "anh") -> bytes:
    """One rendition of a picture; without a width the card."""
    return render(name, content, [Rendition("one", suffix, width)])["one"]
