"""Normalizes the characters of imported text: folds white space and removes invisible characters without meaning.

Joiners shape the letters of Persian, Indic and other scripts and tie emoji into one sign; zero-width spaces and soft
hyphens say where Khmer, Thai and the like may break; direction marks order mixed lines (Unicode Standard, chapters 9,
16 and 23). In Latin text, such as Vietnamese, editors leave them behind, and a search does not find the word.
"""

from __future__ import annotations

import re
import unicodedata

from bantin_reader.sources.text.normalize import clean_text

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
# All but the letters, signs and white space of Vietnamese and English text, which are in NFC in any order.
OTHERS = re.compile(
    "[^\t\n -~\xa0-\xac\xae-\u024f\u1e00-\u1e9a\u1e9e-\u1eff"
    "\u2002-\u200a\u2010-\u2029\u202f-\u205f\u20a0-\u20bf\u2190-\u21ff\u2460-\u26ff]"
)
JOINERS = "\u200c\u200d"
BREAKS = "\u00ad\u200b\u2060"
DIRECTION_MARKS = "\u200e\u200f"
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
LATIN = re.compile("[\u0000-\u036f\u1e00-\u1eff\u2c60-\u2c7f\ua720-\ua7ff\uab30-\uab6f\uff21-\uff5a]")


def fold(text: str) -> str:
    """Visible text with each run of white space folded to one space, and none at its ends."""
    return " ".join(visible_text(text).split())


def source_text(text: str) -> str:
    """Visible text whose white space is kept, except that line ends in HTML's source are spaces."""
    return visible_text(text).replace("\n", " ")


def visible_text(text: str) -> str:
    """Text in NFC without control characters and without invisible ones that mean nothing.

    A page is normalized before it is parsed; only character references can bring in what is not.
    """
    if OTHERS.search(text) is None:
        return text
    clean = clean_text(text)
    is_mixed = RIGHT_TO_LEFT.search(clean) is not None
    return INVISIBLE.sub(lambda found: found[0] if _is_needed(clean, found.start(), is_mixed) else "", clean)


def _is_needed(text: str, place: int, is_mixed: bool) -> bool:
    """Whether the invisible character at `place` has a meaning; `is_mixed`: the text has right-to-left letters."""
    sign = text[place]
    if sign in DIRECTION_MARKS:
        return is_mixed
    beside = [text[place - 1]] if place else []
    beside += [text[place + 1]] if place + 1 < len(text) else []
    if sign in JOINERS:
        return any(_is_of_another_script(one) or _is_emoji(one) for one in beside)
    return sign in BREAKS and any(_is_of_another_script(one) for one in beside)


def _is_of_another_script(character: str) -> bool:
    return unicodedata.category(character)[0] in "LM" and LATIN.match(character) is None and character != "\ufe0f"


def _is_emoji(character: str) -> bool:
    return character == "\ufe0f" or unicodedata.category(character) in ("So", "Sk")
