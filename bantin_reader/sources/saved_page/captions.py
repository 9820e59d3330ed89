"""Pictures and the words that belong to them: in the same block, in the figure, or in the block after."""

from __future__ import annotations

from bantin_reader.sources.byline import END_MARK
from bantin_reader.sources.saved_page.blocks import CAPTION_LONGEST, Block, Paragraph, Picture
from bantin_reader.sources.saved_page.inline import Run, text_of


def split_pictures(runs: list[Run]) -> list[Block]:
    """One block's runs as paragraphs and pictures: what follows a picture is its caption, text before it is not."""
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
        words = text_of(after)
        is_caption = len(words) <= CAPTION_LONGEST and END_MARK not in words
        blocks.append(Picture(images.pop(0), words if is_caption else "", alone=alone))
        if not is_caption:
            blocks.append(Paragraph(after))
        after = []
    return blocks


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


def join_captions(blocks: list[Block]) -> list[Block]:
    """The blocks with each caption joined to the picture before it. The last is never one: it may be the author."""
    joined: list[Block] = []
    for number, block in enumerate(blocks):
        before = joined[-1] if joined else None
        waits = isinstance(before, Picture) and before.alone and not before.caption
        if waits and isinstance(block, Paragraph) and block.reads_as_caption() and number < len(blocks) - 1:
            before.caption = block.text  # type: ignore[union-attr]
        else:
            joined.append(block)
    return joined
