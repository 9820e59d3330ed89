"""Text from before Unicode: code pages are decoded, letters that only a font makes Vietnamese are named."""

from __future__ import annotations

import codecs
import re

from bantin_reader.model.errors import SourceRefused

DECLARED = re.compile(
    rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]+encoding\s*=\s*["']([\w.:-]+)""", re.IGNORECASE
)
DECLARED_WITHIN = 4096
# Browsers read these labels as windows-1252 (WHATWG Encoding, 4.2).
AS_WINDOWS_1252 = {"ascii", "us-ascii", "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "l1", "x-user-defined"}

FONTS = (
    ("TCVN3 (ABC, .VnTime)", re.compile("[A-Za-z][¸µ¶·¹¨»¾¼½©®ª¬×Þß÷]|[¸µ¶·¹¨»¾¼½©®ª¬×Þß÷][A-Za-z]")),
    ("VNI (VNI-Times)", re.compile("[aeiouyôö][øûïäåëüùâ]|ñ[aeiouyöô]|ö[ôùøûõï]", re.IGNORECASE)),
    ("UTF-8 that was read as windows-1252", re.compile("á[º»]|Ä[‘ƒ]|Æ[°¡]|Ã[ ¡¢£©ª¨³´µ¹º]")),
)
LEAST_WORDS = 3
LEAST_SHARE = 0.08
BEYOND_LATIN_1 = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệịỉĩọỏốồổỗộớờởỡợụủũứừửữựỳỵỷỹ]", re.IGNORECASE)


def decode(content: bytes) -> str:
    """Text of a file: by its byte order mark, as UTF-8, else by the encoding that its HTML declares.

    Raises SourceRefused, which names the first byte that does not fit.
    """
    encoding = "utf-8"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif b"\0" in content:
        raise SourceRefused("not text: it holds zero bytes")
    try:
        return content.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        declared = _declared(content)
        if not declared:
            raise SourceRefused(_broken(error, "save the file as UTF-8")) from error
    try:
        return content.decode(declared)
    except UnicodeDecodeError as error:
        raise SourceRefused(_broken(error, "as the page declares it; save the file as UTF-8")) from error


def refuse_font_letters(text: str) -> None:
    """Raise SourceRefused where words are written in letters that only an old font shows as Vietnamese."""
    words = text.split()
    for name, pattern in FONTS:
        odd = sum(1 for word in words if pattern.search(word) and not BEYOND_LATIN_1.search(word))
        if odd >= LEAST_WORDS and odd >= LEAST_SHARE * len(words):
            raise SourceRefused(f"the text is not Unicode but {name}: convert it to Unicode, with Unikey for one")


def _declared(content: bytes) -> str:
    """The encoding that the HTML declares, as Python calls it; empty where it declares none that is known."""
    found = DECLARED.search(content[:DECLARED_WITHIN])
    label = (found[1] or found[2]).decode("ascii").lower() if found else ""
    if label in AS_WINDOWS_1252:
        return "cp1252"
    try:
        info = codecs.lookup(label) if label else None
    except LookupError:
        return ""
    return info.name if info and info._is_text_encoding and info.name not in ("utf-8", "utf-7", "idna") else ""


def _broken(error: UnicodeDecodeError, advice: str) -> str:
    return f"broken encoding: byte {error.start + 1} is not {error.encoding.upper()}; {advice}"
