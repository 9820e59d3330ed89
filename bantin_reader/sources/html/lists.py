"""Reads lists: those of HTML, and Word's paragraphs that begin with a bullet or a number."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from selectolax.lexbor import LexborNode

from bantin_reader.sources.html.blocks import Block, DefinitionList, ListBlock, ListItem, Paragraph, Picture, WordItem
from bantin_reader.sources.html.characters import fold
from bantin_reader.sources.html.element import Element
from bantin_reader.sources.html.inline import Run, tidy
from bantin_reader.sources.html.numbering import TYPES, integer, list_style, numbering_of
from bantin_reader.sources.html.omissions import Omissions

MARKER = re.compile(r"\s*([·•§oØ–-]|\(?(?:\d{1,3}|[a-zA-Z])[.)])\s+")
SIGN = re.compile(r"[^\w(]{1,2}|[oØüqv]")

ReadBlocks = Callable[[LexborNode], list[Block]]
IsShown = Callable[[Element], bool]


class ListReader:
    """Reads lists; `read_item` gives the blocks in an item, `read_other` those of any other element in a list."""

    def __init__(self, read_item: ReadBlocks, read_other: ReadBlocks, is_shown: IsShown,
                 omissions: Omissions) -> None:  # fmt: skip
        self._read_item = read_item
        self._read_other = read_other
        self._is_shown = is_shown
        self._omissions = omissions

    def read(self, element: Element) -> list[Block]:
        """The block of a list, none for an empty one. Each item has the number that a browser shows, also after an
        empty one (HTML, 4.4.8, ordinal value)."""
        items = [child for child in element.node.iter(include_text=False) if child.tag == "li"]
        style = self._style(element, items)
        is_reversed = "reversed" in element.attributes
        start = integer(element.get("start"))
        number = start if start is not None else (len(items) if is_reversed else 1)
        block = ListBlock(bool(style), [], number, style or "1", is_reversed)
        expected = number
        before: list[Block] = []
        for child in element.node.iter(include_text=True):
            if child.is_element_node and child.tag == "li":
                item = Element(child)
                given = integer(item.get("value"))
                number = number if given is None else given
                blocks = self._read_item(child) if self._is_shown(item) else []
                if blocks:
                    if not block.items:
                        block.start = expected = number
                    block.items.append(ListItem(blocks, None if number == expected else number))
                    expected = number + (-1 if is_reversed else 1)
                number += -1 if is_reversed else 1
            else:
                self._add_other(child, block, before)
        return [*before, block] if block.items else before

    def _style(self, element: Element, items: list[LexborNode]) -> str:
        """The `type` of `<ol>` that the list counts by, "" for bullets."""
        own = {list_style(Element(item)) for item in items}
        said = own.pop() if len(own) == 1 else None
        said = list_style(element) if said is None else said
        style = ("1" if element.tag == "ol" else "") if said is None else said
        if style and style not in TYPES:
            self._omissions.add("the way in which a list counts", style)
            return "1"
        return style

    def _add_other(self, child: LexborNode, block: ListBlock, before: list[Block]) -> None:
        """Add content of a list outside its items: as an item of its own in a list of bullets, otherwise to the item
        before it."""
        if child.is_text_node:
            text = fold(child.text(deep=False))
            blocks: list[Block] = [Paragraph([Run(text)])] if text else []
        else:
            blocks = self._read_other(child) if child.is_element_node else []
        if not blocks:
            return
        nested = all(isinstance(one, ListBlock) for one in blocks)
        if block.items and (nested or block.ordered):
            block.items[-1].blocks += blocks
        elif block.ordered:
            before += blocks
        else:
            block.items.append(ListItem(blocks))


def read_definitions(node: LexborNode, read_part: ReadBlocks, is_shown: IsShown) -> list[Block]:
    """The blocks of a `<dl>`. Pictures with text below, as in galleries, become figures, not terms."""
    parts: list[tuple[str, list[Block]]] = []
    for child in node.iter(include_text=False):
        for part in child.iter(include_text=False) if child.tag == "div" else [child]:
            if is_shown(Element(part)) and (blocks := read_part(part)):
                parts.append(("dt" if part.tag == "dt" else "dd", blocks))
    if any(isinstance(block, Picture) for tag, blocks in parts if tag == "dt" for block in blocks):
        for place, (tag, blocks) in enumerate(parts):
            if tag == "dd" and place and parts[place - 1][0] == "dt":
                for block in blocks:
                    if isinstance(block, Paragraph):
                        block.for_picture = True
        return [block for _, blocks in parts for block in blocks]
    for tag, blocks in parts:
        for block in blocks:
            if tag == "dt" and isinstance(block, Paragraph) and block.level:
                block.level = 0
    return [DefinitionList(parts)] if parts else []


def gather_lists(blocks: list[Block]) -> list[Block]:
    """The blocks with each run of Word's items as one list, nested by level."""
    gathered: list[Block] = []
    items: list[tuple[WordItem, Paragraph]] = []
    for block in blocks:
        item = _item(block) if isinstance(block, Paragraph) and block.item else None
        if isinstance(block, Paragraph) and block.item:
            block = replace(block, item=None)
            if item:
                items.append((item, block))
                continue
        gathered += _lists(items)
        items = []
        gathered.append(block)
    return gathered + _lists(items)


def _item(paragraph: Paragraph) -> WordItem | None:
    """The paragraph as an item; a marker of Word without its element is removed from the text."""
    if paragraph.item is None or paragraph.item.marker:
        return paragraph.item
    found = MARKER.match(paragraph.runs[0].text) if paragraph.runs else None
    if not found:
        return None
    first = paragraph.runs[0]
    paragraph.runs = tidy([Run(first.text[found.end() :], first.marks), *paragraph.runs[1:]])
    return WordItem(paragraph.item.level, found[1]) if paragraph.runs else None


def _lists(items: list[tuple[WordItem, Paragraph]]) -> list[Block]:
    """Items as lists; those whose numbers HTML cannot count stay paragraphs with their numbers as text."""
    parts: list[tuple[str, Paragraph, list[Block]]] = []
    number = 0
    while number < len(items):
        item, paragraph = items[number]
        deeper = number + 1
        while deeper < len(items) and items[deeper][0].level > item.level:
            deeper += 1
        parts.append((item.marker, paragraph, _lists(items[number + 1 : deeper])))
        number = deeper
    lists: list[Block] = []
    start = 0
    while start < len(parts):
        is_sign = SIGN.fullmatch(parts[start][0]) is not None
        end = start
        while end < len(parts) and (SIGN.fullmatch(parts[end][0]) is not None) == is_sign:
            end += 1
        lists += _list(parts[start:end], is_sign)
        start = end
    return lists


def _list(parts: list[tuple[str, Paragraph, list[Block]]], is_sign: bool) -> list[Block]:
    if is_sign:
        return [ListBlock(False, [ListItem([paragraph, *nested]) for _, paragraph, nested in parts])]
    numbering = numbering_of([marker for marker, _, _ in parts])
    if numbering is None:
        blocks: list[Block] = []
        for marker, paragraph, nested in parts:
            paragraph.runs = [Run(f"{marker} "), *paragraph.runs]
            blocks += [paragraph, *nested]
        return blocks
    items = []
    expected = numbering.numbers[0]
    for own, (_, paragraph, nested) in zip(numbering.numbers, parts, strict=True):
        items.append(ListItem([paragraph, *nested], None if own == expected else own))
        expected = own + 1
    return [ListBlock(True, items, numbering.numbers[0], numbering.style)]
