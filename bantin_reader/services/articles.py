"""Reads one article, or the newest for an embed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from bantin_reader.model.article import Article, ArticleSummary
from bantin_reader.model.errors import ArticleMoved, ArticleNotFound, ArticleWithdrawn
from bantin_reader.model.ports import ArticleStore, PictureStore


class ArticleService:
    def __init__(self, articles: ArticleStore, pictures: PictureStore) -> None:
        self._articles = articles
        self._pictures = pictures

    def article(self, slug: str) -> tuple[Article, Sequence[ArticleSummary]]:
        """An article and its translations. Raises ArticleNotFound or ArticleWithdrawn."""
        return self._articles.with_translations(slug)

    def published(self, slugs: Iterable[str]) -> list[Article]:
        """Those of several articles that are published, in their order; a former slug leads to its article."""
        found = {article.slug: article for article in map(self._published, slugs) if article}
        return list(found.values())

    def latest(self, *, count: int, category: str = "", lang: str = "") -> Sequence[ArticleSummary]:
        """The newest `count` articles, of a category and a language if these are given."""
        return self._articles.newest(limit=count, category=category, lang=lang)

    def rendition_path(self, name: str) -> Path:
        """The path of a rendition. Raises PictureNotFound."""
        return self._pictures.rendition_path(name)

    def rendition_bytes(self, name: str) -> int | None:
        """The size of a rendition in bytes; None where it is absent."""
        return self._pictures.rendition_bytes(name)

    def _published(self, slug: str) -> Article | None:
        try:
            return self._articles.by_slug(slug)
        except ArticleMoved as moved:
            return self._published(moved.current)
        except (ArticleNotFound, ArticleWithdrawn):
            return None
