"""The states in which the audit opens each page: theme, language, text size, width of the viewport."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from bantin_reader.model.preferences import THEME
from tests.browser.pages import LOCALES, PAGES


@dataclass(frozen=True)
class State:
    """A page with the reader's preferences; `text` is in per cent, `width` in CSS px."""

    kind: str
    theme: str
    locale: str
    text: str
    width: int

    def __str__(self) -> str:
        return f"{self.kind}, {self.theme}, {self.locale}, {self.text} %, {self.width} px"

    @property
    def id(self) -> str:
        """A name for file names and fragments of addresses."""
        return re.sub(r"\W+", "-", str(self)).strip("-")

    @property
    def cookie(self) -> str:
        return f"theme={self.theme}&lang={self.locale}&text={self.text}"


@dataclass(frozen=True)
class Extent:
    """How much an audit covers: every combination of these."""

    kinds: Sequence[str]
    themes: Sequence[str]
    locales: Sequence[str]
    texts: Sequence[str]
    widths: Sequence[int]

    def states(self, kind: str) -> Iterator[State]:
        for values in product(self.themes, self.locales, self.texts, self.widths):
            yield State(kind, *values)


FULL = Extent(tuple(PAGES), THEME.options, LOCALES, ("100", "200", "300"), (320, 1280))
SHORT = Extent(("home", "article", "reading settings", "not found"), ("sepia",), LOCALES, ("300",), (320,))
