"""The blocks of a clean article body, as text in the order of the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser

from bantin_reader.model.list_markers import BULLET, ListMarkers

HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
BLOCKS = HEADINGS | {
    "p",
    "li",
    "dt",
    "dd",
    "blockquote",
    "figcaption",
    "caption",
    "tr",
    "pre",
    "ul",
    "ol",
    "dl",
    "table",
}
BLOCKS |= {"figure", "hr", "thead", "tbody"}
CELLS = frozenset({"td", "th"})
# Their text is not said: formulas are signs, and what was struck out is no longer valid.
SILENT = frozenset({"del", "math", "rp", "rt", "s"})
VOID = frozenset({"br", "hr", "img", "source", "wbr"})


@dataclass(frozen=True)
class Block:
    """A piece of text between two pauses. `kind` is heading, paragraph, item, caption, table (its caption) or row;
    `lang` is its own language, empty for the article's. `heads` are the column heads of a row's cells, `cells` their
    texts. `foreign` are the parts of the text that have a language of their own: beginning, end, language. `marker` is
    the number or letter of an item of an ordered list."""

    kind: str
    text: str
    lang: str = ""
    heads: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    foreign: tuple[tuple[int, int, str], ...] = ()
    marker: str = ""


KINDS = dict.fromkeys(HEADINGS, "heading") | {"li": "item", "figcaption": "caption", "caption": "table", "tr": "row"}


def blocks_of(body: str) -> list[Block]:
    """The blocks of clean HTML; empty ones are left out."""
    reader = _BlockReader()
    reader.feed(body)
    reader.close()
    reader.end_block()
    return reader.blocks


class _BlockReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._said: list[tuple[str, str]] = []
        self._inline: list[str] = []
        self._kind = "paragraph"
        self._lang = ""
        self._silent = 0
        self._heads: tuple[str, ...] = ()
        self._cells: list[str] = []
        self._head_cells = 0
        self._lists: list[ListMarkers] = []
        self._marker = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self.end_block()
            self._kind = KINDS.get(tag, self._kind if self._kind == "item" else "paragraph")
            self._lang = dict(attrs).get("lang") or ""
        elif tag not in VOID | CELLS:
            self._inline.append(dict(attrs).get("lang") or self._inline_lang)
        if tag in ("ul", "ol"):
            self._lists.append(_said_markers(tag, dict(attrs)))
        if tag == "li":
            marker = self._lists[-1].next(dict(attrs).get("value")) if self._lists else BULLET
            self._marker = "" if marker == BULLET else marker.rstrip(" .")
        if tag == "table":
            self._heads = ()
        if tag == "tr":
            self._cells, self._head_cells = [], 0
        if tag in CELLS:
            self._said.append((" ", ""))
            self._head_cells += tag == "th"
            self._cells.append("")
        if tag == "br":
            self._add(" ")
        self._silent += tag in SILENT

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in SILENT
        if tag in BLOCKS:
            self.end_block()
            self._kind = "paragraph"
            if tag in ("ul", "ol") and self._lists:
                self._lists.pop()
        elif tag not in VOID | CELLS and self._inline:
            self._inline.pop()

    @property
    def _inline_lang(self) -> str:
        return self._inline[-1] if self._inline else ""

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._add(data)

    def _add(self, text: str) -> None:
        self._said.append((text, self._inline_lang))
        if self._cells:
            self._cells[-1] += text

    def end_block(self) -> None:
        text, foreign = _collapsed(self._said)
        self._said.clear()
        cells = tuple(" ".join(cell.split()) for cell in self._cells)
        self._cells = []
        if not text:
            return
        if cells and self._head_cells == len(cells):
            self._heads = cells
            self.blocks.append(Block("row", text, self._lang))
        else:
            heads = self._heads if cells else ()
            self.blocks.append(Block(self._kind, text, self._lang, heads, cells, foreign, self._marker))
            self._marker = ""


def _said_markers(tag: str, attributes: dict[str, str | None]) -> ListMarkers:
    """Roman numbers are said as numbers."""
    is_roman = attributes.get("type") in ("i", "I")
    return ListMarkers(tag, attributes | {"type": "1"} if is_roman else attributes)


def _collapsed(said: Iterable[tuple[str, str]]) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    """The text of pieces with their languages, its blanks collapsed, and where the pieces with a language are in it."""
    text, foreign = "", []
    for piece, lang in said:
        words = " ".join(piece.split())
        if piece[:1].isspace() and text and not text.endswith(" "):
            text += " "
        if words and lang:
            foreign.append((len(text), len(text) + len(words), lang))
        text += words
        if words and piece[-1:].isspace():
            text += " "
    return text.rstrip(), tuple(foreign)
