"""Reads preformatted text (`<pre>`), whose line ends and indents are kept: poems, plain-text tables, program code."""

from __future__ import annotations

import re

from bantin_reader.sources.html.blocks import Block, Picture, Preformatted
from bantin_reader.sources.html.inline import BREAK, Run

BLANK_LINES = re.compile(r"\A(?:[^\S\n]*\n)+")


def preformatted(runs: list[Run], lang: str, direction: str) -> list[Block]:
    """The blocks that lines of preformatted text make: the text without blank lines around it, then its pictures."""
    blocks: list[Block] = [Picture(run.image) for run in runs if run.image]
    lines = _trimmed([run for run in runs if not run.image])
    return [Preformatted(lines, lang, direction), *blocks] if lines else blocks


def join_lines(blocks: list[Block]) -> list[Block]:
    """The blocks of one `<pre>`, with consecutive preformatted ones joined."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if isinstance(block, Preformatted) and isinstance(last, Preformatted):
            last.runs += [Run(BREAK), *block.runs]
        else:
            joined.append(block)
    return joined


def _trimmed(runs: list[Run]) -> list[Run]:
    while runs and not runs[0].text.strip():
        cut = BLANK_LINES.sub("", runs[0].text)
        if cut and BREAK not in runs[0].text:
            break
        runs = ([runs[0]._replace(text=cut)] if cut else []) + runs[1:]
        if cut:
            break
    if runs:
        runs = [runs[0]._replace(text=BLANK_LINES.sub("", runs[0].text)), *runs[1:]]
    while runs and not runs[-1].text.rstrip():
        runs.pop()
    if runs:
        runs[-1] = runs[-1]._replace(text=runs[-1].text.rstrip())
    return runs
