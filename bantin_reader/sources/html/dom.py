"""What a page's elements say by tag, attribute and style: gone, hidden, bold, centred, in another language."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from bantin_reader.sources.html.inline import EM, STRONG, Mark
from bantin_reader.sources.text.language import LETTERS

GONE = {
    "applet", "area", "audio", "button", "canvas", "datalist", "dialog", "embed", "frame", "frameset", "head", "iframe",
    "input", "link", "map", "math", "menu", "meta", "nav", "noembed", "noframes", "noscript", "object", "option",
    "param", "script", "select", "source", "style", "svg", "template", "textarea", "title", "track", "video",
}  # fmt: skip
MEDIA = {"audio", "embed", "iframe", "object", "video"}
BLOCKS = {
    "address", "article", "aside", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption",
    "footer", "form", "header", "hgroup", "html", "legend", "li", "main", "p", "pre", "search", "section", "summary",
    "tbody", "td", "tfoot", "th", "thead", "tr",
}  # fmt: skip
INLINE = {"b": STRONG, "strong": STRONG, "i": EM, "em": EM, "cite": EM, "sub": Mark("sub"), "sup": Mark("sup")}
WIDGET = re.compile(
    r"(?:^|[\s_-])(?:shar(?:e(?!point)|es|ing)|share-?buttons?|addthis|addtoany|sharethis|fb-like|fb-comments|zalo|social|"
    r"plusone|print-?button|related|tin-?lien-?quan|tin-?khac|bai-?lien-?quan|rating|comments?-?box)"
    r"(?=$|[\s_-]|(?-i:[A-Z\d]))",
    re.IGNORECASE,
)
WIDGET_LONGEST = 200
HIDDEN = re.compile(r"(?<![\w-])(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)
WORD = re.compile(r"\bMso[A-Z]")
BOLD = re.compile(r"(?<![\w-])font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
UNBOLD = re.compile(r"(?<![\w-])font-weight\s*:\s*(?:normal|[1-4]00)", re.IGNORECASE)
ITALIC = re.compile(r"(?<![\w-])font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE)
UNITALIC = re.compile(r"(?<![\w-])font-style\s*:\s*normal", re.IGNORECASE)
RAISED = re.compile(r"(?<![\w-])vertical-align\s*:\s*(super|sub)\b", re.IGNORECASE)
ALIGN = re.compile(r"(?<![\w-])text-align\s*:\s*(left|center|right|justify|start|end)", re.IGNORECASE)
FLOAT = re.compile(r"(?<![\w-])float\s*:\s*(?:left|right)", re.IGNORECASE)
SIGN = re.compile(
    r"(?:^|[/_-])(?:icon|ico|pdf|docx?|xlsx?|word|excel|attach(?:ment)?|download|new|moi)\.(?:gif|png)$", re.I
)
LIST_LEVEL = re.compile(r"mso-list\s*:\s*l\d+\s+level(\d{1,2})", re.IGNORECASE)
LIST_MARKER = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
SPACER = 2
SMALL = 32
TAKEN = "data-taken"
TITLE = "title"


def attribute(node: LexborNode, name: str) -> str:
    return node.attributes.get(name) or ""


def take_out(node: LexborNode, kind: str = "") -> None:
    """Take an element or a text out of the page. An element stays in the tree, marked: others may still point to it."""
    if node.is_element_node:
        node.attrs[TAKEN] = kind
    else:
        node.decompose()


def is_taken(node: LexborNode) -> bool:
    """Whether it, or an element around it, was taken out."""
    around: LexborNode | None = node
    while around is not None:
        if around.is_element_node and TAKEN in around.attributes:
            return True
        around = around.parent
    return False


def is_gone(node: LexborNode) -> bool:
    """Whether no reader of the article needs it: scripts, frames, controls, what is hidden or was taken out, share and
    related boxes."""
    attributes = node.attributes
    if node.tag in GONE or "hidden" in attributes or TAKEN in attributes or HIDDEN.search(attribute(node, "style")):
        return True
    names = f"{attribute(node, 'class')} {attribute(node, 'id')}"
    if node.tag in ("body", "html") or not WIDGET.search(names):
        return False
    # A box with that much text beside its links is no widget, whatever it is called.
    return len(node.text()) - sum(len(link.text()) for link in node.css("a")) <= WIDGET_LONGEST


def floats(node: LexborNode) -> bool:
    return attribute(node, "align").lower() in ("left", "right") or FLOAT.search(attribute(node, "style")) is not None


def is_spacer(node: LexborNode) -> bool:
    """Whether an image only keeps a place or is a sign beside a link."""
    given = (attribute(node, "width"), attribute(node, "height"))
    sizes = [int(size.removesuffix("px")) for size in given if re.fullmatch(r"\d{1,5}(?:px)?", size)]
    sign = SIGN.search(attribute(node, "src")) is not None
    return sign or any(size <= SPACER for size in sizes) or (len(sizes) == 2 and max(sizes) <= SMALL)


def is_from_word(node: LexborNode) -> bool:
    """Whether Word made it."""
    return WORD.search(attribute(node, "class")) is not None or "mso-" in attribute(node, "style").lower()


def marks_of(node: LexborNode, around: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks of the text inside, by tag and by style; no mark twice."""
    marks = list(around)
    style = attribute(node, "style")
    found = [INLINE[node.tag]] if node.tag in INLINE else []
    found += [STRONG] if BOLD.search(style) else []
    found += [EM] if ITALIC.search(style) else []
    if raised := RAISED.search(style):
        found.append(Mark({"super": "sup", "sub": "sub"}[raised[1].lower()]))
    for pattern, mark in ((UNBOLD, STRONG), (UNITALIC, EM)):
        if pattern.search(style):
            found = [one for one in found if one != mark]
            marks = [one for one in marks if one != mark]
    marks += [mark for number, mark in enumerate(found) if mark not in marks and mark not in found[:number]]
    return tuple(marks)


def align_of(node: LexborNode, around: str) -> str:
    """left, center or right; what stands around where it says nothing of its own."""
    if node.tag == "center":
        return "center"
    found = ALIGN.search(attribute(node, "style"))
    align = (found[1] if found else attribute(node, "align")).lower()
    return {"start": "left", "justify": "left", "end": "right"}.get(align, align) or around


def language_of(node: LexborNode, article: str) -> str:
    """The element's own language where it is another than the article's and can be believed."""
    lang = attribute(node, "lang") or attribute(node, "xml:lang")
    main = lang.split("-")[0].lower()
    if not LANGUAGE.fullmatch(lang) or main == article.split("-")[0].lower() or is_from_word(node):
        return ""
    return "" if main != "vi" and LETTERS.search(node.text()) else lang


def list_level(node: LexborNode) -> int:
    """The level of a Word list's item, from 1; 0 where it is none."""
    found = LIST_LEVEL.search(attribute(node, "style"))
    if found:
        return int(found[1])
    return 1 if "MsoListParagraph" in attribute(node, "class") else 0
