"""The short form of the audit: all rules in one theme of an open page, and the colours in all others.

It sees each page in two states, as unlike as two can be. `make audit-accessibility` goes through all states.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from playwright.sync_api import Page, ViewportSize

from bantin_reader.model.preferences import THEME
from tests.browser.checker_rules import COLOURS
from tests.browser.checkers import Finding, alfa, axe, html_codesniffer, ibm

# A theme changes nothing but colours (tests/browser/audit/inspection.py measures that). Its attribute is all that the
# style sheets know of it.
SET_THEME = "(theme) => { document.documentElement.dataset.theme = theme }"


@dataclass(frozen=True)
class Look:
    """How a page is looked at."""

    theme: str
    text: str
    viewport: ViewportSize

    @property
    def cookie(self) -> str:
        return f"theme={self.theme}&text={self.text}"

    def errors(self, page: Page) -> list[str]:
        """The errors that the checkers find."""
        found = [*axe(page), *html_codesniffer(page), *ibm(page), *alfa(page)]
        told = errors(found, f"{page.url}, {self.cookie}")
        for theme in THEME.options:
            if theme != self.theme:
                page.evaluate(SET_THEME, theme)
                in_colour = [*axe(page, scope=COLOURS), *html_codesniffer(page, scope=COLOURS)]
                told += errors(in_colour, f"{page.url}, {self.cookie} changed to {theme}")
        page.evaluate(SET_THEME, self.theme)
        return told


def errors(findings: Iterable[Finding], where: str) -> list[str]:
    return [f"{where}: {finding}" for finding in findings if not finding.allowed]


PLAIN = Look("light", "100", {"width": 1280, "height": 800})
LARGE = Look("dark", "300", {"width": 320, "height": 640})
LOOKS = (PLAIN, LARGE)
