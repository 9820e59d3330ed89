"""The byline of an article with its authors as links."""

from __future__ import annotations

from bantin_reader.model.article import Article
from bantin_reader.model.byline import authors_of
from bantin_reader.model.slugs import slug_of


def byline_parts(article: Article) -> list[tuple[str, str]]:
    """The byline in parts: each has a text, and the slug of the author whose name it is, or an empty one."""
    parts, rest = [], article.byline
    for author in authors_of(article.byline, article.authors):
        before, found, after = rest.partition(author.name)
        if found and (slug := slug_of(author.name)):
            parts += [(before, ""), (found, slug)]
            rest = after
    return [part for part in (*parts, (rest, "")) if part[0]]
