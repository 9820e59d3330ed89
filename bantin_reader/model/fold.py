"""Folds text for search. Each character becomes one character, so that a position in the folded text is the same
position in the original.

The *spelled* form joins what is one word to readers: case, the place of the tone mark (hòa, hoà), i and y at the end of
a syllable (kĩ, kỹ). The *folded* form has no marks either (đ becomes d).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from itertools import chain
from typing import TypeVar

# Changes whenever the result for any text changes: an index of another version is built again.
FOLD_VERSION = 1
MAX_WORD_CHARACTERS = 64

WORD = re.compile(r"[^\W_]+")
# Both expressions begin with the letters to find: a look behind at every character would take forty times as long.
# An open syllable that ends in oa, oe or uy has its tone mark on the first vowel in one spelling, on the second in the
# other. The second is taken; `qu` is a consonant.
TONE_FIRST = re.compile(r"[òóỏõọùúủũụ](?:(?<=[òóỏõọ])[ae]|(?<=[ùúủũụ])(?<!q.)y)(?![^\W_])")
MARKED = {"a": "àáảãạ", "e": "èéẻẽẹ", "y": "ỳýỷỹỵ"}
FIRST_VOWELS = {"o": "òóỏõọ", "u": "ùúủũụ"}
TONE_SECOND = {
    marked + second: plain + MARKED[second][tone]
    for plain, marks in FIRST_VOWELS.items()
    for tone, marked in enumerate(marks)
    for second in ("ae" if plain == "o" else "y")
}
# y is the same sound as i where it is the only vowel of an open syllable.
FINAL_Y = re.compile(r"[yỳýỷỹỵ](?:(?<=[bcdđghklmnpqrstvxz].)|(?<=qu.)|(?<![^\W_].))(?![^\W_])")
FINAL_I = dict(zip("yỳýỷỹỵ", "iìíỉĩị", strict=True))
LARGEST_REMEMBERED = 0x3000
# Vietnamese has some 7,000 syllables.
REMEMBERED_WORDS = 8192

Made = TypeVar("Made")


class _Unmarked(dict[int, int]):
    """Maps the code point of a letter with marks to that of the letter."""

    def __missing__(self, code: int) -> int:
        decomposed = unicodedata.normalize("NFD", chr(code))
        has_letter_and_marks = all(unicodedata.category(mark) == "Mn" for mark in decomposed[1:])
        found = ord(decomposed[0]) if has_letter_and_marks else code
        if code < LARGEST_REMEMBERED:
            self[code] = found
        return found


_unmarked = _Unmarked({ord("đ"): ord("d"), ord("ł"): ord("l"), ord("ø"): ord("o")})


def spell(text: str) -> str:
    """The spelled form of a text in NFC, as long as the text."""
    return _joined(_lowered(text))


def _lowered(text: str) -> str:
    lowered = text.lower()
    if len(lowered) != len(text):  # such as İ, which becomes two characters
        lowered = "".join(low if len(low := one.lower()) == 1 else one for one in text)
    return lowered


def _joined(lowered: str) -> str:
    """The spelled form of a lower-case text. That of a word does not depend on the words around it."""
    placed = TONE_FIRST.sub(lambda match: TONE_SECOND[match[0]], lowered)
    return FINAL_Y.sub(lambda match: FINAL_I[match[0]], placed)


def fold(spelled: str) -> str:
    """The folded form of a spelled text, as long as the text."""
    return spelled.translate(_unmarked)


def words_of(text: str) -> list[str]:
    """The words of a text in NFC, spelled; of a longer one the first 64 characters."""
    return [*chain.from_iterable(map(_words_between_spaces.__getitem__, _lowered(text).split()))]


def folded(words: Sequence[str]) -> list[str]:
    """The folded form of each spelled word."""
    return [*map(_folded_words.__getitem__, words)]


class Remembered(dict[str, Made]):
    """What a function makes of words. It is looked up in half the time of `lru_cache`, and forgotten when it is
    full."""

    def __init__(self, make: Callable[[str], Made]) -> None:
        self._make = make

    def __missing__(self, word: str) -> Made:
        if len(self) >= REMEMBERED_WORDS:
            self.clear()
        made = self[word] = self._make(word)
        return made


_words_between_spaces = Remembered(
    lambda lowered: tuple(word[:MAX_WORD_CHARACTERS] for word in WORD.findall(_joined(lowered)))
)
_folded_words = Remembered(fold)
