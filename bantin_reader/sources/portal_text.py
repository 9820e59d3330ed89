"""Parses the portal's text dump: the two blocks of its article page as plain lines.

    PublishingPortal - Block_BanTin_Toolbar
    date, the two control labels, title, sapo
    PublishingPortal - Block_BanTin_ViewData
    caption (one block of lines, where there is a photo), paragraphs, author

Blank lines separate blocks; there may be more or fewer of them than expected.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from markupsafe import escape

from bantin_reader.model.article import Draft
from bantin_reader.model.errors import SourceRefused
from bantin_reader.model.picture import Figure
from bantin_reader.sources.file_context import UNKNOWN, FileContext
from bantin_reader.sources.html.dates import Moment, find_moment, has_written_date, looks_like_date
from bantin_reader.sources.limits import MAX_PLAIN_TEXT, require_at_most
from bantin_reader.sources.sanitize import clean_body
from bantin_reader.sources.text.author_names import names_authors, names_photographers
from bantin_reader.sources.text.byline_patterns import END_MARK, ITEM, NEXT_SENTENCE, SENTENCE_END, reads_as_byline
from bantin_reader.sources.text.portal_labels import without_controls

TOOLBAR = "Block_BanTin_Toolbar"
VIEW_DATA = "Block_BanTin_ViewData"
NUMBERED = re.compile(r"(?:[IVX]+|\d+)[.)]\s")
CAPTION_LONGEST = 400

Block = list[str]


def recognises(text: str) -> bool:
    return TOOLBAR in text


def read(text: str, file: Path, context: FileContext = UNKNOWN) -> Draft:
    require_at_most(MAX_PLAIN_TEXT, "text", text)
    toolbar, view_data = _halves(text)
    moment, title, sapo, warnings = _toolbar(toolbar)
    blocks = _blocks(view_data)
    caption = _take_caption(blocks)
    paragraphs = [paragraph for block in blocks for paragraph in _paragraphs(block)]
    byline = _take_byline(paragraphs)
    if not paragraphs:
        raise SourceRefused(f"no body: nothing but blanks follows {VIEW_DATA}")
    return Draft(
        source_id=str(file.resolve()),
        title=title,
        sapo=sapo,
        body=clean_body("\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)),
        lang="vi",
        date=moment[0] if moment else None,
        time=moment[1] if moment else None,
        byline=byline,
        figure=Figure(caption=caption) if caption else None,
        warnings=tuple(warnings),
    )


def _halves(text: str) -> tuple[list[str], list[str]]:
    """The lines of the two blocks, without their headings and with white space folded."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    starts = [number for number, line in enumerate(lines) if line.endswith(TOOLBAR)]
    data = [number for number, line in enumerate(lines) if line.endswith(VIEW_DATA)]
    if len(starts) != 1 or len(data) > 1 or (data and data[0] < starts[0]):
        raise SourceRefused(f"unknown layout: one {TOOLBAR} line, then one {VIEW_DATA} line, were expected")
    if not data:
        raise SourceRefused(f"no body: the {VIEW_DATA} line is missing")
    return lines[starts[0] + 1 : data[0]], lines[data[0] + 1 :]


def _toolbar(lines: Sequence[str]) -> tuple[Moment | None, str, str, list[str]]:
    """The date and time, the title, the sapo and warnings. A date is a line of its own; one in a title stays there."""
    rest = [line for line in lines if without_controls(line)]
    dates = [line for line in rest if looks_like_date(line)]
    rest = [line for line in rest if line not in dates]
    moment = next((found for line in dates if (found := find_moment(line, []))), None)
    if not rest:
        raise SourceRefused(f"no title: {TOOLBAR} holds no line but the date and the controls")
    if impossible := next((line for line in dates if not moment and has_written_date(line)), ""):
        raise SourceRefused(f"the date {impossible} is not in the calendar")
    unread = [f"the date cannot be read: “{line}”" for line in dates if not moment]
    return moment, rest[0], " ".join(rest[1:]), unread


def _blocks(lines: Sequence[str]) -> list[Block]:
    blocks: list[Block] = [[]]
    for line in lines:
        if line:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _take_caption(blocks: list[Block]) -> str:
    """Remove the first lines where they read as the caption of a photo, and return them.

    A caption is one sentence: it has no full stop at its end, or is broken over lines that do not end sentences. A
    line of several sentences starts the body, also where no blank parts it from the caption. The body follows.
    """
    first = blocks[0] if blocks else []
    length = next((number for number, line in enumerate(first) if number and NEXT_SENTENCE.search(line)), len(first))
    lines, rest = first[:length], first[length:]
    following = [rest] if rest else []
    body_follows = any(not reads_as_byline(" ".join(block)) for block in [*following, *blocks[1:]])
    caption = " ".join(lines)
    broken = len(lines) > 1 and not any(SENTENCE_END.search(line) for line in lines[:-1])
    one_sentence = bool(lines) and (broken or not SENTENCE_END.search(caption))
    if not one_sentence or not body_follows or len(caption) > CAPTION_LONGEST:
        return ""
    if NUMBERED.match(caption) or ITEM.match(caption):
        return ""
    blocks[:1] = [rest] if rest else []
    return caption


def _paragraphs(block: Block) -> list[str]:
    """The paragraphs of a block. A line that does not end a sentence continues in the next line, except list items and
    numbered headings."""
    paragraphs: list[list[str]] = []
    for line in block:
        last = paragraphs[-1] if paragraphs else None
        alone = last is None or SENTENCE_END.search(last[-1]) or NUMBERED.match(last[0])
        if last is None or alone or ITEM.match(line) or NUMBERED.match(line):
            paragraphs.append([line])
        else:
            last.append(line)
    return [" ".join(lines) for lines in paragraphs]


def _take_byline(paragraphs: list[str]) -> str:
    """Remove the authors and return them: what follows the end mark, else a short last line that names authors."""
    marked = [number for number, paragraph in enumerate(paragraphs) if END_MARK in paragraph]
    if not marked:
        return paragraphs.pop() if len(paragraphs) > 1 and _is_byline(paragraphs[-1]) else ""
    end = marked[-1]
    last, mark, after = paragraphs[end].rpartition(END_MARK)
    names = [name for name in (after.strip(), *paragraphs[end + 1 :]) if name]
    if not all(_is_byline(name) or (number and names_photographers(name)) for number, name in enumerate(names)):
        return ""
    paragraphs[end:] = [last + mark]
    return ", ".join(names)


def _is_byline(text: str) -> bool:
    return reads_as_byline(text) and names_authors(text)
