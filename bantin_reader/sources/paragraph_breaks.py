"""Makes paragraphs of text in which empty lines separate them, as WordPress's classic editor stores it (`wpautop`)."""

from __future__ import annotations

import re

# Elements whose text is not part of a paragraph, and those that may hold paragraphs.
LEAVES = (
    "address|dd|dl|dt|fieldset|figcaption|figure|form|h[1-6]|hr|iframe|legend|li|ol|p|pre|table|tbody|td|tfoot|th|"
    "thead|tr|ul|script|style"
)
CONTAINERS = "article|aside|blockquote|details|div|footer|header|main|nav|section"
BLOCK = re.compile(rf"<(/?)({LEAVES}|{CONTAINERS})(?![\w-])[^<>]{{0,4000}}>", re.IGNORECASE)
CONTAINER = re.compile(CONTAINERS)
EMPTY_LINE = re.compile(r"\n[ \t]*+\n")
# Elements in each other; deeper ones are not told apart, so that the work grows with the text alone.
MAX_OPENED = 100
BREAK = re.compile(r"<br ?/?>\n|\n")


def with_paragraphs(text: str) -> str:
    """The text with `<p>` around each part between empty lines, and `<br>` for the other line ends."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    pieces: list[str] = []
    opened: list[str] = []
    position = 0
    for found in BLOCK.finditer(text):
        pieces.append(_part(text[position : found.start()], opened))
        position = found.end()
        pieces.append(found[0])
        name = found[2].lower()
        if found[1]:
            while name in opened and opened.pop() != name:
                pass
        elif name != "hr":
            # The end tags of paragraphs and list items may be left out (HTML, section 13.1.2.4).
            if opened and opened[-1] == "p":
                opened.pop()
            if not (opened and opened[-1] == name) and len(opened) < MAX_OPENED:
                opened.append(name)
    pieces.append(_part(text[position:], opened))
    return "".join(pieces)


def _part(text: str, opened: list[str]) -> str:
    """What stands between two tags of blocks."""
    if any(not CONTAINER.fullmatch(name) for name in opened):
        return text
    parts = [part.strip() for part in EMPTY_LINE.split(text)]
    return "".join(f"<p>{BREAK.sub('<br>', part)}</p>" for part in parts if part)
