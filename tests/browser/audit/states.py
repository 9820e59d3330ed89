"""The states in which the audit looks at each page: theme, language, text size, width of the viewport, scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from bantin_reader.model.preferences import THEME
from tests.browser.audit.kinds import KINDS
from tests.browser.pages import LOCALES


@dataclass(frozen=True)
class State:
    """A page with the reader's preferences; `text` is in per cent, `width` in CSS px."""

    kind: str
    theme: str
    locale: str
    text: str
    width: int
    script: bool = True

    def __str__(self) -> str:
        scripts = "" if self.script else ", without scripts"
        return f"{self.kind}, {self.theme}, {self.locale}, {self.text} %, {self.width} px{scripts}"

    @property
    def id(self) -> str:
        """A name for file names and fragments of addresses."""
        return re.sub(r"\W+", "-", str(self)).strip("-")

    @property
    def layout(self) -> tuple[str, str, int]:
        """What else than the theme decides about the boxes on a page of a kind."""
        return self.locale, self.text, self.width

    @property
    def cookie(self) -> str:
        return f"theme={self.theme}&lang={self.locale}&text={self.text}{KINDS[self.kind].cookie}"


@dataclass(frozen=True)
class Extent:
    """How much an audit covers: every combination of these, and for each language a state of `plain` without scripts.

    The themes of one layout follow each other, so that the second is compared with the first. `first` has the layouts
    (text size and width) that are checked on every page before the others on any.
    """

    kinds: Sequence[str]
    themes: Sequence[str]
    locales: Sequence[str]
    texts: Sequence[str]
    widths: Sequence[int]
    plain: Mapping[str, tuple[str, str, int]] = field(default_factory=dict)
    first: Sequence[tuple[str, int]] = ()

    def states(self, kind: str, locale: str) -> Iterator[State]:
        for width, text, theme in product(self.widths, self.texts, self.themes):
            yield State(kind, theme, locale, text, width)
        if KINDS[kind].prepare is None and locale in self.plain:
            theme, text, width = self.plain[locale]
            yield State(kind, theme, locale, text, width, script=False)

    def parts(self, kind: str, locale: str) -> tuple[list[State], list[State]]:
        """The states of the first layouts and those without scripts, then the others."""
        states = list(self.states(kind, locale))
        early = [one for one in states if not one.script or (one.text, one.width) in self.first]
        return early, [one for one in states if one not in early]

    def all_states(self) -> list[State]:
        return [state for kind, locale in product(self.kinds, self.locales) for state in self.states(kind, locale)]


TEXTS, WIDTHS = ("100", "200", "300"), (320, 1280)
# The layouts that all rules look at; inspection.py says what the others differ in.
WHOLE = (("100", 1280), ("300", 320))
PLAIN = {"vi": ("auto", "100", 1280), "en": ("contrast", "300", 320)}
FULL = Extent(tuple(KINDS), THEME.options, LOCALES, TEXTS, WIDTHS, PLAIN, WHOLE)
SHORT = Extent(
    ("home", "not found", "embedded list", "article, reading settings open"),
    ("auto", "sepia"),
    LOCALES,
    ("300",),
    (320,),
    {"en": ("contrast", "300", 320)},
    WHOLE,
)
