"""Reads one article, or a page of the newest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bantin_reader.model.article import Article, ArticleSummary
from bantin_reader.model.errors import PageNotFound
from bantin_reader.model.ports import ArticleStore, PictureStore

PAGE_SIZE = 20


@dataclass(frozen=True)
class ListPage:
    """One page of a list; pages count from 1."""

    headlines: Sequence[ArticleSummary]
    number: int
    last: int


class ArticleService:
    def __init__(self, articles: ArticleStore, pictures: PictureStore) -> None:
        self._articles = articles
        self._pictures = pictures

    def article(self, slug: str) -> tuple[Article, Sequence[ArticleSummary]]:
        """An article and its translations. Raises ArticleNotFound or ArticleWithdrawn."""
        return self._articles.with_translations(slug)

    def newest(self, number: int) -> ListPage:
        """Page `number` of the newest articles. Raises PageNotFound past the last."""
        last = max(1, -(-self._articles.count() // PAGE_SIZE))
        if not 1 <= number <= last:
            raise PageNotFound(f"page {number} of {last}")
        headlines = self._articles.newest(limit=PAGE_SIZE, offset=(number - 1) * PAGE_SIZE)
        return ListPage(headlines, number, last)

    def latest(self, *, count: int, category: str = "", lang: str = "") -> Sequence[ArticleSummary]:
        """The newest `count` articles, of a category and a language if these are given."""
        return self._articles.newest(limit=count, category=category, lang=lang)

    def rendition_path(self, name: str) -> Path:
        """The path of a rendition. Raises PictureNotFound."""
        return self._pictures.rendition_path(name)
