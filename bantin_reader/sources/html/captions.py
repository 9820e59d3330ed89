"""Joins pictures with their captions: in the same block, in the figure, or in the block after."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from bantin_reader.sources.html.blocks import CAPTION_LONGEST, Block, Paragraph, Picture
from bantin_reader.sources.html.inline import BREAK, Run, has_mark, text_of, tidy, wholly
from bantin_reader.sources.html.omissions import Omissions
from bantin_reader.sources.text.byline_patterns import END_MARK, NEXT_SENTENCE, reads_as_byline

CREDIT = re.compile(r"(?<!\s)\s*+[(\[]?(?:ảnh|nguồn|minh họa|đồ họa|photo|source)\s*+:.*+$", re.IGNORECASE)


def split_pictures(runs: list[Run], *, centred: bool) -> list[Block]:
    """One block's runs as paragraphs and pictures: what follows a picture is its caption where it reads as one, text
    before it is not."""
    images = [run.image for run in runs if run.image]
    if not images:
        return [Paragraph(runs)]
    text = [run for run in runs if not run.image]
    first = next(number for number, run in enumerate(runs) if run.image)
    if text_of(runs[:first]):
        return [Paragraph(text), *(Picture(image) for image in images)]
    alone = not text_of(text)
    blocks: list[Block] = []
    image = images[0]
    after: list[Run] = []
    for run in [*runs[first + 1 :], None]:
        if run is not None and not run.image:
            after.append(run)
            continue
        is_caption = not image.floats and _captions(after, centred)
        blocks.append(Picture(image, text_of(after) if is_caption else "", alone=alone))
        if not is_caption:
            blocks.append(Paragraph(after))
        after = []
        image = run.image if run is not None and run.image else image
    return blocks


def _captions(runs: list[Run], centred: bool) -> bool:
    """Whether text in a picture's own block is its caption: on its own line, centred or in italics, or one sentence."""
    words = text_of(runs)
    if not words or len(words) > CAPTION_LONGEST or END_MARK in words or has_mark(runs, "a"):
        return not words
    own_line = "".join(run.text for run in runs).lstrip(" \xa0").startswith(BREAK)
    return own_line or centred or wholly(tidy(runs), "em", "cite") or not NEXT_SENTENCE.search(CREDIT.sub("", words))


def own_captions(figure: LexborNode) -> list[LexborNode]:
    """The captions of a `<figure>` itself, not those of figures in it."""
    found = []
    waiting = list(figure.iter(include_text=False))
    while waiting:
        node = waiting.pop()
        if node.tag == "figcaption":
            found.append(node)
        elif node.tag != "figure":
            waiting += node.iter(include_text=False)
    return found


def caption_figure(blocks: list[Block], caption: list[Block], omissions: Omissions) -> list[Block]:
    """The blocks of a `<figure>` with its caption, given as blocks: the last picture's; a paragraph where the figure
    has no picture, or its last one has a caption. Links in a caption are reported: a caption is plain text."""
    words = " ".join(block.text for block in caption if isinstance(block, Paragraph))
    pictures = [block for block in blocks if isinstance(block, Picture)]
    others = [block for block in caption if not isinstance(block, Paragraph)]
    if not words or not pictures or pictures[-1].caption:
        return [*blocks, *caption]
    for mark in (mark for block in caption if isinstance(block, Paragraph) for run in block.runs for mark in run.marks):
        if mark.tag == "a":
            omissions.add("the address of a link in a caption", mark.value)
    pictures[-1].caption = words
    for picture in pictures:
        picture.alone = False
    return [*blocks, *others]


def join_marked_captions(blocks: list[Block]) -> list[Block]:
    """The blocks with each paragraph that the page calls a caption joined to the picture right before it."""
    joined: list[Block] = []
    for block in blocks:
        before = joined[-1] if joined else None
        if isinstance(block, Paragraph) and block.for_picture and isinstance(before, Picture) and not before.caption:
            before.caption = block.text
        else:
            joined.append(block)
    return joined


def join_captions(blocks: list[Block], *, author: bool) -> list[Block]:
    """The blocks with each caption joined to the picture before it. The last paragraph is not taken as a caption where
    it may be the author: it is short, and no `author` is known."""
    joined: list[Block] = []
    for number, block in enumerate(blocks):
        before = joined[-1] if joined else None
        if isinstance(before, Picture) and not before.caption and isinstance(block, Paragraph):
            may_be_author = number == len(blocks) - 1 and not author and reads_as_byline(block.text)
            if before.alone and block.reads_as_caption() and not may_be_author:
                before.caption = block.text
                continue
        joined.append(block)
    return joined
