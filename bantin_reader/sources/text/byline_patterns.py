"""What the end of an article looks like: the end mark, and the author after it."""

from __future__ import annotations

import re

END_MARK = "./."
SENTENCE_END = re.compile(r"[.!?…:;][\"”’»)\]]*$")
NEXT_SENTENCE = re.compile(r"[.!?…][\"”’»)\]]*\s+[\"“‘«(]*[A-ZĐÀ-Ỹ]")
ITEM = re.compile(r"[-–•+]\s")
LABEL = re.compile(r"(?:tác giả|author|by)\s*:\s*", re.IGNORECASE)
LONGEST = 80
MOST_WORDS = 12


def reads_as_byline(text: str) -> bool:
    """Whether it is as short as names are, and no sentence or item of a list."""
    short = 0 < len(text) <= LONGEST and len(text.split()) <= MOST_WORDS
    return short and END_MARK not in text and not SENTENCE_END.search(text) and not ITEM.match(text)


def without_label(text: str) -> str:
    """The names without "Tác giả:" before them."""
    return LABEL.sub("", text, count=1) if LABEL.match(text) else text
