"""Writes a book as EPUB 3.3 (W3C): a chapter an article with its pictures, a cover and a table of contents."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from flask import render_template

from bantin_reader.model.body_figures import figures_of, lead_figure, render_figures
from bantin_reader.model.errors import PictureNotFound
from bantin_reader.model.picture import Figure, Picture
from bantin_reader.web.corrections import corrections_html
from bantin_reader.web.export.book import Book
from bantin_reader.web.export.document import ExportedArticle
from bantin_reader.web.export.xhtml import BookHeading, figure_xhtml, headings_with_ids, xhtml
from bantin_reader.web.i18n.locale import text_direction
from bantin_reader.web.standalone_html import with_absolute_links

MEDIA_TYPE = "application/epub+zip"
# A ZIP archive knows no date before 1980; the same article is the same file, byte for byte.
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
PICTURE_WIDTH = 960  # pixels, about two per pixel of a phone's or a reading device's page

PicturePath = Callable[[str], Path]


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """An article in a file of its own within the book."""

    file: str
    exported: ExportedArticle
    body: str
    headings: Sequence[BookHeading]
    direction: str

    @property
    def has_math(self) -> bool:
        return "<math" in self.body


class BookPictures:
    """The pictures of a book, each once; those past `most_bytes`, and those whose file is lost, are left out.

    `path` gives the file of a rendition by its name and raises PictureNotFound."""

    def __init__(self, path: PicturePath, most_bytes: int | None) -> None:
        self._path = path
        self._left = most_bytes
        self._names: dict[str, str] = {}
        self.files: dict[str, Path] = {}

    def name(self, picture: Picture) -> str:
        """The path of a picture within the book; empty where it is left out."""
        if picture.name not in self._names:
            self._names[picture.name] = self._add(picture)
        return self._names[picture.name]

    def _add(self, picture: Picture) -> str:
        width = max((width for width in picture.widths if width <= PICTURE_WIDTH), default=picture.widths[0])
        try:
            file = self._path(picture.rendition_name(width, "jpg"))
            size = file.stat().st_size
        except (PictureNotFound, FileNotFoundError):
            return ""
        if self._left is not None:
            if size > self._left:
                return ""
            self._left -= size
        name = f"pictures/{len(self.files) + 1}.jpg"
        self.files[name] = file
        return name


def epub(book: Book, picture_path: PicturePath) -> bytes:
    """`picture_path` gives the file of a rendition by its name and raises PictureNotFound."""
    pictures = BookPictures(picture_path, book.most_picture_bytes)
    chapters = [_chapter(number, one, pictures) for number, one in enumerate(book.articles, 1)]
    figures = [figure for one in book.articles for figure in _figures(one) if figure.picture]
    values = {
        "book": book,
        "chapters": chapters,
        "pictures": list(pictures.files),
        "cover": next(filter(None, (_lead(one, pictures) for one in book.articles)), ""),
        "described": all(figure.alt or figure.caption for figure in figures),
        "direction": text_direction(book.lang),
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        # The first file, stored, so that its name and content stand at a fixed place (EPUB 3.3, 4.2.2).
        _add(archive, "mimetype", MEDIA_TYPE.encode(), zipfile.ZIP_STORED)
        for name in ("META-INF/container.xml", "book/package.opf", "book/contents.xhtml", "book/style.css"):
            _add(archive, name, render_template(f"export/{name.rpartition('/')[2]}", **values).encode())
        for chapter in chapters:
            text = render_template("export/article.xhtml", chapter=chapter, exported=chapter.exported)
            _add(archive, f"book/{chapter.file}", text.encode())
        for name, file in pictures.files.items():
            _add(archive, f"book/{name}", file.read_bytes(), zipfile.ZIP_STORED)
    return out.getvalue()


def _chapter(number: int, exported: ExportedArticle, pictures: BookPictures) -> Chapter:
    article = exported.article

    def show(figure: Figure) -> str:
        name = pictures.name(figure.picture) if figure.picture else ""
        return figure_xhtml(figure, name, left_out=exported.words["picture"] if figure.picture else "")

    lead = show(article.figure) if article.figure else ""
    html = lead + with_absolute_links(render_figures(article.body, show), exported.url) + corrections_html(article)
    body, headings = headings_with_ids(xhtml(html))
    return Chapter(
        file=f"article-{number}.xhtml",
        exported=exported,
        body=body,
        headings=headings,
        direction=text_direction(article.lang),
    )


def _figures(exported: ExportedArticle) -> list[Figure]:
    article = exported.article
    return [*filter(None, [article.figure]), *figures_of(article.body)]


def _lead(exported: ExportedArticle, pictures: BookPictures) -> str:
    lead = lead_figure(exported.article)
    return pictures.name(lead.picture) if lead and lead.picture else ""


def _add(archive: zipfile.ZipFile, name: str, content: bytes, compression: int = zipfile.ZIP_DEFLATED) -> None:
    archive.writestr(zipfile.ZipInfo(name, ZIP_EPOCH), content, compression)
