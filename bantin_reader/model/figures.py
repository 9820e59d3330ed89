"""Pictures inside a body: `<figure><img …><figcaption>…</figcaption></figure>` in clean HTML.

A draft's picture is `<img src="picture-0" alt="…">`, the number its place in `Draft.pictures`. A stored one is
`<img src="<name>" alt="…" width="1600" height="1067">`, the name its own in the picture store.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from html import unescape

from bantin_reader.model.article import Figure, Picture

IMAGE = r'<img ((?:[\w-]+="[^"]*" ?)+)>'
FIGURE = re.compile(rf"<figure>(?:{IMAGE})?(?:<figcaption>(.*?)</figcaption>)?</figure>\n?", re.DOTALL)
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
PLACEHOLDER = re.compile(r"picture-(\d+)")


def show_figures(body: str, show: Callable[[Figure], str]) -> str:
    """A stored body with each figure as `show` makes it."""

    def one(match: re.Match[str]) -> str:
        attributes = dict(ATTRIBUTE.findall(match[1] or ""))
        picture = None
        if attributes:
            size = {"width": int(attributes["width"]), "height": int(attributes["height"])}
            picture = Picture(name=attributes["src"], **size)
        caption, alt = unescape(match[2] or ""), unescape(attributes.get("alt", ""))
        return show(Figure(caption=caption, alt=alt, picture=picture)) + "\n"

    return FIGURE.sub(one, body)


def place_pictures(body: str, kept: Sequence[Picture | None], stored: str = "") -> str:
    """A draft's body with its pictures as they are kept. One that is not kept stays as it is in the `stored` body
    under the same words, else leaves its caption; a figure with neither goes."""
    before = _images_by_words(stored)

    def one(match: re.Match[str]) -> str:
        attributes = dict(ATTRIBUTE.findall(match[1] or ""))
        caption = match[2] or ""
        number = PLACEHOLDER.fullmatch(attributes.get("src", ""))
        picture = kept[int(number[1])] if number else None
        image = _image(picture, attributes.get("alt", "")) if picture else before.get(_words(attributes, caption), "")
        if not image and not caption:
            return ""
        return f"<figure>{image}{f'<figcaption>{caption}</figcaption>' if caption else ''}</figure>\n"

    return FIGURE.sub(one, body).strip()


def _image(picture: Picture, alt: str) -> str:
    return f'<img src="{picture.name}" alt="{alt}" width="{picture.width}" height="{picture.height}">'


def _words(attributes: Mapping[str, str], caption: str) -> tuple[str, str]:
    return attributes.get("alt", ""), caption


def _images_by_words(body: str) -> dict[tuple[str, str], str]:
    found = {}
    for match in FIGURE.finditer(body):
        attributes = dict(ATTRIBUTE.findall(match[1] or ""))
        words = _words(attributes, match[2] or "")
        if attributes and any(words):
            found[words] = f"<img {match[1]}>"
    return found
