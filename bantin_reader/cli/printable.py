"""Text of files and articles that is safe to write to a terminal."""

from __future__ import annotations

import re

# Controls that a terminal obeys, halves of characters that no encoding can write, and signs that turn the order round.
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(text: object) -> str:
    """The text with each unsafe character as `\\u001b`, as JSON escapes it."""
    return UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", str(text))
