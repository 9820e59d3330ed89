"""Detects the language of a text by its letters."""

from __future__ import annotations

import re
import unicodedata

LETTERS = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệịỉĩọỏốồổỗộớờởỡợụủũứừửữựỳỵỷỹ]", re.IGNORECASE)
# A language tag that begins with an ISO 639 code (RFC 5646, section 2.1).
LANGUAGE_TAG = r"^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$"
TAG = re.compile(LANGUAGE_TAG)
VIETNAMESE_SHARE = 0.15
VIETNAMESE = "vi"
# Languages that pages declare by mistake, with the letters of LETTERS that they use themselves. For any other language
# (Tày, Ê Đê, Yoruba …) the declaration of the page is trusted.
SHARED_LETTERS = {
    **dict.fromkeys(("en", "de", "es", "it", "da", "sv", "no", "nb", "nn", "fi", "id", "ms", "pl", "cs", "hu"), ""),
    **dict.fromkeys(("zh", "ja", "ko", "ru", "uk", "ar", "th", "lo", "km"), ""),
    **{"fr": "âêô", "pt": "âêô", "nl": "êô", "ro": "ăâ", "hr": "đ", "sr": "đ", "sk": "ô", "tr": "â"},
}
SYLLABLE = re.compile(
    r"(?:[bcdghklmnpqrstvx]|ch|gh|gi|kh|ng|ngh|nh|ph|qu|th|tr)?[aeiouy]{1,3}(?:[cmnpt]|ch|ng|nh)?", re.IGNORECASE
)
WORD = re.compile(r"[^\W\d_]+")
SYLLABLES_SHARE = 0.8


def language_of_text(text: str, declared: str) -> str:
    """`vi` where VIETNAMESE_SHARE of the words have Vietnamese letters, as templates often declare a wrong language.
    Else the primary subtag of the declared language, or `vi` where none is declared."""
    words = text.split()
    if words and sum(1 for word in words if LETTERS.search(word)) >= VIETNAMESE_SHARE * len(words):
        return VIETNAMESE
    return declared.split("-")[0].lower() if TAG.fullmatch(declared) else VIETNAMESE


def reads_as_vietnamese(text: str, declared: str) -> bool:
    """Whether a text is Vietnamese although another language (a primary subtag) is declared: nearly all its words are
    Vietnamese syllables, and some have letters that the declared language does not use."""
    shared = SHARED_LETTERS.get(declared)
    if shared is None or not any(letter.lower() not in shared for letter in LETTERS.findall(text)):
        return False
    words = [word for word in WORD.findall(text) if not word.isupper() or len(word) > 5]
    syllables = sum(1 for word in words if SYLLABLE.fullmatch(_without_marks(word)))
    return bool(words) and syllables >= SYLLABLES_SHARE * len(words)


def _without_marks(word: str) -> str:
    plain = unicodedata.normalize("NFD", word.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
