"""Detects text without visible characters."""

from __future__ import annotations

import unicodedata

# Letters and signs by their category, but blank on every screen (Unicode, Default_Ignorable_Code_Point and blanks).
BLANK = set("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\ufe0e\ufe0f\uffa0")
INVISIBLE_CATEGORIES = {"Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Zl", "Zp", "Zs"}


def is_visible(text: str) -> bool:
    """Whether `text` has a character with a visible glyph: not only spaces, joiners, combining marks and the like."""
    return any(one not in BLANK and unicodedata.category(one) not in INVISIBLE_CATEGORIES for one in text)
