"""Pictures in a folder, each named by a hash of its content."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import warnings
from io import BytesIO
from pathlib import Path

from PIL import ExifTags, Image, UnidentifiedImageError

from bantin_reader.model.article import Picture
from bantin_reader.model.errors import PictureNotFound, PictureRefused

SUFFIXES = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}
LARGEST_BYTES = 20 * 1024 * 1024
ON_ITS_SIDE = (5, 6, 7, 8)
NAME = re.compile(r"[0-9a-f]{32}\.(jpg|png|webp)")


class PictureFolder:
    """Keeps the promises of `model.ports.PictureStore`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, file: Path) -> Picture:
        content, suffix, width, height = self._read(file)
        name = hashlib.sha256(content).hexdigest()[:32] + suffix
        target = self._folder / name
        try:
            if not target.exists():
                self._write(target, content)
        except OSError as error:
            raise PictureRefused(f"{file.name}: cannot be stored: {error.strerror}") from error
        return Picture(name=name, width=width, height=height)

    def check(self, file: Path) -> None:
        self._read(file)

    def _read(self, file: Path) -> tuple[bytes, str, int, int]:
        """Content, suffix, width and height. Raises PictureRefused."""
        try:
            if file.stat().st_size > LARGEST_BYTES:
                raise PictureRefused(f"{file.name}: over {LARGEST_BYTES // 1024 // 1024} MB")
            content = file.read_bytes()
        except (OSError, ValueError) as error:
            shown = file.name.replace("\0", "?")
            raise PictureRefused(f"{shown}: {getattr(error, 'strerror', None) or error}") from error
        return content, *_measure(file.name, content)

    def path(self, name: str) -> Path:
        path = self._folder / name
        if not NAME.fullmatch(name) or not path.is_file():
            raise PictureNotFound(name)
        return path

    def _write(self, target: Path, content: bytes) -> None:
        """Whole or not at all: a name never stands for half a picture."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self._folder, delete=False) as half:
            path = Path(half.name)
            try:
                half.write(content)
                half.flush()
                os.fsync(half.fileno())
                path.chmod(0o644)
                path.replace(target)
            except OSError:
                path.unlink()
                raise


def _measure(name: str, content: bytes) -> tuple[str, int, int]:
    """Suffix, width and height in pixels, turned as browsers do (Exif, Orientation). Raises PictureRefused."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(BytesIO(content), formats=list(SUFFIXES)) as image:
                image.load()
                turned = image.getexif().get(ExifTags.Base.Orientation) in ON_ITS_SIDE
                width, height = (image.height, image.width) if turned else image.size
                return SUFFIXES[str(image.format)], width, height
        except UnidentifiedImageError as error:
            raise PictureRefused(f"{name}: not a JPEG, PNG or WebP picture") from error
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise PictureRefused(f"{name}: too many pixels") from error
        except Exception as error:
            # Pillow's decoders raise errors of many kinds on broken files.
            raise PictureRefused(f"{name}: broken picture ({error})") from error
