"""The blocks that a page's content is made of, and their HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from markupsafe import escape

from bantin_reader.sources.html.inline import Image, Run, has_mark, html_of, text_of, wholly

CAPTION_LONGEST = 400
NUMBERED = re.compile(r"(?:[IVX]+|\d+)[.)]\s")


@dataclass(frozen=True)
class Item:
    """What makes a paragraph of Word an item of a list: its level from 1, and the sign or number before it."""

    level: int
    marker: str


@dataclass
class Paragraph:
    """`level` is 1 to 6 for a heading, 0 for a paragraph; `align` is left, center or right where it is known;
    `for_picture`: the page says that it is a caption."""

    runs: list[Run]
    level: int = 0
    align: str = ""
    lang: str = ""
    item: Item | None = None
    for_picture: bool = False

    @property
    def text(self) -> str:
        return text_of(self.runs)

    @property
    def is_bold(self) -> bool:
        return wholly(self.runs, "strong")

    @property
    def is_italic(self) -> bool:
        return wholly(self.runs, "em")

    def reads_as_caption(self) -> bool:
        """Set apart as captions are: short, in italics or centred; and no heading or link that is only set so."""
        if self.level or not 0 < len(self.text) <= CAPTION_LONGEST or has_mark(self.runs, "a"):
            return False
        heading = self.is_bold or self.text.isupper() or NUMBERED.match(self.text)
        return self.is_italic or (self.align == "center" and not heading)


@dataclass
class Picture:
    """A figure. `alone`: nothing else stood in its block, so that a caption may follow in the next."""

    image: Image
    caption: str = ""
    alone: bool = False


@dataclass
class ListBlock:
    ordered: bool
    items: list[list[Block]]
    start: int = 1


@dataclass
class Quote:
    blocks: list[Block]


@dataclass
class Cell:
    """One cell of a table: its tag, td or th, and what it spans."""

    tag: str
    blocks: list[Block]
    colspan: int = 1
    rowspan: int = 1


@dataclass
class Table:
    """A table of data; the first `heads` rows are its head."""

    rows: list[list[Cell]]
    caption: str = ""
    heads: int = 0


Block = Paragraph | Picture | ListBlock | Quote | Table


@dataclass
class Writer:
    """Writes blocks as HTML and collects the pictures that it met: the first is `picture-0`."""

    pictures: list[Picture] = field(default_factory=list)

    def write(self, blocks: Iterable[Block], between: str = "\n") -> str:
        return between.join(self._block(block) for block in blocks)

    def _block(self, block: Block) -> str:
        match block:
            case Paragraph():
                tag = f"h{block.level}" if block.level else "p"
                return f"<{tag}{_lang(block.lang)}>{html_of(block.runs)}</{tag}>"
            case Picture():
                return self._picture(block)
            case Quote():
                return f"<blockquote>{self.write(block.blocks, '')}</blockquote>"
            case ListBlock():
                return self._list(block)
            case Table():
                return self._table(block)

    def _picture(self, block: Picture) -> str:
        self.pictures.append(block)
        caption = f"<figcaption>{escape(block.caption)}</figcaption>" if block.caption else ""
        return f'<figure><img src="picture-{len(self.pictures) - 1}" alt="{escape(block.image.alt)}">{caption}</figure>'

    def _list(self, block: ListBlock) -> str:
        start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
        items = "".join(f"<li>{self._in_line(item)}</li>" for item in block.items)
        tag = "ol" if block.ordered else "ul"
        return f"<{tag}{start}>{items}</{tag}>"

    def _in_line(self, blocks: Sequence[Block]) -> str:
        """The blocks of an item: a first paragraph with nothing but lists after it needs no element of its own."""
        first, rest = blocks[0], blocks[1:]
        if isinstance(first, Paragraph) and not first.level and all(isinstance(block, ListBlock) for block in rest):
            return _in_span(first) + self.write(rest, "")
        return self.write(blocks, "")

    def _table(self, block: Table) -> str:
        caption = f"<caption>{escape(block.caption)}</caption>" if block.caption else ""
        head = self._rows(block.rows[: block.heads], "thead")
        return f"<table>{caption}{head}{self._rows(block.rows[block.heads :], 'tbody')}</table>"

    def _rows(self, rows: list[list[Cell]], section: str) -> str:
        cells = ("".join(self._cell(cell, in_head=section == "thead") for cell in row) for row in rows)
        return f"<{section}>{''.join(f'<tr>{row}</tr>' for row in cells)}</{section}>" if rows else ""

    def _cell(self, cell: Cell, *, in_head: bool) -> str:
        tag = "th" if in_head else cell.tag
        given = (("colspan", cell.colspan), ("rowspan", cell.rowspan))
        spans = "".join(f' {name}="{value}"' for name, value in given if value > 1)
        scope = f' scope="{"col" if in_head else "row"}"' if tag == "th" else ""
        paragraphs = [block for block in cell.blocks if isinstance(block, Paragraph)]
        languages = {paragraph.lang for paragraph in paragraphs}
        if len(paragraphs) < len(cell.blocks):
            return f"<{tag}{spans}{scope}>{self.write(cell.blocks, '')}</{tag}>"
        if len(languages) == 1:
            lines = "<br>".join(html_of(paragraph.runs) for paragraph in paragraphs)
            return f"<{tag}{spans}{scope}{_lang(languages.pop())}>{lines}</{tag}>"
        return f"<{tag}{spans}{scope}>{'<br>'.join(map(_in_span, paragraphs))}</{tag}>"


def _in_span(paragraph: Paragraph) -> str:
    text = html_of(paragraph.runs)
    return f"<span{_lang(paragraph.lang)}>{text}</span>" if paragraph.lang else text


def _lang(lang: str) -> str:
    return f' lang="{escape(lang)}"' if lang else ""
