"""A line of text as runs: pieces that carry their marks (strong, em, a …) with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from markupsafe import escape

from bantin_reader.model.article import PictureSource
from bantin_reader.sources.text.normalize import clean_text

BREAK = "\n"
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]")
AROUND_BREAK = re.compile(r"(?<! ) *+\n *+")
AT_BREAKS = re.compile(f"({BREAK})")
WHITE = re.compile(r"[^\S\n]+")


@dataclass(frozen=True)
class Mark:
    """An inline element: its tag, and `name="value"` where it carries one. A link that leads nowhere is not written."""

    tag: str
    name: str = ""
    value: str = ""

    @property
    def opening(self) -> str:
        return f'<{self.tag} {self.name}="{escape(self.value)}">' if self.name else f"<{self.tag}>"


@dataclass(frozen=True)
class Image:
    """A picture as the page has it; `floats`: text runs beside it."""

    source: PictureSource
    alt: str
    floats: bool = False


@dataclass(frozen=True)
class Run:
    """Text with its marks, outermost first; or a picture. `\\n` in the text is a line break."""

    text: str
    marks: tuple[Mark, ...] = ()
    image: Image | None = None


STRONG, EM = Mark("strong"), Mark("em")


def fold(text: str) -> str:
    """Text with every run of white space as one space, and without signs that nobody sees."""
    return " ".join(INVISIBLE.sub("", clean_text(text)).split())


def source_text(text: str) -> str:
    """A text node's text: a line end of the source is white space like any other."""
    return INVISIBLE.sub("", clean_text(text)).replace("\n", " ")


def tidy(runs: Iterable[Run]) -> list[Run]:
    """Runs with white space folded, none at the ends or beside a break; empty ones gone, equal neighbours joined."""
    text = ""
    folded: list[Run] = []
    for run in runs:
        piece = WHITE.sub(" ", run.text)
        if text.endswith((" ", BREAK)) or not text:
            piece = piece.lstrip(" ")
        if piece.startswith(BREAK):
            _trim(folded)
        piece = AROUND_BREAK.sub(BREAK, piece)
        if not text:
            piece = piece.lstrip(BREAK)
        if piece:
            text += piece
            folded.append(replace(run, text=piece))
    _trim(folded, " " + BREAK)
    joined = []
    for marks, group in groupby(folded, key=lambda run: run.marks):
        joined.append(Run("".join(run.text for run in group), marks))
    return joined


def _trim(runs: list[Run], signs: str = " ") -> None:
    """Take `signs` off the end of the last run that keeps any text."""
    while runs:
        text = runs[-1].text.rstrip(signs)
        if text:
            runs[-1] = replace(runs[-1], text=text)
            return
        runs.pop()


def split_at_breaks(runs: Iterable[Run], *, least: int) -> list[list[Run]]:
    """Runs parted where at least that many breaks stand together, be it with white space between them."""
    parts: list[list[Run]] = [[]]
    breaks = 0
    for run in runs:
        for piece in AT_BREAKS.split(run.text) if run.image is None else [""]:
            if piece == BREAK:
                breaks += 1
            elif piece.strip() or run.image:
                if breaks >= least:
                    parts.append([])
                breaks = 0
            if piece or run.image:
                parts[-1].append(replace(run, text=piece))
    return parts


def text_of(runs: Iterable[Run]) -> str:
    """Plain text; a break is a space."""
    return fold("".join(run.text for run in runs))


def html_of(runs: Sequence[Run]) -> str:
    """The runs as HTML, each mark open as long as its neighbours carry it too."""
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
        html.append(_text_html(run.text))
    html += [f"</{mark.tag}>" for mark in reversed(open_marks)]
    return "".join(html)


def _text_html(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace(BREAK, "<br>")


def without(runs: Iterable[Run], *tags: str) -> list[Run]:
    """The runs without the marks of these tags."""
    return [replace(run, marks=tuple(mark for mark in run.marks if mark.tag not in tags)) for run in runs]


def has_mark(runs: Iterable[Run], tag: str) -> bool:
    """Whether any of the text carries the mark."""
    return any(mark.tag == tag for run in runs for mark in run.marks if run.text.strip())


def wholly(runs: Sequence[Run], tag: str) -> bool:
    """Whether all the text carries the mark."""
    return bool(runs) and all(any(mark.tag == tag for mark in run.marks) or not run.text.strip() for run in runs)
