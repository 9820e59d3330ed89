"""What the accessibility checkers report and is no error, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping

IN_A_HOST = (
    "An embed is part of a host's page, whose heading of level 1 it continues. There axe finds no error "
    "(tests/browser/embedding/test_accessible_embeds.py)."
)
# Added by the audit to the name of a rule of target sizes, where an open panel or list lies over the page.
COVERED = " below what is open"
COVERING = (
    "What the open panel, list or message covers, also with the choices that are scrolled out of it, counts as small. "
    "The same link or button is checked on a page without it, and there it has its size."
)
# False alarms: (checker, rule, a regular expression for the start of the element) and the reason.
ALLOWED: Mapping[tuple[str, str, str], str] = {
    ("IBM", "element_tabbable_role_valid fail_invalid_role", "<div aria-label="): (
        "A region that scrolls has to be reached by the keyboard (WCAG 2.2, 2.1.1; axe: scrollable-region-focusable)."
    ),
    ("axe", "page-has-heading-one", r"html <html [^>]* data-embed"): IN_A_HOST,
    ("HTML_CodeSniffer", "WCAG2AAA.Principle1.Guideline1_3.1_3_1_AAA.G141", '<h2 class="br-title"'): IN_A_HOST,
    ("Alfa", f"sia-r111{COVERED}", "<(a|button) "): COVERING,
    ("Alfa", f"sia-r113{COVERED}", "<(a|button) "): COVERING,
    ("Alfa", "sia-r60", '<details class="br-end-line__item br-embed-code"'): (
        "Its summary says what it is. Orca would read a label of its own a second time, also while it is closed."
    ),
    ("Alfa", "sia-r61", r"#document\s+<!doctype html>\s+<html [^>]* data-embed"): IN_A_HOST,
}
