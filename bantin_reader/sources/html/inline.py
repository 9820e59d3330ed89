"""Represents inline content as runs: pieces of text with their marks (strong, em, a …)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from markupsafe import escape

from bantin_reader.model.picture import PictureSource
from bantin_reader.sources.html.characters import fold

BREAK = "\n"
WHITE = re.compile(r"[^\S\n]+")
AROUND_BREAK = re.compile(r"(?<! ) *+\n *+")
AT_BREAKS = re.compile(f"({BREAK})")


class Mark(NamedTuple):
    """An inline element: its tag, and `name="value"` where it carries one; without a value, such a mark is not written.

    `number` tells two elements apart that stand side by side and must not become one, such as two quotations.
    """

    tag: str
    name: str = ""
    value: str = ""
    number: int = 0

    @property
    def opening(self) -> str:
        return f'<{self.tag} {self.name}="{escape(self.value)}">' if self.name else f"<{self.tag}>"


@dataclass(frozen=True)
class Image:
    """A picture as the page has it; `floats`: text runs beside it. `link` is the address that it is a link to, empty
    where that leads nowhere, None where it is no link. `is_small`: it is no larger than a letter."""

    source: PictureSource
    alt: str
    floats: bool = False
    link: str | None = None
    is_small: bool = False


class Run(NamedTuple):
    """Text with its marks, outermost first; or a picture. `\\n` in the text is a line break.

    `html` is written instead of the text where that is more than text, as a formula is.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    image: Image | None = None
    html: str = ""

    @property
    def is_blank(self) -> bool:
        return not (self.image or self.html or self.text.strip())


STRONG, EM = Mark("strong"), Mark("em")


def tidy(runs: Iterable[Run]) -> list[Run]:
    """Runs with white space folded, none at the ends or beside a break; empty ones gone, equal neighbours joined."""
    last = ""
    folded: list[Run] = []
    for run in runs:
        if run.html:
            folded.append(run)
            last = run.text[-1:] or "x"
            continue
        piece = WHITE.sub(" ", run.text)
        if last in ("", " ", BREAK):
            piece = piece.lstrip(" ")
        if piece.startswith(BREAK):
            _trim(folded)
        piece = AROUND_BREAK.sub(BREAK, piece)
        if not last:
            piece = piece.lstrip(BREAK)
        if piece:
            last = piece[-1]
            folded.append(run._replace(text=piece))
    _trim(folded, " " + BREAK)
    joined: list[Run] = []
    for (marks, is_html), group in groupby(folded, key=lambda run: (run.marks, bool(run.html))):
        same = list(group)
        joined += same if is_html else [Run("".join(run.text for run in same), marks)]
    return joined


def _trim(runs: list[Run], signs: str = " ") -> None:
    """Strip `signs` from the end of the runs; runs that become empty are removed."""
    while runs and not runs[-1].html:
        text = runs[-1].text.rstrip(signs)
        if text:
            runs[-1] = runs[-1]._replace(text=text)
            return
        runs.pop()


def split_at_breaks(runs: Iterable[Run], *, least: int) -> list[list[Run]]:
    """Runs parted where at least that many breaks stand together, be it with white space between them."""
    parts: list[list[Run]] = [[]]
    breaks = 0
    for run in runs:
        whole = run.image is not None or bool(run.html)
        for piece in [run.text] if whole else AT_BREAKS.split(run.text):
            if piece == BREAK and not whole:
                breaks += 1
            elif whole or piece.strip():
                if breaks >= least:
                    parts.append([])
                breaks = 0
            if piece or whole:
                parts[-1].append(run._replace(text=piece))
    return parts


def text_of(runs: Iterable[Run]) -> str:
    """Plain text; a break is a space."""
    return fold("".join(run.text for run in runs))


def html_of(runs: Sequence[Run], line_end: str = "<br>") -> str:
    """The runs as HTML, each mark open as long as its neighbours carry it too; `line_end` stands for each break."""
    html: list[str] = []
    open_marks: list[Mark] = []
    for run in runs:
        marks = [mark for mark in run.marks if not mark.name or mark.value]
        common = 0
        while common < min(len(open_marks), len(marks)) and open_marks[common] == marks[common]:
            common += 1
        html += [f"</{mark.tag}>" for mark in reversed(open_marks[common:])]
        html += [mark.opening for mark in marks[common:]]
        open_marks = marks
        html.append(run.html or _text_html(run.text, line_end))
    html += [f"</{mark.tag}>" for mark in reversed(open_marks)]
    return "".join(html)


def _text_html(text: str, line_end: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace(BREAK, line_end)


def without(runs: Iterable[Run], *tags: str) -> list[Run]:
    """The runs without the marks of these tags."""
    return [run._replace(marks=tuple(mark for mark in run.marks if mark.tag not in tags)) for run in runs]


def has_mark(runs: Iterable[Run], *tags: str) -> bool:
    """Whether any of the text carries one of the marks."""
    return any(mark.tag in tags for run in runs for mark in run.marks if run.text.strip())


def wholly(runs: Sequence[Run], *tags: str) -> bool:
    """Whether all the text carries one of the marks."""
    return bool(runs) and all(any(mark.tag in tags for mark in run.marks) or not run.text.strip() for run in runs)
