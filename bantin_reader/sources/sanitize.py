"""The only HTML cleaner: what is left is what an article needs, with headings from h2 down."""

from __future__ import annotations

import re

import nh3

TAGS = {
    "a", "abbr", "blockquote", "br", "caption", "cite", "code", "dd", "dl", "dt", "em", "h2", "h3", "h4", "hr",
    "li", "ol", "p", "pre", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "*": {"lang"},
    "a": {"href"},
    "abbr": {"title"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
SCHEMES = {"http", "https", "mailto", "tel"}
HEADING = re.compile(r"<(/?)h([1-6])>")


def clean_body(html: str) -> str:
    """Body HTML that is safe to show as it is; its headings start at h2 and skip no level."""
    return nh3.clean(
        _level_headings(html), tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None
    ).strip()


def _level_headings(html: str) -> str:
    """Shift headings so that the highest is an h2 and none is more than one below the one before it."""
    levels = [int(level) for closing, level in HEADING.findall(html) if not closing]
    if not levels:
        return html
    top = min(levels)
    current, shown = 1, 2

    def shift(match: re.Match[str]) -> str:
        nonlocal current, shown
        if not match[1]:
            shown = min(int(match[2]) - top + 2, current + 1, 4)
            current = shown
        return f"<{match[1]}h{shown}>"

    return HEADING.sub(shift, html)
