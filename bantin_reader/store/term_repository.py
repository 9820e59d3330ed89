"""Lists of the articles of a tag or an author, from a narrow table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, delete, func, literal_column, select

from bantin_reader.model.listing import DatedArticle, ListFilter, ListSlice, Position
from bantin_reader.model.terms import Term, TermKind, terms_of
from bantin_reader.store.bulk_insert import for_driver, insert_rows
from bantin_reader.store.engine import Transaction
from bantin_reader.store.keyset import within
from bantin_reader.store.publication import moments_of, not_expired, not_withdrawn, wall_clock
from bantin_reader.store.row_mapping import SUMMARY_COLUMNS, article_of, summary_of
from bantin_reader.store.tables import articles, terms

OF_ARTICLE = ("listed_at", "category_slug", "main_lang")
COLUMNS = ("kind", "slug", "name", "article_id", *OF_ARTICLE)
POSITION_COLUMNS = (terms.c.listed_at, terms.c.article_id)
# Built once, as those of the articles.
DELETE = delete(terms).where(terms.c.article_id == bindparam("article"))
EVERYTHING = ListFilter()
NEWEST_FIRST = (terms.c.listed_at.desc(), terms.c.article_id.desc())


class TermRepository:
    """Implements `model.listing_ports.TermLists`. `reading` opens a transaction for statements that read."""

    def __init__(self, reading: Transaction, zone: tzinfo) -> None:
        self._reading = reading
        self._zone = zone

    def name(self, kind: TermKind, slug: str) -> str | None:
        query = self._listed(select(terms.c.name), kind, slug).order_by(*NEWEST_FIRST).limit(1)
        with self._reading() as connection:
            return None if "\0" in slug else connection.execute(query).scalar_one_or_none()

    def slice(self, kind: TermKind, slug: str, which: ListFilter, before: Position | None, size: int) -> ListSlice:
        query = self._listed(select(*SUMMARY_COLUMNS, *POSITION_COLUMNS), kind, slug, which, before=before)
        with self._reading() as connection:
            rows = connection.execute(query.order_by(*NEWEST_FIRST).limit(size + 1)).all()
            shown = rows[:size]
            newer = self._newer(connection, kind, slug, which, _position(shown[0]), size) if before and shown else []
        return ListSlice(
            headlines=[summary_of(row) for row in shown],
            is_first=not newer,
            newer=newer[size] if len(newer) > size else None,
            older=_position(shown[-1]) if len(rows) > size else None,
        )

    def total(self, kind: TermKind, slug: str, which: ListFilter, *, most: int) -> int:
        query = self._listed(select(literal_column("1")), kind, slug, which).order_by(*NEWEST_FIRST).limit(most)
        with self._reading() as connection:
            return connection.execute(
                select(func.count(literal_column("1"))).select_from(query.subquery("counted"))
            ).scalar_one()

    def newest_articles(self, kind: TermKind, slug: str, *, limit: int) -> Sequence[DatedArticle]:
        query = self._listed(select(articles), kind, slug).order_by(*NEWEST_FIRST).limit(limit)
        with self._reading() as connection:
            rows = [] if "\0" in slug else connection.execute(query).all()
        return [DatedArticle(article=article_of(row), **moments_of(row, self._zone)) for row in rows]

    def _newer(
        self, connection: Connection, kind: TermKind, slug: str, which: ListFilter, first: Position, size: int
    ) -> list[Position]:
        """The positions of the next `size` + 1 newer articles, from the nearest one."""
        query = self._listed(select(*POSITION_COLUMNS), kind, slug, which, after=first)
        return [_position(row) for row in connection.execute(query.order_by(*POSITION_COLUMNS).limit(size + 1))]

    def _listed(
        self,
        query: Select[Any],
        kind: TermKind,
        slug: str,
        which: ListFilter = EVERYTHING,
        *,
        before: Position | None = None,
        after: Position | None = None,
    ) -> Select[Any]:
        now = self._now()
        query = query.select_from(terms.join(articles, articles.c.id == terms.c.article_id))
        query = query.where(terms.c.kind == kind.value, terms.c.slug == slug, not_withdrawn(), not_expired(now))
        if which.category:
            query = query.where(terms.c.category_slug == which.category)
        if which.lang:
            query = query.where(terms.c.main_lang == which.lang)
        return within(query, POSITION_COLUMNS, which, now=now, before=before, after=after)

    def _now(self) -> datetime:
        return wall_clock(self._zone)


def replace_terms(connection: Connection, article: int, row: Mapping[str, Any]) -> None:
    """Replace the tags and authors of a stored article by those of its row."""
    connection.execute(DELETE, {"article": article})
    add_terms(connection, [(article, terms_in(row), row)])


def terms_in(row: Mapping[str, Any]) -> tuple[Term, ...]:
    """The tags and authors in an article's row."""
    return terms_of(row["tags"], row["byline"], row["author_names"])


def add_terms(connection: Connection, new: Iterable[tuple[int, Sequence[Term], Mapping[str, Any]]]) -> None:
    """Store the tags and authors of new articles, each with its id and its row."""
    rows: list[tuple[Any, ...]] = []
    for article, found, row in new:
        of_article = for_driver(terms, connection.dialect, {name: row[name] for name in OF_ARTICLE})
        rows += [(one.kind.value, one.slug, one.name, article, *of_article.values()) for one in found]
    insert_rows(connection, terms, COLUMNS, rows)


def _position(row: Row[*tuple[Any, ...]]) -> Position:
    return Position(row.listed_at, row.article_id)
