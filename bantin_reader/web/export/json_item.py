"""An article as JSON: an item of JSON Feed 1.1 (jsonfeed.org), in a document of its own."""

from __future__ import annotations

import json

from bantin_reader.model.byline import authors_of
from bantin_reader.web.export.document import ExportedArticle
from bantin_reader.web.export.plain_text import article_text

MEDIA_TYPE = "application/json"


def json_item(exported: ExportedArticle) -> bytes:
    """The item's fields. `_article` has what JSON Feed has no name for: byline, credit and category."""
    article = exported.article
    own = {"byline": article.byline, "credit": article.credit, "category": article.category}
    fields = {
        "id": exported.url,
        "url": exported.url,
        "title": article.title,
        "summary": article.sapo,
        "content_html": exported.html,
        "content_text": article_text(exported),
        "date_published": exported.published,
        "date_modified": exported.updated,
        "authors": [{"name": author.name} for author in authors_of(article.byline, article.authors)],
        "tags": list(article.tags),
        "language": article.lang,
        "_article": {name: value for name, value in own.items() if value},
    }
    return json.dumps({name: value for name, value in fields.items() if value}, ensure_ascii=False).encode()
