"""The forms of a picture that readers get: AVIF, WebP and JPEG in up to three widths."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from bantin_reader.model.errors import PictureRefused

READ = {"AVIF": ".avif", "GIF": ".gif", "JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}
WRITTEN: dict[str, dict[str, Any]] = {
    "avif": {"format": "AVIF", "quality": 55, "speed": 8},
    "webp": {"format": "WEBP", "quality": 74, "method": 4},
    "jpg": {"format": "JPEG", "quality": 76, "optimize": True, "progressive": True},
}
PAPER = (255, 255, 255)


@contextmanager
def _decoding(name: str) -> Iterator[None]:
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
    with _decoding(name), Image.open(BytesIO(content), formats=list(READ)) as image:
        suffix = READ[str(image.format)]
        turned = ImageOps.exif_transpose(image)
        turned.load()
        return suffix, turned.width, turned.height


def render(name: str, content: bytes, width: int, suffix: str) -> bytes:
    """The picture `width` pixels wide in one of the forms of WRITTEN: its first frame, in sRGB, without the
    camera's notes of place and owner. Raises PictureRefused."""
    with _decoding(name), Image.open(BytesIO(content), formats=list(READ)) as image:
        picture = _on_paper(_in_srgb(ImageOps.exif_transpose(image)))
        if picture.width != width:
            height = max(1, round(picture.height * width / picture.width))
            picture = picture.resize((width, height), Image.Resampling.LANCZOS)
        form = BytesIO()
        picture.save(form, **WRITTEN[suffix])
        return form.getvalue()


def _in_srgb(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "CMYK"):
        try:
            own, srgb = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(image, own, srgb, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            return image
        return converted or image
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
