"""The operator's screenshots for the web app manifest: PNG files whose size is read from their first bytes."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

# PNG (W3C), 5.2 and 11.2.1: the signature, then length and type of the first chunk, which begins with width and height.
PNG_START = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
SIZE = struct.Struct(">II")
# What Chromium shows when it offers to install a site ("Richer install UI").
SHORTEST, LONGEST, MOST_RATIO = 320, 3840, 2.3


def png_size(file: Path) -> tuple[int, int] | None:
    """Width and height in pixels; None for a file that is no PNG. Raises OSError."""
    with file.open("rb") as opened:
        start = opened.read(len(PNG_START) + SIZE.size)
    if len(start) < len(PNG_START) + SIZE.size or not start.startswith(PNG_START):
        return None
    width, height = SIZE.unpack_from(start, len(PNG_START))
    return width, height


def screenshot(form_factor: str) -> Callable[[Path], Path]:
    """A check for a screenshot of a `narrow` (upright) or `wide` screen; it raises ValueError with what is right."""

    def check(value: Path) -> Path:
        try:
            size = png_size(value)
        except OSError as error:
            raise ValueError(f"{value}: {(error.strerror or 'cannot be read').lower()}") from error
        if size is None:
            raise ValueError(f"{value}: need a PNG file")
        width, height = size
        shorter, longer = sorted(size)
        if not SHORTEST <= shorter <= longer <= LONGEST:
            raise ValueError(f"{value}: {width} x {height}; each side needs {SHORTEST} to {LONGEST} pixels")
        if longer > MOST_RATIO * shorter:
            raise ValueError(f"{value}: {width} x {height}; one side is over {MOST_RATIO} times the other")
        if (form_factor == "narrow") != (width < height):
            raise ValueError(f"{value}: {width} x {height} is not {'upright' if form_factor == 'narrow' else 'wide'}")
        return value

    return check
