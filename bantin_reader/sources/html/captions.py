"""Pictures and the words that belong to them: in the same block, in the figure, or in the block after."""

from __future__ import annotations

import re

from bantin_reader.sources.html.blocks import CAPTION_LONGEST, Block, Paragraph, Picture
from bantin_reader.sources.html.inline import BREAK, Run, has_mark, text_of, tidy, wholly
from bantin_reader.sources.text.byline_patterns import END_MARK, NEXT_SENTENCE, reads_as_byline

CREDIT = re.compile(r"(?<!\s)\s*+[(\[]?(?:ảnh|nguồn|minh họa|đồ họa|photo|source)\s*+:.*+$", re.IGNORECASE)


def split_pictures(runs: list[Run], *, centred: bool) -> list[Block]:
    """One block's runs as paragraphs and pictures: what follows a picture is its caption where it reads as one, text
    before it is not."""
    images = [run.image for run in runs if run.image]
    text = [run for run in runs if not run.image]
    if not images:
        return [Paragraph(runs)]
    first = next(number for number, run in enumerate(runs) if run.image)
    if text_of(runs[:first]):
        return [Paragraph(text), *(Picture(image) for image in images)]
    alone = not text_of(text)
    blocks: list[Block] = []
    after: list[Run] = []
    for run in [*runs[first + 1 :], None]:
        if run is not None and not run.image:
            after.append(run)
            continue
        image = images.pop(0)
        is_caption = not image.floats and _captions(after, centred)
        blocks.append(Picture(image, text_of(after) if is_caption else "", alone=alone))
        if not is_caption:
            blocks.append(Paragraph(after))
        after = []
    return blocks


def _captions(runs: list[Run], centred: bool) -> bool:
    """Whether text in a picture's own block is its caption: on a line of its own, set apart, or one sentence."""
    words = text_of(runs)
    if not words or len(words) > CAPTION_LONGEST or END_MARK in words or has_mark(runs, "a"):
        return not words
    own_line = "".join(run.text for run in runs).lstrip(" \xa0").startswith(BREAK)
    return own_line or centred or wholly(tidy(runs), "em") or not NEXT_SENTENCE.search(CREDIT.sub("", words))


def caption_figure(blocks: list[Block], words: str) -> list[Block]:
    """The blocks of a `<figure>`: its caption is the last picture's, a paragraph where it has no picture."""
    pictures = [block for block in blocks if isinstance(block, Picture)]
    if words and not pictures:
        return [*blocks, Paragraph([Run(words)])]
    if words:
        pictures[-1].caption = words
        for picture in pictures:
            picture.alone = False
    return blocks


def join_captions(blocks: list[Block], *, author: bool) -> list[Block]:
    """The blocks with each caption joined to the picture before it. The last is none where it may be the author: short,
    and `author` says that none is known."""
    joined: list[Block] = []
    for number, block in enumerate(blocks):
        before = joined[-1] if joined else None
        if isinstance(before, Picture) and not before.caption and isinstance(block, Paragraph):
            may_be_author = number == len(blocks) - 1 and not author and reads_as_byline(block.text)
            if block.for_picture or (before.alone and block.reads_as_caption() and not may_be_author):
                before.caption = block.text
                continue
        joined.append(block)
    return joined
