"""Reads pictures and makes their renditions, with Pillow.

Imported on use: a worker that sends finished renditions does without Pillow, which takes 3 MB.
"""

from __future__ import annotations

import warnings
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from typing import Any

from PIL import ExifTags, Image, ImageCms, ImageOps, UnidentifiedImageError

from bantin_reader.model.errors import PictureRefused
from bantin_reader.model.picture import CARD_HEIGHT, CARD_WIDTH, WIDTHS
from bantin_reader.store.pictures.limits import check_structure, png_chunks
from bantin_reader.store.pictures.renditions import FORMATS, Rendition

# A phone's JPEG may hold a second picture; the first is an ordinary one (CIPA DC-007).
FORMAT_SUFFIXES = FORMATS | {"MPO": ".jpg"}
# The largest side of a WebP picture (RFC 9649, 2.7).
MAX_SIDE = 16_383
SAVE_OPTIONS: dict[str, dict[str, Any]] = {
    "avif": {"format": "AVIF", "quality": 55, "speed": 8},
    "webp": {"format": "WEBP", "quality": 74, "method": 4},
    "jpg": {"format": "JPEG", "quality": 76, "optimize": True, "progressive": True},
}
BACKGROUND = (255, 255, 255)
# The part of what a card crops off that lies above it: heads and titles are in the upper half of a tall picture.
CROP_ABOVE_WIDE, CROP_ABOVE_TALL = 0.5, 0.25
# By the value of Exif's Orientation, as Pillow turns them (Exif 2.32, 4.6.4; Pillow's ImageOps.exif_transpose).
TRANSPOSITIONS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
SIDEWAYS = (5, 6, 7, 8)


@contextmanager
def decoding(name: str) -> Iterator[None]:
    """Turn what Pillow raises into PictureRefused; `name` is for the message.

    Not thread-safe, because it changes the warning filters of the process.
    """
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


def read_size(name: str, content: bytes) -> tuple[str, int, int]:
    """Suffix, width and height in pixels, of the picture as browsers turn it (CSS Images 3, image-orientation).

    Decodes nothing. Raises PictureRefused; `name` is for its message.
    """
    check_structure(name, content)
    with decoding(name), _opened(content) as image:
        suffix = FORMAT_SUFFIXES[str(image.format)]
        width, height = image.size
        if _orientation(image, content) in SIDEWAYS:
            width, height = height, width
    if height * min(width, WIDTHS[-1]) / width > MAX_SIDE:
        raise PictureRefused(f"{name}: too tall for its width: {width} × {height} pixels")
    return suffix, width, height


def render(name: str, content: bytes, wanted: Collection[Rendition]) -> dict[str, bytes]:
    """Decode the picture once and encode the renditions, by name: its first frame, in sRGB, on white, without the
    camera's notes of place and owner. Raises PictureRefused; `name` is for its message."""
    check_structure(name, content)
    with decoding(name):
        picture = _decoded(content)
        resized = lru_cache(1)(lambda width: _resized(picture, width))
        return {rendition.name: _encoded(resized(rendition.width), rendition.suffix) for rendition in wanted}


def _opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content), formats=list(FORMATS))


def _decoded(content: bytes) -> Image.Image:
    with _opened(content) as image:
        transposition = TRANSPOSITIONS.get(_orientation(image, content))
        image.load()
        picture = image.transpose(transposition) if transposition is not None else image
        return _on_background(_in_srgb(picture))


def _orientation(image: Image.Image, content: bytes) -> int:
    """The value of Exif's Orientation; 1 where there is none."""
    # The method of PNG images decodes them, because a chunk with Exif data may follow the pixels.
    orientation = Image.Image.getexif(image).get(ExifTags.Base.Orientation)
    if orientation is None and image.format == "PNG":
        exif = Image.Exif()
        exif.load(next((content[data] for kind, data in png_chunks(content) if kind == b"eXIf"), b""))
        orientation = exif.get(ExifTags.Base.Orientation)
    return orientation if isinstance(orientation, int) else 1


def _resized(picture: Image.Image, width: int | None) -> Image.Image:
    """The picture `width` pixels wide; without a width cropped to a card, enlarged where it is smaller."""
    if width is None:
        above = CROP_ABOVE_TALL if picture.height > picture.width else CROP_ABOVE_WIDE
        return ImageOps.fit(picture, (CARD_WIDTH, CARD_HEIGHT), Image.Resampling.LANCZOS, centering=(0.5, above))
    if width == picture.width:
        return picture
    height = max(1, round(picture.height * width / picture.width))
    return picture.resize((width, height), Image.Resampling.LANCZOS)


def _encoded(picture: Image.Image, suffix: str) -> bytes:
    data = BytesIO()
    picture.save(data, **SAVE_OPTIONS[suffix])
    return data.getvalue()


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


def _on_background(image: Image.Image) -> Image.Image:
    """Without transparency, which JPEG does not have, and without what `image` carries beside its pixels."""
    if image.has_transparency_data:
        layers = image if image.mode == "RGBA" else image.convert("RGBA")
        background = Image.new("RGB", layers.size, BACKGROUND)
        background.paste(layers, mask=layers.getchannel("A"))
        return background
    plain = image if image.mode == "RGB" else image.convert("RGB")
    plain.info = {}
    return plain
