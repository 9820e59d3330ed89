"""Finds the byline at the end of an article's blocks."""

from __future__ import annotations

import re
from collections.abc import Callable

from bantin_reader.sources.html.blocks import Block, Paragraph, Picture
from bantin_reader.sources.html.inline import Run, has_mark, split_at_breaks, text_of, tidy, wholly
from bantin_reader.sources.text.author_names import is_above_signature, names_authors, names_photographers
from bantin_reader.sources.text.byline_patterns import (
    END_MARK,
    SENTENCE_END,
    reads_as_byline,
    reads_as_person,
    without_label,
)

SOURCE = re.compile(r"(?:theo|nguồn(?:\s++tin)?+|source)(?:\s*+:\s*+|\s++)(?=\S)", re.IGNORECASE)
# A telephone number, an e-mail address, or the seal and title of a signatory.
NO_NAME = re.compile(r"\d{4}|\d{3}[ .]\d{3}|\w@\w|^(?:TM|KT|TL|TUQ|Q)\.", re.IGNORECASE)
# What an article says of its next part or its end.
NOTE = re.compile(
    r"\W*(?:còn nữa|còn tiếp|hết|(?:xem|đọc) (?:tiếp|thêm)|mời (?:bạn )?(?:đọc|xem))(?!\w)", re.IGNORECASE
)
SEARCHED = 4


def take_byline(blocks: list[Block], is_no_author: Callable[[str], bool] = lambda name: False) -> str:
    """Remove the byline from the blocks and return it: short lines after the end mark, else a short last block or line
    that is right-aligned or bold, else a last line with the form of a name, or "Theo" and one. Each must name persons
    or offices, of which `is_no_author` holds for none; the name below a signature belongs to the text. Pictures, links,
    short labels and notes such as "(Còn nữa)" may follow it. Empty where there is none."""
    if names := _after_end_mark(blocks, is_no_author):
        blocks[:] = [block for block in blocks if not any(block is name for name in names)]
        return ", ".join(without_label(name.text) for name in names)
    words = [block for block in blocks if not isinstance(block, Picture)]
    for place, block in reversed(list(enumerate(words))[-SEARCHED:]):
        if not isinstance(block, Paragraph) or block.level:
            return ""
        before = words[place - 1] if place else None
        if found := _in_block(block, before, is_last=place == len(words) - 1):
            if is_no_author(found):
                return ""
            if found == block.text:
                blocks[:] = [one for one in blocks if one is not block]
            else:
                _cut_last_line(block, found)
            return without_label(found)
        if not has_mark(block.runs, "a") and not _introduces(block.text) and not NOTE.match(block.text):
            return ""
    return ""


def split_source(names: str, source: str) -> tuple[str, str]:
    """The author and the source. A byline such as "Theo Báo Vân Sơn" is the source, unless the page names a `source`
    elsewhere."""
    bare = _without_brackets(names)
    found = SOURCE.match(bare)
    if not found:
        return names, source
    return (bare[found.end() :], source) if source else ("", bare[found.end() :])


def _without_brackets(text: str) -> str:
    return text[1:-1].strip() if text.startswith("(") and text.endswith(")") and text.count("(") == 1 else text


def _introduces(text: str) -> bool:
    return len(text) < 60 and text.endswith(":")


def _names_source(text: str) -> bool:
    """Whether the text is "Theo" or "Nguồn:" with a name, such as "Theo Báo Vân Sơn" or "(Theo TTXVN)"."""
    text = _without_brackets(text)
    found = SOURCE.match(text)
    return found is not None and text[found.end()].isupper() and reads_as_byline(text) and not NO_NAME.search(text)


def _after_end_mark(blocks: list[Block], is_no_author: Callable[[str], bool]) -> list[Paragraph]:
    """The paragraphs directly after the end mark that have the form of names."""
    marked = [number for number, one in enumerate(blocks) if isinstance(one, Paragraph) and one.text.endswith(END_MARK)]
    names: list[Paragraph] = []
    for block in blocks[marked[-1] + 1 :] if marked else []:
        if isinstance(block, Picture):
            continue
        if not isinstance(block, Paragraph) or block.level or has_mark(block.runs, "a") or is_no_author(block.text):
            break
        if not _is_name(block.text) and not (names and names_photographers(block.text)):
            break
        names.append(block)
    return names


def _is_name(text: str) -> bool:
    if not reads_as_byline(text) or NO_NAME.search(text) or NOTE.match(text):
        return False
    return _names_source(text) or names_authors(text)


def _in_block(block: Paragraph, before: Block | None, *, is_last: bool) -> str:
    """The byline in a block: all its text, the text after its end mark, or its right-aligned or bold last line."""
    above = before.text if isinstance(before, Paragraph) else ""
    text = block.text
    if before is not None and _is_set_apart(block, block.runs) and not is_above_signature(above):
        return text
    _, mark, after = text.rpartition(END_MARK)
    if mark and _is_name(after.strip()):
        return after.strip()
    lines = [text_of(line) for line in split_at_breaks(block.runs, least=1)]
    if len(lines) > 1 and _is_set_apart(block, tidy(split_at_breaks(block.runs, least=1)[-1])):
        return "" if any(map(is_above_signature, (above, *lines[:-1]))) else lines[-1]
    has_form = (reads_as_person(text) or _names_source(text)) and not has_mark(block.runs, "a")
    return text if is_last and has_form and SENTENCE_END.search(above) else ""


def _is_set_apart(block: Paragraph, runs: list[Run]) -> bool:
    is_apart = block.align == "right" or wholly(runs, "strong")
    return is_apart and not has_mark(runs, "a") and _is_name(text_of(runs))


def _cut_last_line(block: Paragraph, names: str) -> None:
    """Remove the last line of a block, or the names after its end mark."""
    whole = "".join(run.text for run in block.runs)
    _, mark, after = whole.rpartition(END_MARK)
    if mark and " ".join(after.split()) == names:
        block.runs = _first(block.runs, len(whole) - len(after))
    else:
        block.runs = tidy([run for line in split_at_breaks(block.runs, least=1)[:-1] for run in line])


def _first(runs: list[Run], length: int) -> list[Run]:
    """The first `length` characters of the runs."""
    kept: list[Run] = []
    for run in runs:
        kept.append(Run(run.text[: max(0, length)], run.marks))
        length -= len(run.text)
    return tidy(kept)
