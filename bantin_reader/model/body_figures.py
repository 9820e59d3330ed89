"""Figures in an article body: `<figure><img …><figcaption>…</figcaption></figure>` in clean HTML.

A draft's picture is `<img src="picture-0" alt="…">`, the number its place in `Draft.pictures`. A stored one is
`<img src="<name>" alt="…" width="1600" height="1067">`, the name its own in the picture store.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from html import unescape

from bantin_reader.model.article import Article
from bantin_reader.model.picture import Figure, Picture

IMAGE = r'<img ((?:[\w-]+="[^"]*" ?)+)>'
CAPTION = r"<figcaption>([^<]*+(?:<(?!/?fig)[^<]*+)*)</figcaption>"
FIGURE = re.compile(rf"<figure>(?:{IMAGE})?(?:{CAPTION})?</figure>\n?")
ATTRIBUTE = re.compile(r'(?<![\w-])([\w-]++)="([^"]*+)"')
PLACEHOLDER = re.compile(r"picture-(\d+)")


def about_missing_alt(shown: str, caption: str) -> str:
    """The warning for a picture without alternative text; `shown` names the picture."""
    return f"picture {shown}: no alternative text{'; the caption serves' if caption else ' and no caption'}"


def render_figures(body: str, show: Callable[[Figure], str]) -> str:
    """A stored body with each figure replaced by what `show` returns."""

    return FIGURE.sub(lambda match: show(_figure(match)) + "\n", body)


def lead_figure(article: Article) -> Figure | None:
    """The figure that represents the article elsewhere: its own if it has a picture, else the first one with one."""
    if article.figure and article.figure.picture:
        return article.figure
    return next((figure for figure in figures_of(article.body) if figure.picture), None)


def figures_of(body: str) -> Iterator[Figure]:
    """The figures of a stored body, in order."""
    return map(_figure, FIGURE.finditer(body))


def _figure(match: re.Match[str]) -> Figure:
    attributes = dict(ATTRIBUTE.findall(match[1] or ""))
    picture = None
    if attributes:
        size = {"width": int(attributes["width"]), "height": int(attributes["height"])}
        picture = Picture(name=attributes["src"], **size)
    return Figure(caption=unescape(match[2] or ""), alt=unescape(attributes.get("alt", "")), picture=picture)


class PictureOutcome(Enum):
    """The result for a figure whose picture was refused."""

    STAYS = "the figure it had stays"
    CAPTION = "the figure has its caption only"
    GONE = "the figure is left out"


def place_pictures(
    body: str, pictures: Sequence[Picture | None], stored: str = ""
) -> tuple[str, dict[int, PictureOutcome]]:
    """A draft's body with its stored pictures, and the outcome for each refused one, by its number.

    A refused picture stays if the `stored` body has one with the same alternative text and caption; otherwise its
    caption remains, if it has one.
    """
    before = _images_by_words(stored)
    outcomes: dict[int, PictureOutcome] = {}

    def one(match: re.Match[str]) -> str:
        attributes = dict(ATTRIBUTE.findall(match[1] or ""))
        caption = match[2] or ""
        found = PLACEHOLDER.fullmatch(attributes.get("src", ""))
        number = int(found[1]) if found else -1
        picture = pictures[number] if found else None
        same_words = before.get((attributes.get("alt", ""), caption), [])
        image = same_words.pop(0) if same_words else ""
        if picture:
            image = _image(picture, attributes.get("alt", ""))
        else:
            outcomes[number] = (
                PictureOutcome.STAYS if image else PictureOutcome.CAPTION if caption else PictureOutcome.GONE
            )
        if not image and not caption:
            return ""
        return f"<figure>{image}{f'<figcaption>{caption}</figcaption>' if caption else ''}</figure>\n"

    return FIGURE.sub(one, body).strip(), outcomes


def _image(picture: Picture, alt: str) -> str:
    return f'<img src="{picture.name}" alt="{alt}" width="{picture.width}" height="{picture.height}">'


def _images_by_words(body: str) -> dict[tuple[str, str], list[str]]:
    """The images of a stored body by their alternative text and caption, in order."""
    found: dict[tuple[str, str], list[str]] = {}
    for match in FIGURE.finditer(body):
        attributes = dict(ATTRIBUTE.findall(match[1] or ""))
        words = attributes.get("alt", ""), match[2] or ""
        if attributes and any(words):
            found.setdefault(words, []).append(f"<img {match[1]}>")
    return found
