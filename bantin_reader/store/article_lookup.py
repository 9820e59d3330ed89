"""Finds the article that an address names, or the reason why readers do not see it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from bantin_reader.model.article import Article
from bantin_reader.model.errors import ArticleExpired, ArticleMoved, ArticleNotFound, ArticleWithdrawn
from bantin_reader.store.row_mapping import article_of
from bantin_reader.store.tables import articles, redirects

# Built once: building a statement takes longer than running it.
ARTICLE = select(articles).where(articles.c.slug == bindparam("slug"))
SUCCESSOR = (
    select(articles.c.slug, articles.c.listed_at, articles.c.withdrawn_at)
    .join(redirects, redirects.c.article_id == articles.c.id)
    .where(redirects.c.slug == bindparam("slug"))
)


def published_article(connection: Connection, slug: str, now: datetime) -> Article:
    """Raises ArticleNotFound, also before the article's date, ArticleMoved, ArticleWithdrawn or ArticleExpired."""
    # PostgreSQL's driver refuses a NUL character, which no slug has.
    row = None if "\0" in slug else connection.execute(ARTICLE, {"slug": slug}).one_or_none()
    if row is None:
        raise _moved(connection, slug, now) or ArticleNotFound(slug)
    if row.withdrawn_at is not None:
        raise ArticleWithdrawn(slug, row.withdrawn_reason)
    if row.listed_at > now:
        raise ArticleNotFound(slug)
    if row.expires_at is not None and row.expires_at <= now:
        raise ArticleExpired(slug, row.expiry_reason or "", row.expires_at)
    return article_of(row)


def _moved(connection: Connection, slug: str, now: datetime) -> ArticleMoved | None:
    """The error that leads from a former slug to the article; None also before the article's date."""
    row = None if "\0" in slug else connection.execute(SUCCESSOR, {"slug": slug}).one_or_none()
    is_known = row is not None and (row.listed_at <= now or row.withdrawn_at is not None)
    return ArticleMoved(slug, row.slug) if row and is_known else None
