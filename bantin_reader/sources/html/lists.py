"""Lists: the page's own, and Word's paragraphs with a sign or number in front."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from selectolax.lexbor import LexborNode

from bantin_reader.sources.html.blocks import Block, Item, ListBlock, Paragraph
from bantin_reader.sources.html.dom import attribute, is_gone
from bantin_reader.sources.html.inline import Run, fold, tidy

MARKER = re.compile(r"\s*([·•§oØ–-]|\(?(?:\d{1,3}|[a-zA-Z])[.)])\s+")
NUMBER = re.compile(r"\(?(\d{1,4}|[a-zA-Z]|[ivxIVX]+)[.)]?")
NESTED = ("ul", "ol")


def read_list(node: LexborNode, read_item: Callable[[LexborNode], list[Block]]) -> list[Block]:
    """The block that stands for a list, none for an empty one; `read_item` gives an item's blocks."""
    items: list[list[Block]] = []
    for child in node.iter(include_text=True):
        if child.is_text_node and (text := fold(child.text(deep=False))):
            items.append([Paragraph([Run(text)])])
        if not child.is_element_node or is_gone(child):
            continue
        blocks = read_list(child, read_item) if child.tag in NESTED else read_item(child)
        if child.tag in NESTED and items:
            items[-1] += blocks
        elif blocks:
            items.append(blocks)
    start = attribute(node, "start")
    return [ListBlock(node.tag == "ol", items, int(start) if re.fullmatch(r"\d{1,4}", start) else 1)] if items else []


def gather_lists(blocks: list[Block]) -> list[Block]:
    """The blocks with each run of Word's items as one list, nested by level."""
    gathered: list[Block] = []
    items: list[tuple[Item, Paragraph]] = []
    for block in blocks:
        item = _item(block) if isinstance(block, Paragraph) else None
        if isinstance(block, Paragraph):
            block = replace(block, item=None)
            if item:
                items.append((item, block))
                continue
        gathered += _lists(items)
        items = []
        gathered.append(block)
    return gathered + _lists(items)


def _item(paragraph: Paragraph) -> Item | None:
    """The paragraph as an item; where Word's marker has lost its element, it is taken off the text."""
    if paragraph.item is None or paragraph.item.marker:
        return paragraph.item
    found = MARKER.match(paragraph.runs[0].text) if paragraph.runs else None
    if not found:
        return None
    first = paragraph.runs[0]
    paragraph.runs = tidy([Run(first.text[found.end() :], first.marks), *paragraph.runs[1:]])
    return Item(paragraph.item.level, found[1]) if paragraph.runs else None


def _lists(items: list[tuple[Item, Paragraph]]) -> list[Block]:
    lists: list[Block] = []
    number = 0
    while number < len(items):
        item, paragraph = items[number]
        deeper = number + 1
        while deeper < len(items) and items[deeper][0].level > item.level:
            deeper += 1
        blocks: list[Block] = [paragraph, *_lists(items[number + 1 : deeper])]
        ordered = NUMBER.fullmatch(item.marker) is not None and item.marker != "o"
        last = lists[-1] if lists else None
        if isinstance(last, ListBlock) and last.ordered == ordered:
            last.items.append(blocks)
        else:
            digits = re.sub(r"\D", "", item.marker)
            lists.append(ListBlock(ordered, [blocks], int(digits) if ordered and digits else 1))
        number = deeper
    return lists
