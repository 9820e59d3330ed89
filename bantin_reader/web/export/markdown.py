"""An article as Markdown with front matter in YAML, as the importer reads it."""

from __future__ import annotations

from bantin_reader.web.export.document import ExportedArticle

MEDIA_TYPE = "text/markdown"


def markdown(exported: ExportedArticle) -> bytes:
    """CommonMark with tables; what it has no signs for, such as a struck-out word, keeps its HTML element."""
    # Both take 15 MB, which a server that nobody asks for Markdown does not need.
    import yaml

    from bantin_reader.web.export.markdown_body import markdown_body

    article = exported.article
    fields = {
        "title": article.title,
        "sapo": article.sapo,
        "date": exported.published,
        "updated": exported.updated,
        "byline": article.byline,
        "source": article.credit,
        "lang": article.lang,
        "category": article.category,
        "tags": list(article.tags),
        "url": exported.url,
    }
    known = {name: value for name, value in fields.items() if value}
    front_matter = yaml.safe_dump(known, allow_unicode=True, sort_keys=False, width=10**6)
    return f"---\n{front_matter}---\n\n{markdown_body(exported.html)}\n".encode()
