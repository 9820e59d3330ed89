"""Refuses text in fonts from before Unicode (TCVN3, VNI)."""

from __future__ import annotations

import re

from bantin_reader.model.errors import SourceRefused

FONTS = (
    ("UTF-8 that was read as windows-1252", re.compile("á[º»]|Ä[‘ƒ]|Æ[°¡]|Ã[ ¡¢£©ª¨³´µ¹º]")),
    ("TCVN3 (ABC, .VnTime)", re.compile("[A-Za-z][¸µ¶·¹¨»¾¼½©®ª¬×Þß÷]|[¸µ¶·¹¨»¾¼½©®ª¬×Þß÷][A-Za-z]")),
    ("VNI (VNI-Times)", re.compile("[aeiouyôö][øûïäåëüùâ]|ñ[aeiouyöô]|ö[ôùøûõï]", re.IGNORECASE)),
)
# One of these is in whatever the patterns of FONTS match.
FONT_LETTERS = re.compile("[º»ÄÆÃ¸µ¶·¹¨¾¼½©®ª¬×Þß÷øûïäåëüùâñôõØÛÏÅËÜÙÂÑÔÕ]")
TAG = re.compile(r"<[^<>]*+>")
# Quotation marks of other languages are letters of the old fonts.
OPENING, CLOSING = '«(“"', '».,;:!?)”"'
LEAST_WORDS = 3
LEAST_SHARE = 0.25
_LETTERS = "ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệịỉĩọỏốồổỗộớờởỡợụủũứừửữựỳỵỷỹ"
# From the first letter that windows-1252 does not have to the end of its word: one match for each word that has any.
BEYOND_LATIN_1 = re.compile(rf"[{_LETTERS}{_LETTERS.upper()}]\S*")


def refuse_font_letters(text: str) -> None:
    """Raise SourceRefused if a paragraph is encoded for an old font, without which it is not readable as Vietnamese."""
    for paragraph in text.split("\n"):
        plain = TAG.sub(" ", paragraph)
        # No fewer words than this: to count spaces takes a hundredth of the time of dividing the text.
        least_words = plain.count(" ") - 2 * plain.count("  ") - 1
        suspected = len(FONT_LETTERS.findall(plain))
        if suspected < LEAST_WORDS or suspected < LEAST_SHARE * least_words:
            continue
        words = plain.split()
        proper = len(BEYOND_LATIN_1.findall(plain))
        if len(words) <= 2 * proper:  # too few others: most texts need no closer look
            continue
        if suspected <= proper:
            continue
        words = [word.lstrip(OPENING).rstrip(CLOSING) for word in words]
        others = [word for word in words if not BEYOND_LATIN_1.search(word)]
        for name, pattern in FONTS:
            unusual = sum(1 for word in others if pattern.search(word))
            if unusual >= LEAST_WORDS and unusual >= LEAST_SHARE * len(words) and unusual > proper:
                start = " ".join(words[:6])
                raise SourceRefused(
                    f"the text is not Unicode but {name}: convert it to Unicode, with Unikey for one (“{start} …”)"
                )
