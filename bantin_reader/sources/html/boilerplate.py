"""What stands among an article's blocks and is not the article: related links, names of controls, repetitions."""

from __future__ import annotations

import re

from bantin_reader.sources.html.blocks import Block, ListBlock, Paragraph, Picture
from bantin_reader.sources.html.inline import has_mark
from bantin_reader.sources.text.portal_labels import without_controls

RELATED = re.compile(
    r"(?:các\s+)?(?:tin|bài|bài viết|tin bài|tin tức|nội dung)\s+(?:có\s+)?"
    r"(?:liên quan|khác|cùng chuyên mục|cùng chủ đề|mới hơn|cũ hơn|đã đưa)|"
    r"(?:xem|đọc) thêm|có thể bạn quan tâm|related (?:news|articles|stories)|see also|read more",
    re.IGNORECASE,
)
DATED = re.compile(r"[\s()\[\]\d/:,.;|-]*+(?:new|mới)?[\s!]*+", re.IGNORECASE)


def drop_related(blocks: list[Block]) -> list[Block]:
    """The blocks without boxes of related links: a label of one and the links after it; lines of ">>" and a link.
    Lines that only name the portal's controls go too."""
    shown = [block for block in blocks if not isinstance(block, Paragraph) or without_controls(block.text)]
    kept: list[Block] = []
    in_box = False
    for number, block in enumerate(shown):
        text = block.text if isinstance(block, Paragraph) else ""
        after = shown[number + 1] if number + 1 < len(shown) else None
        if RELATED.fullmatch(text.strip(" :»>.…-")) and (after is None or _only_links(after)):
            in_box = True
            continue
        in_box = in_box and _only_links(block)
        pointed = text.startswith((">>", "»")) and isinstance(block, Paragraph) and has_mark(block.runs, "a")
        if not (in_box or pointed or (RELATED.match(text.lstrip("> »")) and _only_links(block))):
            kept.append(block)
    return kept


def drop_repeated(blocks: list[Block], *told: str) -> None:
    """Take away first blocks that say again what stands above the body: the title, the sapo."""
    while len(blocks) > 1 and isinstance(blocks[0], Paragraph) and blocks[0].text and blocks[0].text in told:
        del blocks[0]


def take_lead(blocks: list[Block]) -> Picture | None:
    """Take the first figure away where it stands before everything else."""
    first = blocks[0] if blocks else None
    if not isinstance(first, Picture):
        return None
    del blocks[0]
    return first


def _only_links(block: Block) -> bool:
    """Whether it is a link, with no more beside it than a date."""
    if isinstance(block, Paragraph):
        beside = "".join(run.text for run in block.runs if not has_mark([run], "a"))
        return has_mark(block.runs, "a") and DATED.fullmatch(beside) is not None
    if isinstance(block, ListBlock):
        return all(_only_links(one) for item in block.items for one in item)
    return False
