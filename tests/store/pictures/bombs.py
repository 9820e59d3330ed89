"""Small picture files that take out of all proportion to decode, made for tests."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable

from PIL import Image

from tests.store.pictures.drawing import encode, plain


def jpeg_of_scans(number: int) -> bytes:
    """A progressive JPEG that has its last scan as often as it takes."""
    data = encode(plain(), "JPEG", progressive=True)
    scan = data[data.rindex(b"\xff\xda") : -2]
    return data[:-2] + scan * (number - data.count(b"\xff\xda")) + data[-2:]


def jpeg_of_segments(number: int) -> bytes:
    """A JPEG with so many empty application segments before its pixels."""
    data = encode(plain(), "JPEG")
    return data[:2] + b"\xff\xe5\x00\x02" * number + data[2:]


def jpeg_with_preview(scans: int) -> bytes:
    """A JPEG whose Exif data hold another JPEG of so many scans."""
    preview = jpeg_of_scans(scans)
    data = encode(plain(), "JPEG")
    return data[:2] + b"\xff\xe1" + struct.pack(">H", len(preview) + 2) + preview + data[2:]


def png_of_chunks(number: int, kind: bytes = b"teSt", data: bytes = b"") -> bytes:
    """A PNG with so many chunks of a kind before its pixels."""
    header, rest = encode(plain())[:33], encode(plain())[33:]
    return header + png_chunk(kind, data) * number + rest


def png_of_profiles(number: int) -> bytes:
    """A PNG with so many colour profiles that take 1 MB each when they are decompressed."""
    return png_of_chunks(number, b"iCCP", b"a\0\0" + zlib.compress(bytes(2**20 - 1), 9))


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def avif_of_items(number: int) -> bytes:
    """An AVIF that describes so many items beside its picture (ISO/IEC 14496-12, 8.11.6)."""
    data = encode(plain(), "AVIF")
    described = b"".join(
        _box(b"infe", b"\x03\0\0\0" + struct.pack(">IH", 1000 + n, 0) + b"zzzz\0") for n in range(number)
    )
    meta = data.index(b"meta") - 4
    end = meta + int.from_bytes(data[meta : meta + 4])
    return data[:meta] + _box(b"meta", data[meta + 8 : end] + _box(b"iinf", described)) + data[end:]


def _box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", 8 + len(content)) + kind + content


# What makes each file, when a test needs it, and why it is refused.
BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "a JPEG of 1,000 scans": (lambda: jpeg_of_scans(1000), "a JPEG of more than 50 scans"),
    "a JPEG of 100,000 segments": (lambda: jpeg_of_segments(100_000), "a JPEG of more than 2,000 segments"),
    "a PNG of 1,000 profiles": (lambda: png_of_profiles(1000), "a PNG of more than 8 colour profiles"),
    "a PNG of 100,000 chunks": (lambda: png_of_chunks(100_000), "a PNG of more than 50,000 chunks"),
    "a PNG in 100,000 pieces": (lambda: png_of_chunks(100_000, b"IDAT"), "a PNG of more than 50,000 chunks"),
    "an AVIF of 60,000 items": (lambda: avif_of_items(60_000), "an AVIF whose description takes more than 256 KB"),
    "a PNG of 225 megapixels": (lambda: encode(Image.new("1", (15_000, 15_000))), "too many pixels"),
}
