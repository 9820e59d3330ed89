"""Reads one article, or the newest for an embed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bantin_reader.model.article import Article, ArticleSummary
from bantin_reader.model.ports import ArticleStore, PictureStore


class ArticleService:
    def __init__(self, articles: ArticleStore, pictures: PictureStore) -> None:
        self._articles = articles
        self._pictures = pictures

    def article(self, slug: str) -> tuple[Article, Sequence[ArticleSummary]]:
        """An article and its translations. Raises ArticleNotFound or ArticleWithdrawn."""
        return self._articles.with_translations(slug)

    def latest(self, *, count: int, category: str = "", lang: str = "") -> Sequence[ArticleSummary]:
        """The newest `count` articles, of a category and a language if these are given."""
        return self._articles.newest(limit=count, category=category, lang=lang)

    def rendition_path(self, name: str) -> Path:
        """The path of a rendition. Raises PictureNotFound."""
        return self._pictures.rendition_path(name)

    def rendition_bytes(self, name: str) -> int | None:
        """The size of a rendition in bytes; None where it is absent."""
        return self._pictures.rendition_bytes(name)
