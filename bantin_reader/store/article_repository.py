"""The article store over SQLAlchemy: statements that SQLite and PostgreSQL share."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, tzinfo
from functools import partial
from typing import Any

from sqlalchemy import Column, ColumnElement, DateTime, Engine, Row, bindparam, false, func, or_, select, update

from bantin_reader.model.article import DEFAULT_ZONE, Article, ArticleSummary, Draft
from bantin_reader.model.errors import ArticleNotFound, SourceRefused, StoreUnavailable
from bantin_reader.model.picture import Figure
from bantin_reader.model.ports import Outcome
from bantin_reader.model.recording import Recording
from bantin_reader.model.slugs import slug_of
from bantin_reader.model.stored_article import StoredArticle
from bantin_reader.store.article_batch import prepared, restore
from bantin_reader.store.article_lookup import published_article
from bantin_reader.store.article_writer import save_draft, stored_slug, utc_now
from bantin_reader.store.driver_errors import is_read_only
from bantin_reader.store.engine import Transaction, checkpoint, transaction, writing
from bantin_reader.store.publication import (
    NEWEST_FIRST,
    not_withdrawn,
    of_category_and_language,
    visible_at,
    wall_clock,
)
from bantin_reader.store.row_mapping import RECORDING_COLUMNS, SUMMARY_COLUMNS, recording_in, summary_of, values_of
from bantin_reader.store.search import index
from bantin_reader.store.slugs import free_slug
from bantin_reader.store.sqlite_connection import enlarge_cache, times_replaced
from bantin_reader.store.tables import articles, revision

# The statements of every page, built once: that takes longer than running one.
NOW = bindparam("now", type_=DateTime)
TRANSLATIONS = (
    select(*SUMMARY_COLUMNS)
    .where(
        visible_at(NOW),
        or_(articles.c.source_id == bindparam("original"), articles.c.translation_of == bindparam("original")),
        articles.c.source_id != bindparam("source"),
    )
    .order_by(articles.c.lang, articles.c.id)
)
REVISION = select(revision.c.number)
LAST_LISTED = (
    select(articles.c.listed_at).where(not_withdrawn(), articles.c.listed_at <= NOW).order_by(*NEWEST_FIRST).limit(1)
)
LAST_EXPIRY = (
    select(articles.c.expires_at).where(articles.c.expires_at <= NOW).order_by(articles.c.expires_at.desc()).limit(1)
)
NEXT_REVISION = update(revision).values(number=revision.c.number + 1)
REVISIONS_PER_FILE = 2**32
# More than the seconds from the first to the last date that Python knows.
SECONDS_PER_REVISION = 2**40
FIRST_MOMENT = datetime.min


class ArticleRepository:
    """Implements `model.ports.ArticleStore`. `reading` opens a transaction for statements that read, by default one of
    `engine`."""

    def __init__(self, engine: Engine, zone: tzinfo = DEFAULT_ZONE, reading: Transaction | None = None) -> None:
        self._zone = zone
        self._reading = reading or partial(transaction, engine)
        self._writing = writing(engine)

    def by_slug(self, slug: str) -> Article:
        with self._reading() as connection:
            return published_article(connection, slug, self._now())

    def with_translations(self, slug: str) -> tuple[Article, Sequence[ArticleSummary]]:
        with self._reading() as connection:
            now = self._now()
            article = published_article(connection, slug, now)
            original = article.translation_of or article.source_id
            rows = connection.execute(TRANSLATIONS, {"original": original, "source": article.source_id, "now": now})
            return article, [summary_of(row) for row in rows]

    def newest(self, *, limit: int, offset: int = 0, category: str = "", lang: str = "") -> Sequence[ArticleSummary]:
        if "\0" in lang:  # PostgreSQL's driver refuses it
            return []
        query = select(*SUMMARY_COLUMNS).where(visible_at(self._now())).order_by(*NEWEST_FIRST)
        query = of_category_and_language(query, slug_of(category), lang)
        with self._reading() as connection:
            return [summary_of(row) for row in connection.execute(query.limit(limit).offset(offset))]

    def count(self) -> int:
        query = select(func.count()).select_from(articles).where(visible_at(self._now()))
        with self._reading() as connection:
            return connection.execute(query).scalar_one()

    def is_empty(self) -> bool:
        with self._reading() as connection:
            return connection.execute(select(articles.c.id).limit(1)).first() is None

    def revision(self) -> int:
        with self._reading() as connection:
            number: int = connection.execute(REVISION).scalar_one()
            # A file that replaced this one may have the same number for other articles.
            number += times_replaced(connection) * REVISIONS_PER_FILE
            # An article with a date in the future becomes the newest when its moment has come.
            # One that expires leaves all pages then.
            now = {"now": self._now()}
            moments = [connection.execute(query, now).scalar_one_or_none() for query in (LAST_LISTED, LAST_EXPIRY)]
        seconds = max(int((moment - FIRST_MOMENT).total_seconds()) for moment in (FIRST_MOMENT, *filter(None, moments)))
        return number * SECONDS_PER_REVISION + seconds

    def require_writable(self) -> None:
        try:
            with transaction(self._writing) as connection:
                connection.execute(NEXT_REVISION.where(false()))
        except StoreUnavailable as error:
            if is_read_only(error.__cause__):
                raise

    def save(self, draft: Draft) -> tuple[Outcome, str]:
        with transaction(self._writing) as connection:
            outcome, slug = save_draft(connection, draft, self._zone)
            if outcome is not Outcome.UNCHANGED:
                connection.execute(NEXT_REVISION)
            return outcome, slug

    def prepare(self, stored: StoredArticle) -> StoredArticle:
        return prepared(stored, self._writing.dialect)

    def restore(self, batch: Sequence[StoredArticle]) -> list[tuple[Outcome, str] | SourceRefused]:
        with transaction(self._writing) as connection:
            enlarge_cache(connection)
            connection.execute(NEXT_REVISION)
            return restore(connection, batch, self._zone)

    def renew_pages(self) -> None:
        with transaction(self._writing) as connection:
            connection.execute(NEXT_REVISION)

    def checkpoint(self) -> None:
        checkpoint(self._writing)

    def slug_for(self, draft: Draft, taken: Collection[str] = ()) -> str:
        values_of(draft)  # refuses what `save` would refuse
        with self._reading() as connection:
            return draft.slug or stored_slug(connection, draft.source_id) or free_slug(connection, draft.title, taken)

    def stored_slug(self, source_id: str) -> str | None:
        with self._reading() as connection:
            return stored_slug(connection, source_id)

    def figure_of(self, source_id: str) -> Figure | None:
        row = self._row(articles.c.source_id == source_id, *SUMMARY_COLUMNS)
        return summary_of(row).figure if row else None

    def body_of(self, source_id: str) -> str:
        row = self._row(articles.c.source_id == source_id, articles.c.body)
        return row.body if row else ""

    def recording_of(self, source_id: str) -> Recording | None:
        row = self._row(articles.c.source_id == source_id, *RECORDING_COLUMNS)
        return recording_in(row) if row else None

    def is_withdrawn(self, slug: str) -> bool:
        row = self._row(articles.c.slug == slug, articles.c.withdrawn_at)
        if row is None:
            raise ArticleNotFound(slug)
        return row.withdrawn_at is not None

    def embargo_of(self, slug: str) -> datetime | None:
        row = self._row(articles.c.slug == slug, articles.c.listed_at)
        if row is None:
            raise ArticleNotFound(slug)
        return row.listed_at if row.listed_at > self._now() else None

    def expiry_of(self, slug: str) -> datetime | None:
        row = self._row(articles.c.slug == slug, articles.c.expires_at)
        return row.expires_at if row and row.expires_at and row.expires_at <= self._now() else None

    def withdraw(self, slug: str, reason: str) -> None:
        self._set(slug, {"withdrawn_at": utc_now(), "withdrawn_reason": reason})

    def reinstate(self, slug: str) -> None:
        self._set(slug, {"withdrawn_at": None, "withdrawn_reason": None})

    def _row(self, where: ColumnElement[bool], *columns: Column[Any]) -> Row[*tuple[Any, ...]] | None:
        with self._reading() as connection:
            return connection.execute(select(*columns).where(where)).one_or_none()

    def _now(self) -> datetime:
        return wall_clock(self._zone)

    def _set(self, slug: str, values: Mapping[str, Any]) -> None:
        with transaction(self._writing) as connection:
            number = connection.execute(select(articles.c.id).where(articles.c.slug == slug)).scalar_one_or_none()
            if number is None:
                raise ArticleNotFound(slug)
            with index.reindexed(connection, number):
                connection.execute(update(articles).where(articles.c.id == number).values(**values))
            connection.execute(NEXT_REVISION)
