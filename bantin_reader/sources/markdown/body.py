"""Renders a Markdown body: CommonMark with tables; a picture in a paragraph of its own becomes a figure.

![what it shows](images/a.webp "the caption")
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import escape

from bantin_reader.model.body_figures import about_missing_alt
from bantin_reader.model.errors import SourceRefused
from bantin_reader.model.picture import PictureSource
from bantin_reader.sources.html.alternative_text import with_useful_alt
from bantin_reader.sources.html.inline import Image
from bantin_reader.sources.import_roots import lies_inside
from bantin_reader.sources.sanitize import clean_body

REMOTE = re.compile(r"(?:[a-z][a-z\d+.-]*:)?//", re.IGNORECASE)

UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
MAX_SHOWN = 100
# The parser drops what is nested more deeply than its option says.
MAX_NESTING = 100

_markdown = MarkdownIt("commonmark", {"html": False, "maxNesting": MAX_NESTING}).enable("table")


@dataclass(frozen=True)
class MarkdownBody:
    """Clean HTML, its pictures in order, and warnings about them."""

    html: str
    pictures: tuple[PictureSource, ...]
    warnings: tuple[str, ...]


def read_markdown(text: str, folder: Path, root: Path, title: str = "") -> MarkdownBody:
    """The body of a file in `folder`, with pictures that lie in `root`. An alternative text that is a file's name, or
    repeats the caption or the article's `title`, is left out with a warning.

    Raises SourceRefused for a picture inside a line of text, and for blocks that are nested too deeply.
    """
    tokens: list[Token] = []
    pictures: list[PictureSource] = []
    warnings: list[str] = []
    parsed = _markdown.parse(text)
    if any(token.nesting == 1 and token.level >= MAX_NESTING - 1 for token in parsed):
        raise SourceRefused(f"its quotations and lists are nested too deeply: at most {MAX_NESTING - 1} in each other")
    for number, token in enumerate(parsed):
        image = _only_image(token.children or [])
        if image is None:
            tokens.append(token)
            continue
        source, alt, caption = str(image.attrs["src"]), image.content, str(image.attrs.get("title", ""))
        picture = picture_of(unquote(source), folder, root)
        alt = with_useful_alt(Image(picture, alt), title, caption).alt
        figcaption = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
        html = f'<figure><img src="picture-{len(pictures)}" alt="{escape(alt)}">{figcaption}</figure>'
        parsed[number - 1].hidden = parsed[number + 1].hidden = True
        tokens.append(Token("html_block", "", 0, content=html))
        pictures.append(picture)
        warnings += [] if alt else [about_missing_alt(picture.shown, caption)]
    html = _markdown.renderer.render(tokens, _markdown.options, {})
    return MarkdownBody(clean_body(html), tuple(pictures), tuple(warnings))


def picture_of(path: str, folder: Path, root: Path) -> PictureSource:
    """The picture at a path relative to `folder`; without a file where it is on another site or outside of `root`."""
    shown = UNPRINTABLE.sub("?", path.rpartition("/")[2])[:MAX_SHOWN]
    place = folder / path
    return PictureSource(shown=shown, file=place if not REMOTE.match(path) and lies_inside(root, place) else None)


def _only_image(children: Sequence[Token]) -> Token | None:
    """The image that is the whole content; None where there is none. Raises SourceRefused for one within text."""
    images = [child for child in children if child.type == "image"]
    if images and len(children) > 1:
        raise SourceRefused(f"the picture {images[0].attrs['src']} stands in a line of text: give it one of its own")
    return images[0] if images else None
