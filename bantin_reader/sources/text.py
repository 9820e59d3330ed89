"""Text as it is stored: Unicode NFC, `\\n` line ends, no control characters."""

from __future__ import annotations

import unicodedata


def clean_text(text: str) -> str:
    """Drop control characters and lone surrogates, then compose: what they parted is one letter again."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", "".join(c for c in lines if c in "\n\t" or not is_control(c)))


def is_control(character: str) -> bool:
    """Whether it is a control character or a lone surrogate, which no text of an article holds."""
    return unicodedata.category(character) in ("Cc", "Cs")
