"""Normalizes text as it is stored: Unicode NFC, `\\n` line ends, no control characters."""

from __future__ import annotations

import re
import unicodedata

# What no text of an article holds: the categories Cc and Cs, but for the tab and the line end.
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def clean_text(text: str) -> str:
    """Remove control characters and lone surrogates, then compose the text, because they may separate a letter from its
    marks."""
    if CONTROLS.search(text):
        text = CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return unicodedata.normalize("NFC", text)
