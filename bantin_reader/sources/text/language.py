"""Detects the language of a text by its letters."""

from __future__ import annotations

import re

LETTERS = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệịỉĩọỏốồổỗộớờởỡợụủũứừửữựỳỵỷỹ]", re.IGNORECASE)
TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
VIETNAMESE_SHARE = 0.15
VIETNAMESE = "vi"


def language_of_text(text: str, declared: str) -> str:
    """`vi` where VIETNAMESE_SHARE of the words have Vietnamese letters, as templates often declare a wrong language.
    Else the primary subtag of the declared language, or `vi` where none is declared."""
    words = text.split()
    if words and sum(1 for word in words if LETTERS.search(word)) >= VIETNAMESE_SHARE * len(words):
        return VIETNAMESE
    return declared.split("-")[0].lower() if TAG.fullmatch(declared) else VIETNAMESE
