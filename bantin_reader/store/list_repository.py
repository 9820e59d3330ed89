"""Reads lists of whole articles, for feeds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

from sqlalchemy import select

from bantin_reader.model.listing import DatedArticle
from bantin_reader.store.engine import Transaction
from bantin_reader.store.publication import NEWEST_FIRST, moments_of, of_category_and_language, visible_at, wall_clock
from bantin_reader.store.row_mapping import article_of
from bantin_reader.store.tables import articles


class ListRepository:
    """Implements `model.ports.ArticleLists`. `reading` opens a transaction for statements that read."""

    def __init__(self, reading: Transaction, zone: tzinfo) -> None:
        self._reading = reading
        self._zone = zone

    def newest_articles(self, *, limit: int, category: str = "", lang: str = "") -> Sequence[DatedArticle]:
        if "\0" in category + lang:  # PostgreSQL's driver refuses it
            return []
        query = select(articles).where(visible_at(wall_clock(self._zone))).order_by(*NEWEST_FIRST).limit(limit)
        with self._reading() as connection:
            rows = connection.execute(of_category_and_language(query, category, lang))
            return [DatedArticle(article=article_of(row), **moments_of(row, self._zone)) for row in rows]
