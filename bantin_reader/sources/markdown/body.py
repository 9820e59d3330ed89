"""Renders a Markdown body: CommonMark with tables; pictures become figures, in a line of text below it.

![what it shows](images/a.webp "the caption")
[![what it shows](images/a.webp)](https://example.org/)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
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
from bantin_reader.sources.html.inline_images import WORDLESS, is_letter_sized
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
# Tokens of a line that show nothing by themselves.
SILENT = ("softbreak", "strong_open", "strong_close", "em_open", "em_close")

FindPicture = Callable[[str], PictureSource]

_markdown = MarkdownIt("commonmark", {"html": False, "maxNesting": MAX_NESTING}).enable("table")


@dataclass(frozen=True)
class MarkdownBody:
    """Clean HTML, its pictures in order, and warnings about them."""

    html: str
    pictures: tuple[PictureSource, ...]
    warnings: tuple[str, ...]


def read_markdown(text: str, folder: Path, root: Path, title: str = "") -> MarkdownBody:
    """The body of a file in `folder`, with pictures that lie in `root`. Otherwise as `read_markdown_with`."""
    return read_markdown_with(lambda address: picture_of(unquote(address), folder, root), text, title)


def read_markdown_with(find: FindPicture, text: str, title: str = "") -> MarkdownBody:
    """The body of a text whose pictures `find` finds by their addresses. An alternative text that is a file's name, or
    repeats the caption or the article's `title`, is left out with a warning. A link around a picture stands below it in
    words.

    A picture in a line of text becomes a figure below its paragraph, with a warning; one that is as small as a letter
    becomes its alternative text.

    Raises SourceRefused for blocks that are nested too deeply.
    """
    tokens: list[Token] = []
    figures = _Figures(find, title)
    parsed = _markdown.parse(text)
    if any(token.nesting == 1 and token.level >= MAX_NESTING - 1 for token in parsed):
        raise SourceRefused(f"its quotations and lists are nested too deeply: at most {MAX_NESTING - 1} in each other")
    for number, token in enumerate(parsed):
        tokens.append(token)
        images, is_alone = _images(token.children or [])
        if images and is_alone:
            parsed[number - 1].hidden = parsed[number + 1].hidden = True
            tokens[-1] = _html("\n".join(figures.html_of(image, link) for image, link in images))
        elif images:
            figures.take_out_of_line(token, images)
        elif token.nesting == -1 and figures.waiting:
            where = len(tokens) - (token.type in ("td_close", "th_close"))
            tokens.insert(where, _html("\n".join(figures.waiting) + "\n"))
            figures.waiting.clear()
    html = _markdown.renderer.render(tokens, _markdown.options, {})
    warnings = (*figures.warnings, *figures.omissions.warnings())
    return MarkdownBody(clean_body(html), tuple(figures.pictures), warnings)


@dataclass
class _Figures:
    """Makes the figures of a file, and collects their pictures, warnings, and what was left out."""

    find: FindPicture
    title: str
    pictures: list[PictureSource] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    omissions: Omissions = field(default_factory=Omissions)
    waiting: list[str] = field(default_factory=list)

    def take_out_of_line(self, line: Token, images: Sequence[tuple[Token, str]]) -> None:
        """Replace the images of a line by words, and add the figures of those that are no letters to `waiting`."""
        for image, link in images:
            shown = self._source(image)
            is_letter = is_letter_sized(shown)
            if not is_letter:
                self.waiting.append(self.html_of(image, ""))
                self.warnings.append(f"picture {shown.shown}: it stands in a line of text; moved below its paragraph")
            elif not image.content:
                self.omissions.add(WORDLESS, shown.shown)
            words = image.content if is_letter else ""
            image.type, image.content, image.children = "text", words or _words_of_link(line, image, link), None

    def _source(self, image: Token) -> PictureSource:
        return self.find(str(image.attrs["src"]))

    def html_of(self, image: Token, link: str) -> str:
        """A figure, and below it the link around its picture, unless that leads to the picture itself."""
        source, caption = str(image.attrs["src"]), str(image.attrs.get("title", ""))
        picture = self._source(image)
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


def _images(children: Sequence[Token]) -> tuple[list[tuple[Token, str]], bool]:
    """The images of a line, each with the address of the link around it, and whether they are the whole content."""
    images: list[tuple[Token, str]] = []
    link, is_alone = "", True
    for child in children:
        if child.type == "image":
            images.append((child, link))
        elif child.type in ("link_open", "link_close"):
            link = str(child.attrs.get("href", ""))
        elif child.type not in SILENT and (child.type != "text" or child.content.strip()):
            is_alone = False
    return images, is_alone


def _words_of_link(line: Token, image: Token, link: str) -> str:
    """The words of the link around an image that is taken out of it; empty where the link has others."""
    children = line.children or []
    place = next(number for number, child in enumerate(children) if child is image)
    beside = children[place - 1 : place + 2] if place else []
    is_whole_link = [child.type for child in beside] == ["link_open", "image", "link_close"]
    return (image.content or name_of_address(link)) if is_whole_link else ""


def _html(content: str) -> Token:
    return Token("html_block", "", 0, content=content)
