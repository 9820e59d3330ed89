"""An article as a book: EPUB 3.3 (W3C), one chapter with its pictures, a cover and a table of contents."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from flask import render_template

from bantin_reader.model.article import Article
from bantin_reader.model.body_figures import figures_of, lead_figure, render_figures
from bantin_reader.model.byline import authors_of
from bantin_reader.model.picture import Figure, Picture
from bantin_reader.web.corrections import corrections_html
from bantin_reader.web.export.document import ExportedArticle
from bantin_reader.web.export.xhtml import figure_xhtml, headings_with_ids, xhtml
from bantin_reader.web.i18n.locale import text_direction
from bantin_reader.web.standalone_html import with_absolute_links

MEDIA_TYPE = "application/epub+zip"
# A ZIP archive knows no date before 1980; the same article is the same file, byte for byte.
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
NO_DATE = datetime(1980, 1, 1, tzinfo=UTC)
PICTURE_WIDTH = 960  # pixels, about two per pixel of a phone's or a reading device's page

PicturePath = Callable[[str], Path]


def epub(exported: ExportedArticle, picture_path: PicturePath) -> bytes:
    """`picture_path` gives the file of a rendition by its name and raises PictureNotFound."""
    article = exported.article
    names = {picture.name: f"pictures/{number}.jpg" for number, picture in enumerate(_pictures(article), 1)}
    lead = lead_figure(article)
    body, headings = headings_with_ids(xhtml(_body(exported, names)))
    values = {
        "exported": exported,
        "article": article,
        "body": body,
        "headings": headings,
        "pictures": list(names.values()),
        "cover": names[lead.picture.name] if lead and lead.picture else "",
        "authors": [author.name for author in authors_of(article.byline, article.authors)],
        "subjects": [name for name in dict.fromkeys((article.category, *article.tags)) if name],
        "described": all(figure.alt or figure.caption for figure in _figures(article) if figure.picture),
        "has_math": "<math" in body,
        "direction": text_direction(article.lang),
        "modified": _modified(exported).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        # The first file, stored, so that its name and content stand at a fixed place (EPUB 3.3, 4.2.2).
        _add(book, "mimetype", MEDIA_TYPE.encode(), zipfile.ZIP_STORED)
        for name in ("META-INF/container.xml", "book/package.opf", "book/contents.xhtml", "book/article.xhtml"):
            _add(book, name, render_template(f"export/{name.rpartition('/')[2]}", **values).encode())
        _add(book, "book/style.css", render_template("export/style.css").encode())
        for picture in _pictures(article):
            content = picture_path(_rendition(picture)).read_bytes()
            _add(book, f"book/{names[picture.name]}", content, zipfile.ZIP_STORED)
    return out.getvalue()


def _body(exported: ExportedArticle, names: dict[str, str]) -> str:
    article = exported.article

    def show(figure: Figure) -> str:
        return figure_xhtml(figure, names[figure.picture.name] if figure.picture else "")

    lead = show(article.figure) if article.figure else ""
    return lead + with_absolute_links(render_figures(article.body, show), exported.url) + corrections_html(article)


def _figures(article: Article) -> list[Figure]:
    return [*filter(None, [article.figure]), *figures_of(article.body)]


def _pictures(article: Article) -> list[Picture]:
    return list({figure.picture.name: figure.picture for figure in _figures(article) if figure.picture}.values())


def _rendition(picture: Picture) -> str:
    width = max((width for width in picture.widths if width <= PICTURE_WIDTH), default=picture.widths[0])
    return picture.rendition_name(width, "jpg")


def _modified(exported: ExportedArticle) -> datetime:
    moment = exported.updated or exported.published
    return datetime.fromisoformat(moment).astimezone(UTC) if moment else NO_DATE


def _add(book: zipfile.ZipFile, name: str, content: bytes, compression: int = zipfile.ZIP_DEFLATED) -> None:
    book.writestr(zipfile.ZipInfo(name, ZIP_EPOCH), content, compression)
