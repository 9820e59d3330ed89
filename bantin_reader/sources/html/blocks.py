"""The blocks that a page's content is made of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bantin_reader.sources.html.inline import Image, Run, has_mark, text_of, wholly

CAPTION_LONGEST = 400
NUMBERED = re.compile(r"(?:[IVX]+|\d+)[.)]\s")


@dataclass(frozen=True)
class WordItem:
    """Makes a paragraph of Word an item of a list: its level from 1, and the bullet or number before it."""

    level: int
    marker: str


@dataclass
class Paragraph:
    """`level` is 1 to 6 for a heading, 0 for a paragraph; `align` is left, center or right where it is known; `lang`
    and `direction` are set where they are not the article's; `for_picture`: the page says that it is a caption."""

    runs: list[Run]
    level: int = 0
    align: str = ""
    lang: str = ""
    direction: str = ""
    item: WordItem | None = None
    for_picture: bool = False

    @property
    def text(self) -> str:
        return text_of(self.runs)

    @property
    def is_bold(self) -> bool:
        return wholly(self.runs, "strong")

    @property
    def is_italic(self) -> bool:
        return wholly(self.runs, "em", "cite")

    def reads_as_caption(self) -> bool:
        """Whether it is formatted as captions are: short, in italics or centred, and neither a heading nor a link."""
        if self.level or not 0 < len(self.text) <= CAPTION_LONGEST or has_mark(self.runs, "a"):
            return False
        heading = self.is_bold or self.text.isupper() or NUMBERED.match(self.text)
        return self.is_italic or (self.align == "center" and not heading)


@dataclass
class Preformatted:
    """Text whose line ends and indents are part of it."""

    runs: list[Run]
    lang: str = ""
    direction: str = ""


@dataclass
class Picture:
    """A figure. `alone`: its block contained nothing else, so that the next block may be its caption."""

    image: Image
    caption: str = ""
    alone: bool = False


@dataclass
class ListItem:
    """`value` is the item's number where that is not one more than the number before."""

    blocks: list[Block]
    value: int | None = None


@dataclass
class ListBlock:
    """`style` is how an ordered list counts, as the attribute `type` of `<ol>` has it: 1, a, A, i or I."""

    ordered: bool
    items: list[ListItem]
    start: int = 1
    style: str = "1"
    is_reversed: bool = False


@dataclass
class DefinitionList:
    """Groups of terms and descriptions: each part with its tag, dt or dd."""

    parts: list[tuple[str, list[Block]]]


@dataclass
class Quote:
    blocks: list[Block]


@dataclass
class Rule:
    """A change of subject, drawn as a line (`<hr>`)."""


@dataclass
class Cell:
    """One cell of a table: its tag, td or th, what it spans, and which cells it is the header of (`scope`).

    `id` and `headers` hold the page's own names; the writer makes new ones of them.
    """

    tag: str
    blocks: list[Block]
    colspan: int = 1
    rowspan: int = 1
    scope: str = ""
    abbr: str = ""
    id: str = ""
    headers: tuple[str, ...] = ()


@dataclass
class Table:
    """A table of data; the first `heads` rows are its head."""

    rows: list[list[Cell]]
    caption: list[Run] = field(default_factory=list)
    heads: int = 0
    direction: str = ""


Block = Paragraph | Preformatted | Picture | ListBlock | DefinitionList | Quote | Rule | Table
