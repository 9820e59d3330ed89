"""Decodes the bytes of source files."""

from __future__ import annotations

import codecs
import re
import zlib
from dataclasses import dataclass

from bantin_reader.model.errors import SourceRefused
from bantin_reader.sources.limits import MAX_FILE_BYTES

DECLARED = re.compile(
    rb"""<meta[^<>]+?charset\s*+=\s*+["']?\s*+([\w.:-]+)|<\?xml[^<>]+?encoding\s*+=\s*+["']([\w.:-]+)""", re.IGNORECASE
)
DECLARED_WITHIN = 4096
# Encodings of pages from before UTF-8, by their labels (WHATWG Encoding, 4.2). Most have the same names in Python.
WINDOWS_1252 = {
    "ansi", "ascii", "us-ascii", "cp1252", "x-cp1252", "windows-1252", "iso-8859-1", "iso8859-1", "iso_8859-1",
    "latin1", "l1",
}  # fmt: skip
ALIASES = dict.fromkeys(WINDOWS_1252, "windows-1252") | {"cp1258": "windows-1258", "x-cp1258": "windows-1258"}
OTHERS = {
    "big5", "euc-jp", "euc-kr", "gb18030", "gb2312", "gbk", "koi8-r", "koi8-u", "macintosh", "shift_jis", "tis-620",
    *(f"iso-8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
    *(f"windows-125{number}" for number in range(9)), "windows-874",
}  # fmt: skip
PYTHON_NAMES = {"windows-874": "cp874", "macintosh": "mac_roman"}
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
GZIP = b"\x1f\x8b"
# Each member costs a copy of those behind it.
MOST_MEMBERS = 100
OTHER_FILES = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a Word, Excel or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)
# A text with more bad bytes than one in so many characters is refused.
CHARACTERS_A_BAD_BYTE = 200
NO_LETTER = re.compile("[\x80-\x9f]")
REPLACEMENT = "\ufffd"


@dataclass(frozen=True)
class Decoded:
    """The text of a file, and warnings about bytes that were lost."""

    text: str
    warnings: tuple[str, ...] = ()


def decode(content: bytes) -> Decoded:
    """Decode the content of a file, which may be compressed by gzip: by its byte order mark, as UTF-8 or UTF-16, else
    in the encoding that its HTML declares. Single bad bytes are replaced.

    Raises SourceRefused if too many bytes are bad, and for files that are not text.
    """
    content, warnings = _unpacked(content)
    kind = next((name for start, name in OTHER_FILES if content.startswith(start)), "")
    if kind:
        raise SourceRefused(f"not text: {kind}")
    bom, encoding = next(((bom, name) for bom, name in BOMS if content.startswith(bom)), (b"", "utf-8"))
    content = content[len(bom) :]
    if not bom and (sixteen := _utf_16(content)):
        encoding = sixteen
    zeros = content.count(b"\0") if encoding == "utf-8" else 0
    if zeros > len(content) // CHARACTERS_A_BAD_BYTE:
        raise SourceRefused("not text: it holds zero bytes")
    warnings += [f"zero bytes left out: {zeros}"] if zeros else []
    try:
        return Decoded(content.decode(encoding), tuple(warnings))
    except UnicodeDecodeError as error:
        text = content.decode(encoding, "replace")
        bad = text.count(REPLACEMENT)
        if bad <= len(text) // CHARACTERS_A_BAD_BYTE and (bom or not _fits_better(content, text)):
            warnings.append(f"{_at(error, encoding, len(bom))}; replaced by {REPLACEMENT}: {bad}")
            return Decoded(text, tuple(warnings))
        label = _declared(content)
        declared = ALIASES.get(label, label)
        if bom or declared not in OTHERS:
            raise SourceRefused(f"broken encoding: {_at(error, encoding, len(bom))}; save the file as UTF-8") from error
    return _decode_declared(content, declared, warnings)


def _unpacked(content: bytes) -> tuple[bytes, list[str]]:
    """The content without gzip compression (RFC 1952, any number of members), and a warning if its end is missing.

    Raises SourceRefused.
    """
    plain, members = b"", 0
    warnings: list[str] = []
    while content.startswith(GZIP):
        if (members := members + 1) > MOST_MEMBERS:
            raise SourceRefused(f"its gzip has more than {MOST_MEMBERS} members")
        inflate = zlib.decompressobj(16 + zlib.MAX_WBITS)
        try:
            plain += inflate.decompress(content, MAX_FILE_BYTES - len(plain) + 1)
        except zlib.error as error:
            raise SourceRefused(f"its gzip is broken: {error}") from error
        if len(plain) > MAX_FILE_BYTES:
            raise SourceRefused(f"too big: its gzip holds more than {MAX_FILE_BYTES:,} bytes")
        if not inflate.eof:
            warnings.append("its gzip ends too early: the end of the page may be missing; save it again")
        content = inflate.unused_data
    return (plain or content), warnings


def _utf_16(content: bytes) -> str:
    """The codec of UTF-16 markup without a byte order mark; empty for other content."""
    start = content[:64]
    if len(start) >= 8 and not any(start[1::2]) and all(start[::2]):
        return "utf-16-le"
    return "utf-16-be" if len(start) >= 8 and not any(start[::2]) and all(start[1::2]) else ""


def _fits_better(content: bytes, text: str) -> bool:
    """Whether the HTML declares an encoding of OTHERS and the content has no valid multi-byte sequence of UTF-8."""
    declared = ALIASES.get(_declared(content), _declared(content))
    return declared in OTHERS and all(one.isascii() or one == REPLACEMENT for one in text)


def _decode_declared(content: bytes, declared: str, warnings: list[str]) -> Decoded:
    codec = PYTHON_NAMES.get(declared, declared)
    errors = "web-controls" if declared.startswith("windows-125") else "replace"
    text = content.decode(codec, errors)
    bad = text.count(REPLACEMENT)
    if bad > len(text) // CHARACTERS_A_BAD_BYTE:
        raise SourceRefused(
            f"broken encoding: {bad} bytes are not {declared}, as the page declares it; save the file as UTF-8"
        )
    if bad:
        warnings.append(f"bytes that are not {declared} replaced by {REPLACEMENT}: {bad}")
    if controls := len(NO_LETTER.findall(text)):
        warnings.append(f"bytes without a letter left out: {controls}")
    return Decoded(text, tuple(warnings))


def _control(error: UnicodeError) -> tuple[str, int]:
    """Error handler that maps an unassigned byte to the control character of the same number (WHATWG Encoding, 9)."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return chr(error.object[error.start]), error.start + 1


codecs.register_error("web-controls", _control)


def _at(error: UnicodeDecodeError, encoding: str, before: int) -> str:
    return f"byte {before + error.start + 1} is not {encoding.upper().removesuffix('-LE').removesuffix('-BE')}"


def _declared(content: bytes) -> str:
    """The label of the encoding that the HTML declares, in lower case; empty where there is none."""
    found = DECLARED.search(content[:DECLARED_WITHIN])
    return (found[1] or found[2]).decode("ascii").lower() if found else ""
