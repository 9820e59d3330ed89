"""Renders a Markdown body: CommonMark with tables; pictures in a paragraph of their own become figures.

![what it shows](images/a.webp "the caption")
[![what it shows](images/a.webp)](https://example.org/)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
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
from bantin_reader.sources.html.link_names import name_of_address
from bantin_reader.sources.html.omissions import Omissions
from bantin_reader.sources.html.picture_addresses import is_picture_file
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
    repeats the caption or the article's `title`, is left out with a warning. A link around a picture stands below it in
    words.

    Raises SourceRefused for a picture inside a line of text, and for blocks that are nested too deeply.
    """
    tokens: list[Token] = []
    figures = _Figures(folder, root, title)
    parsed = _markdown.parse(text)
    if any(token.nesting == 1 and token.level >= MAX_NESTING - 1 for token in parsed):
        raise SourceRefused(f"its quotations and lists are nested too deeply: at most {MAX_NESTING - 1} in each other")
    for number, token in enumerate(parsed):
        images = _only_images(token.children or [])
        if not images:
            tokens.append(token)
            continue
        parsed[number - 1].hidden = parsed[number + 1].hidden = True
        html = "\n".join(figures.html_of(image, link) for image, link in images)
        tokens.append(Token("html_block", "", 0, content=html))
    html = _markdown.renderer.render(tokens, _markdown.options, {})
    warnings = (*figures.warnings, *figures.omissions.warnings())
    return MarkdownBody(clean_body(html), tuple(figures.pictures), warnings)


@dataclass
class _Figures:
    """Makes the figures of a file, and collects their pictures, warnings, and what was left out."""

    folder: Path
    root: Path
    title: str
    pictures: list[PictureSource] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    omissions: Omissions = field(default_factory=Omissions)

    def html_of(self, image: Token, link: str) -> str:
        """A figure, and below it the link around its picture, unless that leads to the picture itself."""
        source, caption = str(image.attrs["src"]), str(image.attrs.get("title", ""))
        picture = picture_of(unquote(source), self.folder, self.root)
        alt = with_useful_alt(Image(picture, image.content), self.title, caption).alt
        figcaption = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
        html = f'<figure><img src="picture-{len(self.pictures)}" alt="{escape(alt)}">{figcaption}</figure>'
        self.pictures.append(picture)
        self.warnings += [] if alt else [about_missing_alt(picture.shown, caption)]
        if link and is_picture_file(link):
            if link != source:
                self.omissions.add("addresses of larger pictures", link)
        elif link:
            html += f'\n<p><a href="{escape(link)}">{escape(alt or name_of_address(link))}</a></p>'
        return html


def picture_of(path: str, folder: Path, root: Path) -> PictureSource:
    """The picture at a path relative to `folder`; without a file where it is on another site or outside of `root`."""
    shown = UNPRINTABLE.sub("?", path.rpartition("/")[2])[:MAX_SHOWN]
    place = folder / path
    return PictureSource(shown=shown, file=place if not REMOTE.match(path) and lies_inside(root, place) else None)


def _only_images(children: Sequence[Token]) -> list[tuple[Token, str]]:
    """The images that are the whole content, each with the address of the link around it; empty where there is none.
    Raises SourceRefused for one within text."""
    images: list[tuple[Token, str]] = []
    link, has_text = "", False
    for child in children:
        if child.type == "image":
            images.append((child, link))
        elif child.type in ("link_open", "link_close"):
            link = str(child.attrs.get("href", ""))
        elif child.type != "softbreak" and (child.type != "text" or child.content.strip()):
            has_text = True
    if images and has_text:
        source = images[0][0].attrs["src"]
        raise SourceRefused(f"the picture {source} stands in a line of text: give it one of its own")
    return images
