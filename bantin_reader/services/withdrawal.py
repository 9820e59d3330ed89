"""Withdraws articles and publishes them again."""

from __future__ import annotations

from bantin_reader.model.ports import ArticleStore


class Withdrawal:
    def __init__(self, articles: ArticleStore) -> None:
        self._articles = articles

    def withdraw(self, slug: str, reason: str) -> None:
        """Make the article's address answer 410 with `reason`. Raises ArticleNotFound."""
        self._articles.withdraw(slug, reason)
        self._articles.checkpoint()

    def reinstate(self, slug: str) -> None:
        """Raises ArticleNotFound."""
        self._articles.reinstate(slug)
        self._articles.checkpoint()
