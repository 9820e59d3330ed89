"""A reader's choices as a short code that can be read out and typed on another device.

One character a row of the table, in the table's order: the number of the option in its row, 0 for the default. Zeros at
the end are left out, and a check character follows. A code keeps its meaning as long as options and rows are only
appended. A number of the whole combination would have at most six characters instead of eleven, but another meaning
with each new option; and most readers change rows at the beginning.
"""

from __future__ import annotations

import re

from bantin_reader.model.preferences import TABLE, Preferences

# Crockford's base 32: without I, L, O and U. What is read or typed for another character stands for it.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOKALIKES = str.maketrans("ILO", "110")
SEPARATORS = re.compile(r"[\s-]+")
GROUP = 4
# A prime: the check finds every wrong character, and every two neighbours that are exchanged.
CHECK_MODULUS = 31
LONGEST_TYPED = 40


def preference_code(preferences: Preferences) -> str:
    """The code in groups of four characters, such as `43A` (150 %, dark); empty when every choice is the default."""
    code = _code(preferences)
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def from_code(typed: str) -> Preferences | None:
    """The choices that a code stands for, in any case, with or without separators; None for any other text."""
    code = SEPARATORS.sub("", typed[:LONGEST_TYPED]).upper().translate(LOOKALIKES)
    numbers = [ALPHABET.find(character) for character in code[:-1]]
    if not numbers or len(numbers) > len(TABLE):
        return None
    values: dict[str, str] = {}
    for number, row in zip(numbers, TABLE.values(), strict=False):
        if not 0 <= number < len(row.options):
            return None
        values[row.name] = row.options[number]
    preferences = Preferences.defaults().with_values(values)
    return preferences if _code(preferences) == code else None


def _code(preferences: Preferences) -> str:
    numbers = [row.options.index(preferences[name]) for name, row in TABLE.items()]
    while numbers and not numbers[-1]:
        numbers.pop()
    if not numbers:
        return ""
    check = sum(place * number for place, number in enumerate(numbers, start=1)) % CHECK_MODULUS
    return "".join(ALPHABET[number] for number in (*numbers, check))
