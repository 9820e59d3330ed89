"""What goes along with the walk through a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from bantin_reader.model.article import PictureSource
from bantin_reader.sources.html.inline import Mark


@dataclass
class Page:
    """What the blocks of a page share: its language, its addresses, and what had to be left out of them: the tags of
    media, the texts of links that lead nowhere."""

    lang: str
    link: Callable[[str], str]
    is_lost: Callable[[str], bool]
    picture: Callable[[LexborNode], PictureSource | None]
    left_out: list[str] = field(default_factory=list)
    lost_links: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class ParseContext:
    """Where the walk is: the marks, the alignment and the language around it, and whether Word made what is there."""

    marks: tuple[Mark, ...] = ()
    align: str = ""
    lang: str = ""
    item_level: int = 0
    in_word: bool = False
    for_picture: bool = False
