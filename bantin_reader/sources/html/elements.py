"""The elements of HTML, including obsolete ones, grouped by how the importer treats them (HTML Living Standard)."""

from __future__ import annotations

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

# Not rendered by any browser: nothing in them is content.
SILENT = frozenset({
    "base", "basefont", "bgsound", "col", "colgroup", "frame", "frameset", "head", "link", "meta", "noembed",
    "noframes", "param", "script", "source", "style", "template", "title", "track",
})  # fmt: skip

CONTROLS = frozenset({"button", "datalist", "input", "keygen", "optgroup", "option", "select", "textarea"})

BLOCKS = frozenset({
    "address", "article", "aside", "body", "caption", "center", "dd", "details", "dialog", "div", "dl", "dt",
    "fieldset", "figcaption", "footer", "form", "header", "hgroup", "html", "legend", "li", "listing", "main",
    "marquee", "p", "plaintext", "pre", "search", "section", "summary", "tbody", "td", "tfoot", "th", "thead", "tr",
    "xmp",
})  # fmt: skip

# Blocks that the importer writes as one block; the places of a profile do not count inside (`selectors.parts_of`).
STRUCTURES = frozenset({"blockquote", "dir", "figure", "hr", "menu", "ol", "table", "ul"})

# Blocks whose text is one part of a page (see `selectors.parts_of`).
LEAVES = HEADINGS | {"p", "pre"}

INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "blink", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "ins", "kbd", "label", "mark", "meter", "nobr", "output", "progress", "q", "rb", "rp", "rt", "rtc", "ruby", "s",
    "samp", "slot", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip

# With those of AMP that stand for an element of HTML.
MEDIA = frozenset({
    "amp-anim", "amp-audio", "amp-iframe", "amp-img", "amp-video", "applet", "area", "audio", "canvas", "embed",
    "iframe", "img", "map", "object", "picture", "video",
})  # fmt: skip

KNOWN = SILENT | CONTROLS | BLOCKS | STRUCTURES | HEADINGS | INLINE | MEDIA | {
    "br", "image", "math", "nav", "noscript", "svg",
}  # fmt: skip
