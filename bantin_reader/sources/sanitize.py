"""Cleans HTML: only the elements and attributes of an article stay, and headings start at h2."""

from __future__ import annotations

import re
from collections.abc import Callable

import nh3

from bantin_reader.model.body_figures import PLACEHOLDER

TAGS = {
    "a", "abbr", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "data", "dd", "del", "dfn", "dl", "dt",
    "em", "figcaption", "figure", "h2", "h3", "h4", "hr", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q",
    "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead",
    "time", "tr", "ul", "var",
}  # fmt: skip
# MathML Core without links, events and pictures.
MATH_TAGS = {
    "math", "merror", "mfrac", "mi", "mmultiscripts", "mn", "mo", "mover", "mpadded", "mphantom", "mprescripts",
    "mroot", "mrow", "ms", "mspace", "msqrt", "mstyle", "msub", "msubsup", "msup", "mtable", "mtd", "mtext", "mtr",
    "munder", "munderover",
}  # fmt: skip
ATTRIBUTES = {
    "*": {"dir", "lang", "translate"},
    "span": {"id"},
    "a": {"href"},
    "abbr": {"title"},
    "data": {"value"},
    "del": {"datetime"},
    "dfn": {"title"},
    "img": {"src", "alt"},
    "ins": {"datetime"},
    "li": {"value"},
    "math": {"display"},
    "mfrac": {"linethickness"},
    "mi": {"mathvariant"},
    "mo": {"fence", "form", "largeop", "movablelimits", "separator", "stretchy"},
    "mover": {"accent"},
    "mtd": {"columnspan", "rowspan"},
    "munder": {"accentunder"},
    "ol": {"reversed", "start", "type"},
    "td": {"colspan", "headers", "rowspan"},
    "th": {"abbr", "colspan", "headers", "id", "rowspan", "scope"},
    "time": {"datetime"},
}
# What the value of an attribute must look like; others hold any text.
VALUES = {
    "accent": re.compile("true|false"),
    "accentunder": re.compile("true|false"),
    "dir": re.compile("ltr|rtl|auto"),
    "display": re.compile("block|inline"),
    "fence": re.compile("true|false"),
    "form": re.compile("prefix|infix|postfix"),
    "headers": re.compile(r"head-\d+-\d+(?: head-\d+-\d+)*"),
    "id": re.compile(r"head-\d+-\d+|place-\d+"),
    "largeop": re.compile("true|false"),
    "linethickness": re.compile("0(?:px|em)?"),
    "mathvariant": re.compile("normal"),
    "movablelimits": re.compile("true|false"),
    "separator": re.compile("true|false"),
    "src": PLACEHOLDER,
    "stretchy": re.compile("true|false"),
    "translate": re.compile("no"),
    "type": re.compile("[1aAiI]"),
}
PLACE = re.compile(r"#place-\d+")
SCHEMES = {"http", "https", "mailto", "tel"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
HEADING = re.compile(r"<(/?)h([1-6])((?: [\w-]+=\"[^\"]*\")*)>")
TOP, LOWEST = 2, 4
# What may become a picture: `<image>` does in HTML, too.
PICTURE = re.compile("<im", re.IGNORECASE)
# A tag as nh3 writes it.
TAG = re.compile(r'<[^"<>]*+(?:"[^"]*+"[^"<>]*+)*>')


def clean_body(html: str, pictures: list[str] | None = None) -> str:
    """Body HTML that is safe to show as it is; its headings start at h2 and skip no level.

    With `pictures`, the addresses of its pictures are added to that list, and their numbers in it take their place.
    """

    def kept(tag: str, name: str, value: str) -> str | None:
        if pictures is None or (tag, name) != ("img", "src"):
            return _expected_values_only(tag, name, value)
        pictures.append(value)
        return f"picture-{len(pictures) - 1}"

    cleaner = PLAIN if pictures is None or not PICTURE.search(html) else _cleaner(kept)
    return _level_headings(cleaner.clean(html)).strip()


def _cleaner(kept: Callable[[str, str, str], str | None]) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=TAGS | MATH_TAGS | HEADINGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=None,
        attribute_filter=kept,
    )


def _expected_values_only(tag: str, name: str, value: str) -> str | None:
    """The address of a picture is its number in the source, never a URL to load; ids, and links to them, are those that
    the importer makes, so that none collides with a part of the page."""
    expected = VALUES.get(name)
    if tag == "a" and name == "href" and value.startswith("#"):
        expected = PLACE
    return value if expected is None or expected.fullmatch(value) else None


# Made once: to make one takes longer than to clean an article with it.
PLAIN = _cleaner(_expected_values_only)


def has_words(html: str) -> bool:
    """Whether clean HTML holds text, which takes a tenth of the time of `words_of`."""
    return bool(TAG.sub("", html).replace("&nbsp;", " ").strip())


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
