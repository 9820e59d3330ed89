"""Whether a text shows anything at all."""

from __future__ import annotations

import unicodedata

# Letters and signs by their category, but blank on every screen (Unicode, Default_Ignorable_Code_Point and blanks).
BLANK = set("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\ufe0e\ufe0f\uffa0")
INVISIBLE_CATEGORIES = {"Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Zl", "Zp", "Zs"}


def is_visible(text: str) -> bool:
    """Whether any character of `text` leaves ink: not only spaces, joiners, marks without a letter and the like."""
    return any(one not in BLANK and unicodedata.category(one) not in INVISIBLE_CATEGORIES for one in text)
