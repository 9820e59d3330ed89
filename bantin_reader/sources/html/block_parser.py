"""From a page's elements to the blocks that a reader sees, in order."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborNode

from bantin_reader.sources.html.blocks import Block, Item, Paragraph, Quote
from bantin_reader.sources.html.captions import caption_figure, split_pictures
from bantin_reader.sources.html.dom import (
    BLOCKS,
    LIST_MARKER,
    MEDIA,
    align_of,
    attribute,
    floats,
    is_from_word,
    is_gone,
    is_spacer,
    language_of,
    list_level,
    marks_of,
    take_out,
)
from bantin_reader.sources.html.inline import (
    BREAK,
    Image,
    Mark,
    Run,
    fold,
    source_text,
    split_at_breaks,
    tidy,
    without,
)
from bantin_reader.sources.html.lists import gather_lists, read_list
from bantin_reader.sources.html.parse_context import Page, ParseContext
from bantin_reader.sources.html.tables import read_table

HEADING = re.compile(r"h[1-6]")
DOCUMENT = re.compile(r"\.(?:pdf|docx?|xlsx?)(?:[?#]|$)", re.IGNORECASE)
FILE_NAME = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|avif|bmp)", re.IGNORECASE)


class BlockParser:
    """Collects the blocks of one container."""

    def __init__(self, page: Page, place: ParseContext | None = None) -> None:
        self._page = page
        self._place = place or ParseContext()
        self._blocks: list[Block] = []
        self._runs: list[Run] = []
        self._marker = ""

    def blocks_in(self, node: LexborNode) -> list[Block]:
        """The blocks inside an element."""
        self._children(node, self._place)
        self._flush(self._place)
        return gather_lists(self._blocks)

    def blocks_of(self, node: LexborNode) -> list[Block]:
        """The blocks that an element itself makes."""
        self._element(node, self._place)
        self._flush(self._place)
        return gather_lists(self._blocks)

    def _inside(self, node: LexborNode, place: ParseContext) -> list[Block]:
        return BlockParser(self._page, replace(place, item_level=0)).blocks_in(node)

    def _children(self, node: LexborNode, place: ParseContext) -> None:
        for child in node.iter(include_text=True):
            if child.is_text_node:
                text = child.text(deep=False)
                self._runs.append(Run(text if node.tag == "pre" else source_text(text), place.marks))
            elif child.is_element_node:
                self._element(child, place)

    def _element(self, node: LexborNode, place: ParseContext) -> None:
        tag = node.tag or ""
        if is_gone(node):
            if tag in MEDIA and not is_spacer(node):
                self._media(node, place)
        elif tag == "br":
            self._runs.append(Run(BREAK, place.marks))
        elif tag == "img":
            self._image(node)
        elif tag == "hr":
            self._flush(place)
        elif tag in BLOCKS or tag in self._OWN or HEADING.fullmatch(tag):
            self._flush(place)
            take = BlockParser._heading if HEADING.fullmatch(tag) else self._OWN.get(tag, BlockParser._block)
            take(self, node, self._within(node, place))
        else:
            self._inline(node, place)

    def _media(self, node: LexborNode, place: ParseContext) -> None:
        """A document that the page shows in a frame becomes a link; other media are left out, and that is told."""
        address = self._page.link(attribute(node, "data") or attribute(node, "src"))
        if not DOCUMENT.search(address):
            self._page.left_out.append(str(node.tag))
            return
        self._flush(place)
        self._runs.append(Run(fold(unquote(urlsplit(address).path.rsplit("/", 1)[-1])), (Mark("a", "href", address),)))
        self._flush(place)

    def _within(self, node: LexborNode, place: ParseContext) -> ParseContext:
        """The place inside a block."""
        word = place.in_word or is_from_word(node)
        return replace(
            place,
            align=align_of(node, place.align),
            lang=("" if word else language_of(node, self._page.lang)) or place.lang,
            marks=marks_of(node, place.marks),
            in_word=word,
            for_picture=place.for_picture or node.tag == "figcaption",
        )

    def _block(self, node: LexborNode, place: ParseContext) -> None:
        place = replace(place, item_level=list_level(node) or place.item_level)
        self._children(node, place)
        self._flush(place)

    def _inline(self, node: LexborNode, place: ParseContext) -> None:
        if place.item_level and LIST_MARKER.search(attribute(node, "style")):
            self._marker = fold(node.text())
            return
        marks = marks_of(node, place.marks)
        word = place.in_word or is_from_word(node)
        lang = "" if word else language_of(node, self._page.lang)
        if lang and lang != place.lang:
            marks += (Mark("span", "lang", lang),)
        if node.tag == "a" and not any(mark.tag == "a" for mark in marks):
            href = attribute(node, "href")
            marks += (Mark("a", "href", self._page.link(href)),)
            self._page.lost_links += [fold(node.text())] if self._page.is_lost(href) else []
        self._children(node, replace(place, marks=marks, in_word=word))

    def _heading(self, node: LexborNode, place: ParseContext) -> None:
        for block in self._inside(node, place):
            if isinstance(block, Paragraph) and not block.level:
                level = int(str(node.tag)[1])
                block = Paragraph(tidy(without(block.runs, "strong")), level=level, lang=block.lang)
            self._blocks.append(block)

    def _list(self, node: LexborNode, place: ParseContext) -> None:
        self._blocks += read_list(node, lambda item: self._inside(item, self._within(item, replace(place, align=""))))

    def _quote(self, node: LexborNode, place: ParseContext) -> None:
        blocks = self._inside(node, replace(place, align=""))
        self._blocks += [Quote(blocks)] if blocks else []

    def _figure(self, node: LexborNode, place: ParseContext) -> None:
        caption = node.css_first("figcaption")
        words = fold(caption.text(separator=" ")) if caption is not None else ""
        if caption is not None:
            take_out(caption)
        self._blocks += caption_figure(self._inside(node, place), words)

    def _table(self, node: LexborNode, place: ParseContext) -> None:
        self._blocks += read_table(node, lambda cell: self._inside(cell, self._within(cell, place)))

    _OWN = {  # noqa: RUF012
        "blockquote": _quote,
        "figure": _figure,
        "ol": _list,
        "table": _table,
        "ul": _list,
    }

    def _image(self, node: LexborNode) -> None:
        source = None if is_spacer(node) else self._page.picture(node)
        if source:
            alt = fold(attribute(node, "alt"))
            self._runs.append(Run("", image=Image(source, "" if FILE_NAME.fullmatch(alt) else alt, floats(node))))

    def _flush(self, place: ParseContext) -> None:
        """The runs so far become paragraphs and pictures."""
        runs, self._runs = self._runs, []
        item = Item(place.item_level, self._marker) if place.item_level else None
        self._marker = ""
        for part in split_at_breaks(runs, least=2):
            for block in split_pictures(part, centred=place.align == "center"):
                if isinstance(block, Paragraph):
                    block = replace(
                        block,
                        runs=tidy(block.runs),
                        align=place.align,
                        lang=place.lang,
                        item=item,
                        for_picture=place.for_picture,
                    )
                if not isinstance(block, Paragraph) or block.runs:
                    self._blocks.append(block)
