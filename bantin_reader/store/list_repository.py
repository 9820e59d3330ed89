"""Lists of published articles, page by page from a position, and of whole articles for feeds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo
from functools import cache, partial
from typing import Any

from sqlalchemy import Connection, DateTime, Integer, Row, Select, bindparam, func, select

from bantin_reader.model.article import ArticleSummary
from bantin_reader.model.listing import DatedArticle, ListFilter, ListSlice, Neighbour, Position, Section
from bantin_reader.store import neighbours
from bantin_reader.store.engine import Transaction
from bantin_reader.store.keyset import MICROSECOND, within
from bantin_reader.store.neighbours import POSITION_COLUMNS
from bantin_reader.store.period_counts import period_counts
from bantin_reader.store.publication import (
    NEWEST_FIRST,
    moments_of,
    not_expired,
    not_withdrawn,
    of_category_and_language,
    visible_at,
    wall_clock,
)
from bantin_reader.store.row_mapping import SUMMARY_COLUMNS, article_of, summary_of
from bantin_reader.store.sections import sections
from bantin_reader.store.tables import articles

PLACE = select(articles.c.category_slug, articles.c.main_lang, *POSITION_COLUMNS).where(
    articles.c.slug == bindparam("slug")
)
OLDEST_FIRST = POSITION_COLUMNS


class ListRepository:
    """Implements `model.listing_ports.ArticleLists`. `reading` opens a transaction for statements that read."""

    def __init__(self, reading: Transaction, zone: tzinfo) -> None:
        self._reading = reading
        self._zone = zone

    def newest_articles(self, *, limit: int, category: str = "", lang: str = "") -> Sequence[DatedArticle]:
        if "\0" in category + lang:  # PostgreSQL's driver refuses it
            return []
        query = select(articles).where(visible_at(self._now())).order_by(*NEWEST_FIRST).limit(limit)
        with self._reading() as connection:
            rows = connection.execute(of_category_and_language(query, category, lang))
            return [DatedArticle(article=article_of(row), **moments_of(row, self._zone)) for row in rows]

    def slice(self, which: ListFilter, before: Position | None, size: int) -> ListSlice:
        if "\0" in which.category + which.lang:
            return ListSlice(headlines=[])
        query = self._listed(select(*SUMMARY_COLUMNS, *POSITION_COLUMNS), which, before=before)
        with self._reading() as connection:
            rows = connection.execute(query.order_by(*NEWEST_FIRST).limit(size + 1)).all()
            shown = rows[:size]
            newer = self._newer(connection, which, _position(shown[0]), size) if before and shown else []
        return ListSlice(
            headlines=[summary_of(row) for row in shown],
            is_first=not newer,
            newer=newer[size] if len(newer) > size else None,
            older=_position(shown[-1]) if len(rows) > size else None,
        )

    def newest_of_each(self, filters: Sequence[ListFilter], *, limit: int) -> Sequence[Sequence[ArticleSummary]]:
        found = []
        with self._reading() as connection:
            now = self._now()
            for one in filters:
                values = {"category_slug": one.category, "main_lang": one.lang}
                restricting = {name: value for name, value in values.items() if value}
                rows = connection.execute(_newest(*restricting), {**restricting, "now": now, "limit": limit})
                found.append([summary_of(row) for row in rows])
        return found

    def sections(self, lang: str) -> Sequence[Section]:
        values = {"now": self._now(), **({"lang": lang} if lang else {})}
        with self._reading() as connection:
            rows = connection.execute(sections(of_a_language=bool(lang)), values).all()
        named = [Section(slug=row.category_slug, name=row.category, lang=row.lang) for row in rows]
        return sorted(named, key=lambda section: section.slug)

    def neighbours(self, slug: str, size: int) -> tuple[Sequence[Neighbour], Sequence[Neighbour]]:
        with self._reading() as connection:
            now = self._now()
            row = connection.execute(PLACE, {"slug": slug}).one_or_none()
            if row is None or row.listed_at > now:
                return [], []
            named = {"category_slug": row.category_slug, "main_lang": row.main_lang}
            restricting = {name: value for name, value in named.items() if value}
            values = {**restricting, "moment": row.listed_at, "number": row.id, "now": now, "limit": size}
            newer = connection.execute(neighbours.newer(*restricting), values).all()
            older = connection.execute(neighbours.older(*restricting), values).all()
        return [_neighbour(one) for one in newer], [_neighbour(one) for one in older]

    def counts(self, which: ListFilter, moments: Sequence[datetime], *, most: int) -> Sequence[int]:
        if "\0" in which.category + which.lang:
            return [0] * (len(moments) - 1)
        now = self._now()
        language = {"lang" if "-" in which.lang else "main_lang": which.lang}
        values = {name: value for name, value in {"category_slug": which.category, **language}.items() if value}
        moment = {f"since_{number}": one for number, one in enumerate(moments[:-1])}
        moment |= {f"until_{number}": min(one, now + MICROSECOND) for number, one in enumerate(moments[1:])}
        with self._reading() as connection:
            query = period_counts(len(moments) - 1, *values)
            row = connection.execute(query, {**values, **moment, "now": now, "most": most}).one()
        return [*row]

    def position(self, rank: int) -> Position | None:
        query = self._listed(select(*POSITION_COLUMNS), ListFilter()).order_by(*NEWEST_FIRST).limit(1).offset(rank)
        with self._reading() as connection:
            row = connection.execute(query).one_or_none()
        return _position(row) if row else None

    def period(self) -> tuple[datetime, datetime] | None:
        query = self._listed(select(articles.c.listed_at), ListFilter()).limit(1)
        ends = (query.order_by(*order).scalar_subquery() for order in (OLDEST_FIRST, NEWEST_FIRST))
        with self._reading() as connection:
            oldest, newest = connection.execute(select(*ends)).one()
        return (oldest, newest) if oldest and newest else None

    def pinned(self, *, lang: str = "") -> ArticleSummary | None:
        query = select(*SUMMARY_COLUMNS).where(articles.c.pinned, visible_at(self._now())).order_by(*NEWEST_FIRST)
        if lang:
            # Not the column itself: SQLite would look for a pinned article among all of the language.
            column = articles.c.lang if "-" in lang else articles.c.main_lang
            query = query.where(func.coalesce(column, "") == lang)
        with self._reading() as connection:
            row = connection.execute(query.limit(1)).one_or_none()
        return summary_of(row) if row else None

    def _newer(self, connection: Connection, which: ListFilter, first: Position, size: int) -> list[Position]:
        """The positions of the next `size` + 1 newer articles, from the nearest one."""
        query = self._listed(select(*POSITION_COLUMNS), which, after=first)
        return [_position(row) for row in connection.execute(query.order_by(*OLDEST_FIRST).limit(size + 1))]

    def _listed(
        self,
        query: Select[Any],
        which: ListFilter,
        *,
        before: Position | None = None,
        after: Position | None = None,
    ) -> Select[Any]:
        now = self._now()
        query = within(query, POSITION_COLUMNS, which, now=now, before=before, after=after)
        query = query.where(not_withdrawn(), not_expired(now))
        return of_category_and_language(query, which.category, which.lang)

    def _now(self) -> datetime:
        return wall_clock(self._zone)


@cache
def _newest(*columns: str) -> Select[Any]:
    """Selects the newest published articles with given values in these columns: the statement of the front page, built
    once. Its parameters are the columns, `now` and `limit`."""
    restricted = select(*SUMMARY_COLUMNS).where(
        visible_at(bindparam("now", type_=DateTime)), *(articles.c[name] == bindparam(name) for name in columns)
    )
    return restricted.order_by(*NEWEST_FIRST).limit(bindparam("limit", type_=Integer))


def _position(row: Row[*tuple[Any, ...]]) -> Position:
    return Position(row.listed_at, row.id)


def _neighbour(row: Row[*tuple[Any, ...]]) -> Neighbour:
    return Neighbour(row.slug, row.title, tuple(row.tags), partial(summary_of, row))
