"""Articles as feeds and sitemaps list them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bantin_reader.model.article import Article
from bantin_reader.model.picture import Picture


@dataclass(frozen=True, kw_only=True)
class DatedArticle:
    """A whole article with two moments, both with a time zone: `published` is its own date, or else that of its
    arrival; `updated` is its last change, never before `published`."""

    article: Article
    published: datetime
    updated: datetime


@dataclass(frozen=True, kw_only=True)
class SitemapEntry:
    """What a sitemap says of an article. The moments are those of `DatedArticle`; `translations` are the language and
    the slug of each article that is a translation of it, or its original."""

    slug: str
    title: str
    lang: str
    published: datetime
    updated: datetime
    picture: Picture | None = None
    translations: tuple[tuple[str, str], ...] = ()
