"""Tells the pictures of an article and their captions from those of other articles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from selectolax.lexbor import LexborNode

from bantin_reader.sources.html.characters import fold
from bantin_reader.sources.html.dom import attribute

CAPTIONS = "figcaption, .wp-caption-text"
# Letters beside a caption, such as those of a picture's source.
MOST_BESIDE = 100
PORTRAIT = re.compile(r"avatar|author|logo|byline|icon", re.IGNORECASE)


def is_caption(caption: LexborNode) -> bool:
    """Whether it describes a picture of this article: it neither stands in a link nor consists of links alone."""
    around = caption.parent
    above = around.parent if around is not None else None
    if any(one is not None and one.tag == "a" for one in (around, above)):
        return False
    text = fold(caption.text())
    for link in caption.css("a"):
        text = text.replace(fold(link.text()), "", 1)
    return any(map(str.isalpha, text))


def lead_figure(nodes: Sequence[LexborNode]) -> list[LexborNode]:
    """The article's figure among the elements between its title and its text: the last that has a caption, else the
    last `<figure>` of a picture alone; empty where there is none."""
    described = [node for node in nodes if node.tag in ("figure", "div") and _has_caption(node)]
    return (described or [node for node in nodes if node.tag == "figure" and _is_picture(node)])[-1:]


def _has_caption(node: LexborNode) -> bool:
    captions = [caption for caption in node.css(CAPTIONS) if is_caption(caption)]
    if not captions or node.tag == "figure":
        return bool(captions)
    words = len(fold(node.text())) - sum(len(fold(caption.text())) for caption in captions)
    return len(node.css("img")) == len(captions) == 1 and words <= MOST_BESIDE


def _is_picture(figure: LexborNode) -> bool:
    """Whether it holds one picture and nothing else, not linked, and not the portrait of an author."""
    around = figure.parent
    names = f"{attribute(figure, 'class')} {attribute(around, 'class') if around is not None else ''}"
    is_linked = figure.css_first("a") is not None or (around is not None and around.tag == "a")
    return len(figure.css("img")) == 1 and not is_linked and not fold(figure.text()) and not PORTRAIT.search(names)
