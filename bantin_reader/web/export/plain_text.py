"""An article as plain text in UTF-8."""

from __future__ import annotations

from bantin_reader.web.export.body_text import BodyWords, body_text
from bantin_reader.web.export.document import ExportedArticle

MEDIA_TYPE = "text/plain"


def plain_text(exported: ExportedArticle) -> bytes:
    """Title, sapo and facts, body, byline and source, and the page's address; parts are a line apart."""
    article = exported.article
    parts = [article.title, article.sapo, " · ".join(exported.facts), article_text(exported), *exported.signature]
    return "\n\n".join([*filter(None, parts), exported.words["address"]]).encode() + b"\n"


def article_text(exported: ExportedArticle) -> str:
    """The lead figure and the body as text."""
    return body_text(exported.html, BodyWords(exported.words["picture"], exported.words["struck"]))
