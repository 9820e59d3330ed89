"""The forms of a picture that readers get: AVIF, WebP and JPEG in up to three widths, and a card for previews."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from bantin_reader.model.article import CARD_HEIGHT, CARD_WIDTH, WIDTHS
from bantin_reader.model.errors import PictureRefused

READ = {"AVIF": ".avif", "GIF": ".gif", "JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}
# A telephone's JPEG may hold a second picture; the first is an ordinary one (CIPA DC-007).
SUFFIXES = READ | {"MPO": ".jpg"}
# WebP's largest side (RFC 9649, 2.7).
TALLEST = 16_383
WRITTEN: dict[str, dict[str, Any]] = {
    "avif": {"format": "AVIF", "quality": 55, "speed": 8},
    "webp": {"format": "WEBP", "quality": 74, "method": 4},
    "jpg": {"format": "JPEG", "quality": 76, "optimize": True, "progressive": True},
}
PAPER = (255, 255, 255)
# The part of what a card leaves away that lies above it: heads and titles stand in the upper half of a tall picture.
ABOVE_WIDE, ABOVE_TALL = 0.5, 0.25


@contextmanager
def decoding(name: str) -> Iterator[None]:
    """Turns what Pillow raises into PictureRefused."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            yield
        except UnidentifiedImageError as error:
            raise PictureRefused(f"{name}: not a JPEG, PNG, WebP, AVIF or GIF picture") from error
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise PictureRefused(f"{name}: too many pixels") from error
        except Exception as error:
            # Pillow's decoders raise errors of many kinds on broken files.
            raise PictureRefused(f"{name}: broken picture ({error})") from error


def measure(name: str, content: bytes) -> tuple[str, int, int]:
    """Suffix, width and height in pixels, turned as browsers do (Exif, Orientation). `name` is for the message.

    Raises PictureRefused.
    """
    with decoding(name), Image.open(BytesIO(content), formats=list(READ)) as image:
        suffix = SUFFIXES[str(image.format)]
        turned = ImageOps.exif_transpose(image)
        turned.load()
        width, height = turned.size
    if height * min(width, WIDTHS[-1]) / width > TALLEST:
        raise PictureRefused(f"{name}: too tall for its width: {width} × {height} pixels")
    return suffix, width, height


def render(name: str, content: bytes, width: int, suffix: str) -> bytes:
    """The picture `width` pixels wide in one of the forms of WRITTEN: its first frame, in sRGB, without the
    camera's notes of place and owner. Raises PictureRefused."""
    with decoding(name):
        picture = _shown(content)
        if picture.width != width:
            height = max(1, round(picture.height * width / picture.width))
            picture = picture.resize((width, height), Image.Resampling.LANCZOS)
        return _written(picture, suffix)


def render_card(name: str, content: bytes) -> bytes:
    """The picture cut to CARD_WIDTH × CARD_HEIGHT pixels, enlarged where it is smaller; else as `render` makes a JPEG.
    Raises PictureRefused."""
    with decoding(name):
        picture = _shown(content)
        above = ABOVE_TALL if picture.height > picture.width else ABOVE_WIDE
        size = (CARD_WIDTH, CARD_HEIGHT)
        return _written(ImageOps.fit(picture, size, Image.Resampling.LANCZOS, centering=(0.5, above)), "jpg")


def _shown(content: bytes) -> Image.Image:
    """The first frame as it is meant to be seen, in sRGB."""
    with Image.open(BytesIO(content), formats=list(READ)) as image:
        return _on_paper(_in_srgb(ImageOps.exif_transpose(image)))


def _written(picture: Image.Image, suffix: str) -> bytes:
    form = BytesIO()
    picture.save(form, **WRITTEN[suffix])
    return form.getvalue()


def _in_srgb(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I"):
        # 16 bits of grey, which Pillow would clip.
        return image.point(lambda value: value * (1 / 256)).convert("L")
    if profile and image.mode in ("P", "PA", "LA"):
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    if not profile or image.mode not in ("CMYK", "L", "RGB", "RGBA"):
        return image
    try:
        own, srgb = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        return ImageCms.profileToProfile(image, own, srgb, outputMode=mode) or image
    except (ImageCms.PyCMSError, OSError):
        return image


def _on_paper(image: Image.Image) -> Image.Image:
    """Without transparency, which JPEG has not, and without what `image` carries beside its pixels."""
    if image.has_transparency_data:
        layers = image.convert("RGBA")
        paper = Image.new("RGB", layers.size, PAPER)
        paper.paste(layers, mask=layers.getchannel("A"))
        return paper
    plain = image.convert("RGB")
    plain.info = {}
    return plain
