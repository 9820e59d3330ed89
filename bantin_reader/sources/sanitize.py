"""Cleans HTML: only the elements and attributes of an article stay, and headings start at h2."""

from __future__ import annotations

import re

import nh3

from bantin_reader.model.body_figures import PLACEHOLDER

TAGS = {
    "a", "abbr", "blockquote", "br", "caption", "cite", "code", "dd", "dl", "dt", "em", "figcaption", "figure", "h2",
    "h3", "h4", "hr", "img", "li", "ol", "p", "pre", "span", "strong", "sub", "sup", "table", "tbody", "td", "th",
    "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "*": {"lang"},
    "a": {"href"},
    "abbr": {"title"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
SCHEMES = {"http", "https", "mailto", "tel"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
HEADING = re.compile(r"<(/?)h([1-6])((?: [\w-]+=\"[^\"]*\")*)>")
TOP, LOWEST = 2, 4


def clean_body(html: str) -> str:
    """Body HTML that is safe to show as it is; its headings start at h2 and skip no level."""
    clean = nh3.clean(
        html,
        tags=TAGS | HEADINGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=None,
        attribute_filter=_placeholders_only,
    )
    return _level_headings(clean).strip()


def _placeholders_only(tag: str, name: str, value: str) -> str | None:
    """An `<img>` keeps its `src` only where it is the placeholder of a picture of the draft, never a URL."""
    return value if (tag, name) != ("img", "src") or PLACEHOLDER.fullmatch(value) else None


def words_of(html: str) -> str:
    """The text of clean HTML, stripped."""
    return nh3.clean(html, tags=set()).replace("&nbsp;", " ").strip()


def _level_headings(html: str) -> str:
    """The HTML with each heading one level below its parent heading; the highest is h2, and siblings stay siblings."""
    above: list[tuple[int, int]] = []
    still_open: list[int] = []

    def level(match: re.Match[str]) -> str:
        closing, source, attributes = match[1], int(match[2]), match[3]
        if closing:
            return f"</h{still_open.pop()}>"
        while above and above[-1][0] >= source:
            above.pop()
        shown = min(above[-1][1] + 1, LOWEST) if above else TOP
        above.append((source, shown))
        still_open.append(shown)
        return f"<h{shown}{attributes}>"

    return HEADING.sub(level, html)
