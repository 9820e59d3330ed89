"""What stands among an article's blocks and is not the article: related links, labels of controls; and the author."""

from __future__ import annotations

import re

from bantin_reader.sources.byline import END_MARK, reads_as_byline, without_label
from bantin_reader.sources.saved_page.blocks import Block, ListBlock, Paragraph, Picture
from bantin_reader.sources.saved_page.inline import Run, split_at_breaks, text_of, tidy, wholly

RELATED = re.compile(
    r"(?:các\s+)?(?:tin|bài|bài viết|tin bài|tin tức|nội dung)\s+(?:có\s+)?"
    r"(?:liên quan|khác|cùng chuyên mục|cùng chủ đề|mới hơn|cũ hơn|đã đưa)|"
    r"(?:xem|đọc) thêm|có thể bạn quan tâm|related (?:news|articles|stories)|see also|read more",
    re.IGNORECASE,
)
LABELS = re.compile(
    r"(?>(?:tăng|giảm) cỡ chữ|in trang|in bài viết|chia sẻ|gửi email|quay lại|về đầu trang|"
    r"từ kh(?:óa|oá)|tags?|[\s|·,;:-])++",
    re.IGNORECASE,
)


def drop_related(blocks: list[Block]) -> list[Block]:
    """The blocks without boxes of related links: a label of one and the links after it; lines of ">>" and a link."""
    kept: list[Block] = []
    in_box = False
    for block in blocks:
        text = block.text if isinstance(block, Paragraph) else ""
        if isinstance(block, Paragraph) and LABELS.fullmatch(text):
            continue
        if isinstance(block, Paragraph) and RELATED.fullmatch(text.strip(" :»>.…-")):
            in_box = True
            continue
        if in_box and _only_links(block):
            continue
        in_box = False
        pointed = text.startswith((">>", "»")) and _has_link(block)
        if pointed or (RELATED.match(text.lstrip("> »")) and _only_links(block)):
            continue
        kept.append(block)
    return kept


def take_lead(blocks: list[Block]) -> Picture | None:
    """Take the first figure away where it stands before everything else."""
    first = blocks[0] if blocks else None
    if not isinstance(first, Picture):
        return None
    del blocks[0]
    return first


def take_byline(blocks: list[Block]) -> str:
    """Take the author away: short lines after the end mark, else the last block or line when it is short and
    right-aligned or bold. Empty where there is none."""
    words = [number for number, block in enumerate(blocks) if not isinstance(block, Picture)]
    last = blocks[words[-1]] if words else None
    if not isinstance(last, Paragraph) or last.level:
        return ""
    if len(words) > 1:
        after_mark = _after_end_mark(blocks)
        if after_mark or _is_set_apart(last, last.runs):
            names = [blocks[number] for number in after_mark or words[-1:]]
            blocks[:] = [block for block in blocks if not any(block is name for name in names)]
            return ", ".join(without_label(name.text) for name in names if isinstance(name, Paragraph))
    if names_in_line := _take_after_mark(last):
        return without_label(names_in_line)
    lines = [tidy(line) for line in split_at_breaks(last.runs, least=1)]
    if len(lines) > 1 and _is_set_apart(last, lines[-1]):
        last.runs = _but_last_line(last.runs)
        return without_label(text_of(lines[-1]))
    return ""


def _after_end_mark(blocks: list[Block]) -> list[int]:
    """The places of the blocks behind the one that ends in the end mark, when all of them read as names."""
    texts = {number: block.text for number, block in enumerate(blocks) if isinstance(block, Paragraph)}
    marked = [number for number, text in texts.items() if text.endswith(END_MARK)]
    first = marked[-1] + 1 if marked else len(blocks)
    after = [number for number in range(first, len(blocks)) if not isinstance(blocks[number], Picture)]
    return after if all(number in texts and reads_as_byline(texts[number]) for number in after) else []


def _is_set_apart(block: Paragraph, runs: list[Run]) -> bool:
    return reads_as_byline(text_of(runs)) and (block.align == "right" or wholly(runs, "strong"))


def _take_after_mark(block: Paragraph) -> str:
    """Take the short text behind the end mark off the paragraph."""
    whole = "".join(run.text for run in block.runs)
    _, mark, after = whole.rpartition(END_MARK)
    names = " ".join(after.split())
    if not mark or not names or not reads_as_byline(names):
        return ""
    length = len(whole) - len(after)
    kept: list[Run] = []
    for run in block.runs:
        kept.append(Run(run.text[: max(0, length)], run.marks))
        length -= len(run.text)
    block.runs = tidy(kept)
    return names


def _but_last_line(runs: list[Run]) -> list[Run]:
    lines = split_at_breaks(runs, least=1)
    return tidy([run for line in lines[:-1] for run in line])


def _only_links(block: Block) -> bool:
    if isinstance(block, Paragraph):
        return wholly(block.runs, "a")
    if isinstance(block, ListBlock):
        return all(_only_links(one) for item in block.items for one in item)
    return False


def _has_link(block: Block) -> bool:
    return isinstance(block, Paragraph) and any(mark.tag == "a" for run in block.runs for mark in run.marks)
