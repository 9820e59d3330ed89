"""State of the parser: what all blocks of a page share, and what changes from element to element."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from bantin_reader.sources.html.inline import Mark
from bantin_reader.sources.html.marks import MarkReader
from bantin_reader.sources.html.omissions import Omissions
from bantin_reader.sources.html.pictures import Pictures
from bantin_reader.sources.html.places import Places
from bantin_reader.sources.html.visibility import Visibility

RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ku-arab", "ps", "sd", "syr", "ug", "ur", "yi"})


@dataclass
class Page:
    """What the blocks of a page share: language, links, pictures, visibility, and what was left out.

    `lost_links` are the texts of links that lead nowhere.
    """

    lang: str
    link: Callable[[str], str]
    is_lost: Callable[[str], bool]
    pictures: Pictures
    visibility: Visibility = field(default_factory=Visibility)
    places: Places = field(default_factory=Places)
    marks: MarkReader = field(default_factory=MarkReader)
    omissions: Omissions = field(default_factory=Omissions)
    lost_links: list[str] = field(default_factory=list)

    @property
    def direction(self) -> str:
        """The direction in which the article's language is written, ltr or rtl."""
        return "rtl" if self.lang in RIGHT_TO_LEFT else "ltr"


class ParseContext(NamedTuple):
    """The context of an element: the marks, alignment, language and direction around it, its depth, and whether Word
    wrote it.

    `lang` and `direction` are those of the block, empty where they are the article's own; `nearest_lang` and
    `nearest_direction` those of the nearest element, in a line too. `white` is how white space in the
    source is treated: folded (""), with line ends kept ("lines"), or kept unchanged ("pre").
    """

    marks: tuple[Mark, ...] = ()
    align: str = ""
    lang: str = ""
    nearest_lang: str = ""
    direction: str = ""
    nearest_direction: str = ""
    white: str = ""
    depth: int = 0
    item_level: int = 0
    in_word: bool = False
    for_picture: bool = False
