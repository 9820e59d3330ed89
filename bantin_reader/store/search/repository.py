"""Searches the index."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta, tzinfo
from itertools import starmap
from typing import Any

from sqlalchemy import Connection, select

from bantin_reader.model.article import ArticleSummary
from bantin_reader.model.listing import DatedArticle
from bantin_reader.model.search import FacetCell, Hit, HitCounts, HitPosition, Hits, SearchFilter, Tier
from bantin_reader.model.search_query import SearchQuery
from bantin_reader.store.engine import Transaction
from bantin_reader.store.publication import moments_of, visible_at, wall_clock
from bantin_reader.store.row_mapping import SUMMARY_COLUMNS, article_of, summary_of
from bantin_reader.store.search import lookup, title_words
from bantin_reader.store.search.database import database_of
from bantin_reader.store.search.matching import Match, match_of, match_of_all
from bantin_reader.store.search.numbers import first_number, last_number
from bantin_reader.store.search.spans import Span, merged, up_to
from bantin_reader.store.search.terms import term, text_of
from bantin_reader.store.tables import articles, search_documents

HIT_COLUMNS = (*SUMMARY_COLUMNS, articles.c.body, articles.c.byline, articles.c.author_names, articles.c.tags)
# Results without their number are better than a number without results.
COUNTING = 0.4
MICROSECOND = timedelta(microseconds=1)


class SearchRepository:
    """Implements `model.listing_ports.SearchStore`. `reading` opens a transaction for statements that read."""

    def __init__(self, reading: Transaction, zone: tzinfo) -> None:
        self._reading = reading
        self._zone = zone

    def hits(
        self,
        query: SearchQuery,
        which: SearchFilter,
        before: HitPosition | None,
        size: int,
        most: int | None = None,
    ) -> Hits:
        whole = self._range(which)
        found: list[HitPosition] = []
        with self._reading() as connection:
            limit = database_of(connection).Limit(connection)
            with limit.applied():
                places = [whole] if most is not None else lookup.spans(connection, whole.first, whole.last)
                for tier in Tier:
                    if len(found) in (size + 1, most) or not query.phrases or limit.is_reached():
                        break
                    if before and tier < before.tier:
                        continue
                    here = up_to(places, before.number - 1) if before and tier == before.tier else places
                    left = size + 1 - len(found)
                    numbers = lookup.numbers(connection, match_of(query, which, tier), here, left)
                    found += [HitPosition(tier, number) for number in numbers]
            hits = self._hits(connection, found[:size])
        older = found[size - 1] if len(found) > size else None
        return Hits(hits=hits, older=older, is_complete=not limit.was_reached)

    def newest_articles(self, query: SearchQuery, which: SearchFilter, *, limit: int) -> Sequence[DatedArticle]:
        whole = self._range(which)
        number, numbers = search_documents.c.number, list[int]()
        with self._reading() as connection:
            if query.phrases:
                with database_of(connection).Limit(connection).applied():
                    places = lookup.spans(connection, whole.first, whole.last)
                    numbers = lookup.numbers(connection, match_of_all(query, which), places, limit)
            found = select(articles).join_from(search_documents, articles).where(number.in_(numbers))
            found = found.where(visible_at(wall_clock(self._zone))).order_by(number.desc())
            rows = connection.execute(found).all() if numbers else []
        return [DatedArticle(article=article_of(row), **moments_of(row, self._zone)) for row in rows]

    def counts(self, query: SearchQuery, which: SearchFilter, limit: int, most_divided: int) -> HitCounts:
        if not query.phrases:
            return HitCounts()
        whole = self._range(which)
        match = match_of_all(query, which)
        # Positions are compared for a phrase of the text. That enough titles have it, the index alone may say.
        in_titles = match_of_all(query, which, Tier.TITLE) if query.has_words_side_by_side else None
        total, cells = 0, tuple[FacetCell, ...]()
        with self._reading() as connection:
            work = database_of(connection).Limit(connection, part=COUNTING)
            with work.applied():
                places = merged(lookup.spans(connection, whole.first, whole.last))
                if not in_titles or (total := lookup.count(connection, in_titles, places, limit)) < limit:
                    total = lookup.count(connection, match, places, limit)
                if 0 < total <= most_divided:
                    cells = tuple(starmap(FacetCell, lookup.facets(connection, match, whole)))
        return HitCounts(total=total, cells=cells, is_complete=not work.was_reached)

    def first_found(self, queries: Sequence[SearchQuery], which: SearchFilter) -> tuple[SearchQuery, Hit] | None:
        whole = self._range(which)
        with self._reading() as connection:
            database = database_of(connection)
            work = database.Limit(connection, part=database.CORRECTING)
            with work.applied():
                for query in queries:
                    if work.is_reached():
                        break
                    numbers = lookup.numbers(connection, match_of_all(query, which), [whole], 1)
                    if hits := self._hits(connection, [HitPosition(Tier.ALL, number) for number in numbers]):
                        return query, hits[0]
        return None

    def known_words(self, words: Sequence[str]) -> list[str]:
        whole = self._range(SearchFilter())
        known = []
        with self._reading() as connection:
            work = database_of(connection).Limit(connection)
            with work.applied():
                places = lookup.spans(connection, whole.first, whole.last)
                for word in words:
                    if work.is_reached():
                        break
                    if lookup.count(connection, Match([[[term(Tier.ALL, word)]]], []), places, 1):
                        known.append(word)
        return known

    def similar_words(self, word: str, limit: int) -> Sequence[str]:
        with self._reading() as connection:
            return title_words.similar(connection, word, limit)

    def titles_beginning(self, words: Sequence[str], limit: int) -> Sequence[ArticleSummary]:
        whole = self._range(SearchFilter())
        numbers: list[int] = []
        with self._reading() as connection:
            with database_of(connection).Limit(connection).applied():
                numbers = lookup.beginning_with(connection, words, whole.last, limit)
            return [hit.article for hit in self._hits(connection, [HitPosition(Tier.TITLE, n) for n in numbers])]

    def _hits(self, connection: Connection, positions: Sequence[HitPosition]) -> list[Hit]:
        """The articles at these positions, without those whose moment comes later within this minute."""
        numbers = [position.number for position in positions]
        query = (
            select(search_documents.c.number, *HIT_COLUMNS)
            .join_from(search_documents, articles)
            .where(search_documents.c.number.in_(numbers), visible_at(wall_clock(self._zone)))
        )
        rows = {row.number: row for row in connection.execute(query)} if numbers else {}
        return [_hit(rows[one.number], one.tier) for one in positions if one.number in rows]

    def _range(self, which: SearchFilter) -> Span:
        """The articles of a period that are not dated in the future."""
        until = min([wall_clock(self._zone), *([which.until - MICROSECOND] if which.until else [])])
        return Span(first_number(which.since) if which.since else 0, last_number(until))


def _hit(row: Any, tier: Tier) -> Hit:
    return Hit(article=summary_of(row), text=text_of(row) if tier in (Tier.EXACT_ALL, Tier.ALL) else "")
