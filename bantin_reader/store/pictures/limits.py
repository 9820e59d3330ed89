"""Limits of a picture file's structure, checked before decoding, because small files can take minutes to decode."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from bantin_reader.model.errors import PictureRefused

MAX_BYTES = 20 * 1024 * 1024
# Each scan of a progressive JPEG is a pass over all pixels (ITU-T T.81, G.1.1); encoders write about ten.
MAX_JPEG_SCANS = 50
# An ICC profile takes up to 255 segments, extended XMP of 20 MB takes 320.
MAX_JPEG_SEGMENTS = 2000
# An encoder that writes 1 KB a chunk needs 20,000 for 20 MB.
MAX_PNG_CHUNKS = 50_000
# Each is decompressed to up to 1 MB; a PNG file has at most one (PNG, 11.3.2.3).
MAX_PNG_PROFILES = 8
# The time to look items up grows with the square of their number.
MAX_AVIF_BOX_BYTES = 256 * 1024

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# A marker that is neither a stuffed byte nor a restart marker (ITU-T T.81, B.1.1.2, B.1.1.5).
_JPEG_MARKER = re.compile(rb"\xff([\x01-\xcf\xd8-\xfe])")
_TEM, _SOI, _EOI, _SOS = 0x01, 0xD8, 0xD9, 0xDA
# What describes a picture, and a sequence of pictures (ISO/IEC 14496-12, 8.2.1, 8.11.1).
_AVIF_DESCRIPTIONS = (b"meta", b"moov")


def check_structure(name: str, content: bytes) -> None:
    """Raise PictureRefused where a file's structure makes it take long to decode; `name` is for the message.

    Files that are broken or of another format pass: the decoder refuses those.
    """
    problem = _check(content)(content)
    if problem:
        raise PictureRefused(f"{name}: {problem}")


def _check(content: bytes) -> Callable[[bytes], str]:
    if content.startswith(b"\xff\xd8"):
        return _jpeg_problem
    if content.startswith(PNG_SIGNATURE):
        return _png_problem
    return _avif_problem if content[4:8] == b"ftyp" else lambda _content: ""


def _jpeg_problem(content: bytes) -> str:
    at, scans, segments = 2, 0, 0
    while (marker := _JPEG_MARKER.search(content, at)) and content[marker.start(1)] != _EOI:
        at = marker.end()
        code = content[marker.start(1)]
        segments += 1
        scans += code == _SOS
        if scans > MAX_JPEG_SCANS:
            return f"a JPEG of more than {MAX_JPEG_SCANS} scans"
        if segments > MAX_JPEG_SEGMENTS:
            return f"a JPEG of more than {MAX_JPEG_SEGMENTS:,} segments"
        if code not in (_TEM, _SOI):
            at += int.from_bytes(content[at : at + 2])
    return ""


def _png_problem(content: bytes) -> str:
    profiles = 0
    for number, (kind, _) in enumerate(png_chunks(content), 1):
        profiles += kind == b"iCCP"
        if profiles > MAX_PNG_PROFILES:
            return f"a PNG of more than {MAX_PNG_PROFILES} colour profiles"
        if number > MAX_PNG_CHUNKS:
            return f"a PNG of more than {MAX_PNG_CHUNKS:,} chunks"
    return ""


def png_chunks(content: bytes) -> Iterator[tuple[bytes, slice]]:
    """The type of each chunk of a PNG file, and where its data lies (PNG, 5.3)."""
    at, kind = len(PNG_SIGNATURE), b""
    while at + 8 <= len(content) and kind != b"IEND":
        end = at + 8 + int.from_bytes(content[at : at + 4])
        kind = content[at + 4 : at + 8]
        yield kind, slice(at + 8, end)
        at = end + 4


def _avif_problem(content: bytes) -> str:
    """Boxes begin with their size in four bytes; 1 stands for a size of eight bytes behind the type, 0 for all that
    is left (ISO/IEC 14496-12, 4.2)."""
    at, described = 0, 0
    while at + 8 <= len(content):
        size, kind = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
        if size == 1:
            size = int.from_bytes(content[at + 8 : at + 16])
        elif size == 0:
            size = len(content) - at
        if size < 8:
            break
        if kind in _AVIF_DESCRIPTIONS:
            described += min(size, len(content) - at)
        if described > MAX_AVIF_BOX_BYTES:
            return f"an AVIF whose description takes more than {MAX_AVIF_BOX_BYTES // 1024} KB"
        at += size
    return ""
