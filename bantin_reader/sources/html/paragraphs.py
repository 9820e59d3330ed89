"""Turns the runs of one block into paragraphs and pictures."""

from __future__ import annotations

from bantin_reader.sources.html.blocks import Block, Paragraph, WordItem
from bantin_reader.sources.html.captions import split_pictures
from bantin_reader.sources.html.inline import Run, split_at_breaks, tidy, without
from bantin_reader.sources.html.inline_images import as_words
from bantin_reader.sources.html.omissions import Omissions
from bantin_reader.sources.html.parse_context import ParseContext
from bantin_reader.sources.html.preformatted import preformatted


def as_headings(blocks: list[Block], level: int) -> list[Block]:
    """The blocks in a heading: each paragraph is a heading of this level, without the bold that all headings have."""
    for block in blocks:
        if isinstance(block, Paragraph) and not block.level:
            block.runs = tidy(without(block.runs, "strong"))
            block.level, block.align, block.for_picture = level, "", False
    return blocks


def blocks_of_runs(runs: list[Run], context: ParseContext, marker: str, omissions: Omissions) -> list[Block]:
    """The blocks that runs make in their context; two line breaks part paragraphs. `marker` is the sign or number that
    Word puts before a list's item."""
    if context.white == "pre":
        return preformatted(runs, context.lang, context.direction) if runs else []
    blocks: list[Block] = []
    for part in split_at_breaks(runs, least=2):
        for block in split_pictures(as_words(part, omissions), centred=context.align == "center"):
            if isinstance(block, Paragraph):
                block.runs = tidy(block.runs)
                block.align, block.lang, block.direction = context.align, context.lang, context.direction
                block.item = WordItem(context.item_level, marker) if context.item_level else None
                block.for_picture = context.for_picture
            if not isinstance(block, Paragraph) or block.runs:
                blocks.append(block)
    return blocks
