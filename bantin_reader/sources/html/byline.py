"""Finds the byline at the end of an article's blocks."""

from __future__ import annotations

import re

from bantin_reader.sources.html.blocks import Block, Paragraph, Picture
from bantin_reader.sources.html.inline import Run, has_mark, split_at_breaks, text_of, tidy, wholly
from bantin_reader.sources.text.byline_patterns import (
    END_MARK,
    SENTENCE_END,
    reads_as_byline,
    reads_as_person,
    without_label,
)

SOURCE = re.compile(r"(?:theo|nguồn(?:\s++tin)?+|source)(?:\s*+:\s*+|\s++)(?=\S)", re.IGNORECASE)
# A telephone number, an e-mail address, or the seal and title of a signatory.
NO_NAME = re.compile(
    r"\d{4}|\d{3}[ .]\d{3}|\w@\w|^(?:TM|KT|TL|TUQ|Q)\.|"
    r"^\W*(?:còn nữa|còn tiếp|hết|(?:xem|đọc) (?:tiếp|thêm)|mời (?:bạn )?(?:đọc|xem))",
    re.IGNORECASE,
)
SEARCHED = 4


def take_byline(blocks: list[Block]) -> str:
    """Remove the byline from the blocks and return it: short lines after the end mark, else a short last block or line
    that is right-aligned or bold, else a last line with the form of a name, or "Theo" and one. Pictures, links and
    short labels may follow it. Empty where there is none."""
    if names := _after_end_mark(blocks):
        blocks[:] = [block for block in blocks if not any(block is name for name in names)]
        return ", ".join(without_label(name.text) for name in names)
    words = [block for block in blocks if not isinstance(block, Picture)]
    for block in reversed(words[-SEARCHED:]):
        if not isinstance(block, Paragraph) or block.level:
            return ""
        if len(words) > 1 and _is_set_apart(block, block.runs):
            blocks[:] = [one for one in blocks if one is not block]
            return without_label(block.text)
        if found := _in_last_line(block):
            return without_label(found)
        is_named = reads_as_person(block.text) or _names_source(block.text)
        if len(words) > 1 and block is words[-1] and is_named and not has_mark(block.runs, "a"):
            before = words[-2]
            if isinstance(before, Paragraph) and SENTENCE_END.search(before.text):
                blocks[:] = [one for one in blocks if one is not block]
                return block.text
        if not has_mark(block.runs, "a") and not (len(block.text) < 60 and block.text.endswith(":")):
            return ""
    return ""


def split_source(names: str, source: str) -> tuple[str, str]:
    """The author and the source. A byline such as "Theo Báo Vân Sơn" is the source, unless the page names a `source`
    elsewhere."""
    found = SOURCE.match(names)
    if not found:
        return names, source
    return (names[found.end() :], source) if source else ("", names[found.end() :])


def _names_source(text: str) -> bool:
    """Whether the text is "Theo" or "Nguồn:" with a name, such as "Theo Báo Vân Sơn"."""
    found = SOURCE.match(text)
    return found is not None and text[found.end()].isupper() and reads_as_byline(text) and not NO_NAME.search(text)


def _after_end_mark(blocks: list[Block]) -> list[Paragraph]:
    """The paragraphs directly after the end mark that have the form of names."""
    marked = [number for number, one in enumerate(blocks) if isinstance(one, Paragraph) and one.text.endswith(END_MARK)]
    names: list[Paragraph] = []
    for block in blocks[marked[-1] + 1 :] if marked else []:
        if isinstance(block, Picture):
            continue
        if not isinstance(block, Paragraph) or block.level or not _is_name(block.runs):
            break
        names.append(block)
    return names


def _is_name(runs: list[Run]) -> bool:
    text = text_of(runs)
    return reads_as_byline(text) and not has_mark(runs, "a") and not NO_NAME.search(text)


def _is_set_apart(block: Paragraph, runs: list[Run]) -> bool:
    return _is_name(runs) and (block.align == "right" or wholly(runs, "strong"))


def _in_last_line(block: Paragraph) -> str:
    """Remove and return the short text after a paragraph's end mark, or its right-aligned or bold last line."""
    whole = "".join(run.text for run in block.runs)
    _, mark, after = whole.rpartition(END_MARK)
    names = " ".join(after.split())
    if mark and names and reads_as_byline(names) and not NO_NAME.search(names):
        block.runs = _first(block.runs, len(whole) - len(after))
        return names
    lines = split_at_breaks(block.runs, least=1)
    if len(lines) > 1 and _is_set_apart(block, tidy(lines[-1])):
        block.runs = tidy([run for line in lines[:-1] for run in line])
        return text_of(lines[-1])
    return ""


def _first(runs: list[Run], length: int) -> list[Run]:
    """The first `length` characters of the runs."""
    kept: list[Run] = []
    for run in runs:
        kept.append(Run(run.text[: max(0, length)], run.marks))
        length -= len(run.text)
    return tidy(kept)
