"""Clean article HTML as XHTML (HTML, the XML syntax)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape, unescape

from bantin_reader.model.picture import Figure

TAG = re.compile(r"<[^>]*+(?:>|\Z)")
PIECE = re.compile(r"<[^>]*+(?:>|\Z)|[^<]++")
VOID = re.compile(r"<(?:br|hr|img)(?=[ >])")
MATH = re.compile(r"<math(?=[ >])")
LANGUAGE = re.compile(r'(?<= )lang="([^"]*+)"')
HEADING = re.compile(r"<(/?)h[2-6](?=[ >])")
MATH_NAMESPACE = "http://www.w3.org/1998/Math/MathML"


@dataclass(frozen=True)
class BookHeading:
    """A heading of the body with the id of its element."""

    id: str
    text: str


def xhtml(html: str) -> str:
    """`html` as the cleaner writes it: all elements closed, attributes in double quotes, `&nbsp;` its only named
    character beside those of XML."""
    return TAG.sub(_tag, html.replace("&nbsp;", "\u00a0"))


def _tag(match: re.Match[str]) -> str:
    tag = LANGUAGE.sub(lambda lang: f'{lang[0]} xml:lang="{lang[1]}"', match[0])
    if VOID.match(tag):
        return f"{tag[:-1]}/>"
    return MATH.sub(f'<math xmlns="{MATH_NAMESPACE}"', tag)


def figure_xhtml(figure: Figure, picture: str, left_out: str = "") -> str:
    """A figure with the picture at the path `picture`. Without one its description is written as `left_out`, a sentence
    with `%(description)s`, where that is given. Empty without picture, description and caption."""
    description = figure.alt or figure.caption
    image = f'<img src="{escape(picture)}" alt="{escape(description)}">' if picture else ""
    if left_out and figure.alt and not picture:
        image = f'<p class="facts">{escape(left_out % {"description": figure.alt})}</p>'
    caption = f"<figcaption>{escape(figure.caption)}</figcaption>" if figure.caption else ""
    return f"<figure>{image}{caption}</figure>" if image or caption else ""


def headings_with_ids(body: str) -> tuple[str, list[BookHeading]]:
    """The body with an id in each heading, and these headings."""
    found: list[BookHeading] = []
    pieces: list[str] = []
    words: list[str] | None = None
    for piece in PIECE.findall(body):
        heading = HEADING.match(piece)
        if heading and not heading[1]:
            words = []
            piece = f'{piece[:-1]} id="heading-{len(found) + 1}">'
        elif heading and words is not None:
            found.append(BookHeading(f"heading-{len(found) + 1}", " ".join(unescape("".join(words)).split())))
            words = None
        elif words is not None and not piece.startswith("<"):
            words.append(piece)
        pieces.append(piece)
    return "".join(pieces), [one for one in found if one.text]
