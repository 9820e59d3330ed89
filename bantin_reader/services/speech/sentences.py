"""Splits a paragraph into sentences."""

from __future__ import annotations

import re

# A full stop after one of these ends no sentence.
TITLES = (
    r"TP|Tp|tp|TX|Tx|TT|P|Q|H|ThS|Th\.S|TS|PGS|GS|BS|BSCKI|BSCKII|DS|KS|CN|NSND|NSƯT|NGND|NGƯT|LS|Ông|tr|tel|ĐT|Đ/c|đ/c|"
    r"v\.v|vv|Mr|Mrs|Ms|Dr|Prof|St|No|Nos|Ltd|vs|e\.g|i\.e|a\.m|p\.m"
)
ABBREVIATED = re.compile(rf"(?<!\w)(?:{TITLES}|[A-ZĐ])\.$")
# The end of a sentence: its mark, quotes and brackets that close, and a space before what may begin the next one.
END = re.compile(r"(?:\./\.|(?<![.!?…])[.!?…]++)[\"”’»)\]]*+(?=\s[\"“‘«(\[–-]*+\s?[A-ZĐÀ-Ỵ\d])")
ENUMERATION = re.compile(r"^\s*(?:[a-zđ]|\d{1,2}|[IVX]{1,4})\.$")


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph, in order; joined by spaces they are the paragraph with its blanks collapsed.

    Titles and initials (`GS.TS. Nguyễn V. A`), decimals and numbers of list items end none.
    """
    text = " ".join(text.split())
    found: list[str] = []
    start = 0
    for match in END.finditer(text):
        said = text[start : match.end()]
        if ABBREVIATED.search(said) or ENUMERATION.match(said):
            continue
        found.append(said.strip())
        start = match.end()
    rest = text[start:].strip()
    return [*found, rest] if rest else found
