"""Text from before Unicode: code pages are decoded, letters that only a font makes Vietnamese are named."""

from __future__ import annotations

import codecs
import re

from bantin_reader.model.errors import SourceRefused

DECLARED = re.compile(
    rb"""<meta[^<>]+?charset\s*+=\s*+["']?\s*+([\w.:-]+)|<\?xml[^<>]+?encoding\s*+=\s*+["']([\w.:-]+)""", re.IGNORECASE
)
DECLARED_WITHIN = 4096
# The encodings that Vietnamese pages were written in before UTF-8, by their labels (WHATWG Encoding, 4.2).
ENCODINGS = {
    "cp1258": ("windows-1258", "cp1258", "x-cp1258"),
    "cp1252": (
        "windows-1252", "cp1252", "x-cp1252", "ascii", "us-ascii", "latin1", "l1",
        "iso-8859-1", "iso8859-1", "iso_8859-1",
    ),
}  # fmt: skip
CODECS = {label: codec for codec, labels in ENCODINGS.items() for label in labels}

FONTS = (
    ("UTF-8 that was read as windows-1252", re.compile("á[º»]|Ä[‘ƒ]|Æ[°¡]|Ã[ ¡¢£©ª¨³´µ¹º]")),
    ("TCVN3 (ABC, .VnTime)", re.compile("[A-Za-z][¸µ¶·¹¨»¾¼½©®ª¬×Þß÷]|[¸µ¶·¹¨»¾¼½©®ª¬×Þß÷][A-Za-z]")),
    ("VNI (VNI-Times)", re.compile("[aeiouyôö][øûïäåëüùâ]|ñ[aeiouyöô]|ö[ôùøûõï]", re.IGNORECASE)),
)
TAG = re.compile(r"<[^<>]*+>")
LEAST_WORDS = 3
LEAST_SHARE = 0.25
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
        if declared not in CODECS:
            raise SourceRefused(_broken(error, encoding.upper(), "save the file as UTF-8")) from error
    try:
        return content.decode(CODECS[declared])
    except UnicodeDecodeError as error:
        raise SourceRefused(_broken(error, declared, "as the page declares it; save the file as UTF-8")) from error


def refuse_font_letters(text: str) -> None:
    """Raise SourceRefused where a paragraph is in letters that only an old font shows as Vietnamese."""
    for paragraph in text.split("\n"):
        words = TAG.sub(" ", paragraph).split()
        proper = sum(1 for word in words if BEYOND_LATIN_1.search(word))
        for name, pattern in FONTS:
            odd = sum(1 for word in words if pattern.search(word) and not BEYOND_LATIN_1.search(word))
            if odd >= LEAST_WORDS and odd >= LEAST_SHARE * len(words) and odd > proper:
                start = " ".join(words[:6])
                raise SourceRefused(
                    f"the text is not Unicode but {name}: convert it to Unicode, with Unikey for one (“{start} …”)"
                )


def _declared(content: bytes) -> str:
    """The label of the encoding that the HTML declares; empty where it declares none."""
    found = DECLARED.search(content[:DECLARED_WITHIN])
    return (found[1] or found[2]).decode("ascii").lower() if found else ""


def _broken(error: UnicodeDecodeError, encoding: str, advice: str) -> str:
    return f"broken encoding: byte {error.start + 1} is not {encoding}; {advice}"
