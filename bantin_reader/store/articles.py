"""The article store over SQLAlchemy: statements that SQLite and PostgreSQL share."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, time
from typing import Any

from slugify import slugify
from sqlalchemy import Connection, Engine, Row, func, insert, or_, select, update

from bantin_reader.model.article import Article, Draft, Figure, Headline, Picture
from bantin_reader.model.errors import ArticleNotFound, ArticleWithdrawn
from bantin_reader.model.ports import Outcome
from bantin_reader.store.database import writing
from bantin_reader.store.tables import articles

SLUG_LONGEST = 100
SLUG_WITHOUT_LETTERS = "bai-viet"

_headline_columns = (
    articles.c.slug,
    articles.c.title,
    articles.c.sapo,
    articles.c.lang,
    articles.c.date,
    articles.c.time,
    articles.c.category,
    articles.c.figure_caption,
    articles.c.figure_alt,
    articles.c.picture_name,
    articles.c.picture_width,
    articles.c.picture_height,
)
_published = articles.c.withdrawn_at.is_(None)


class SqlArticles:
    """Keeps the promises of `model.ports.ArticleStore`."""

    def __init__(self, engine: Engine) -> None:
        self._reading = engine
        self._writing = writing(engine)

    def by_slug(self, slug: str) -> Article:
        with self._reading.begin() as connection:
            row = connection.execute(select(articles).where(articles.c.slug == slug)).one_or_none()
        if row is None:
            raise ArticleNotFound(slug)
        if row.withdrawn_at is not None:
            raise ArticleWithdrawn(slug, row.withdrawn_reason)
        return _article(row)

    def newest(self, *, limit: int, offset: int) -> Sequence[Headline]:
        newest_first = (articles.c.listed_at.desc(), articles.c.id.desc())
        query = select(*_headline_columns).where(_published).order_by(*newest_first)
        with self._reading.begin() as connection:
            return [_headline(row) for row in connection.execute(query.limit(limit).offset(offset))]

    def count(self) -> int:
        with self._reading.begin() as connection:
            return connection.execute(select(func.count()).select_from(articles).where(_published)).scalar_one()

    def translations(self, article: Article) -> Sequence[Headline]:
        original = article.translation_of or article.source_id
        query = (
            select(*_headline_columns)
            .where(_published, or_(articles.c.source_id == original, articles.c.translation_of == original))
            .where(articles.c.source_id != article.source_id)
            .order_by(articles.c.lang, articles.c.id)
        )
        with self._reading.begin() as connection:
            return [_headline(row) for row in connection.execute(query)]

    def save(self, draft: Draft) -> tuple[Outcome, str]:
        values = _values(draft)
        now = _now()
        with self._writing.begin() as connection:
            stored = connection.execute(select(articles).where(articles.c.source_id == draft.source_id)).one_or_none()
            if stored is None:
                slug = _free_slug(connection, draft.title)
                created = {
                    "slug": slug,
                    "created_at": now,
                    "updated_at": now,
                    "listed_at": _listed_at(draft, now),
                }
                connection.execute(insert(articles).values(**values, **created))
                return Outcome.CREATED, slug
            if all(stored._mapping[name] == value for name, value in values.items()):
                return Outcome.UNCHANGED, stored.slug
            changed = {"updated_at": now, "listed_at": _listed_at(draft, stored.created_at)}
            connection.execute(update(articles).where(articles.c.id == stored.id).values(**values, **changed))
            return Outcome.UPDATED, stored.slug

    def slug_for(self, draft: Draft, taken: Collection[str] = ()) -> str:
        with self._reading.begin() as connection:
            slug = connection.execute(
                select(articles.c.slug).where(articles.c.source_id == draft.source_id)
            ).scalar_one_or_none()
            return slug or _free_slug(connection, draft.title, taken)

    def is_withdrawn(self, slug: str) -> bool:
        query = select(articles.c.withdrawn_at).where(articles.c.slug == slug)
        with self._reading.begin() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise ArticleNotFound(slug)
        return row.withdrawn_at is not None

    def withdraw(self, slug: str, reason: str) -> None:
        self._set(slug, {"withdrawn_at": _now(), "withdrawn_reason": reason})

    def reinstate(self, slug: str) -> None:
        self._set(slug, {"withdrawn_at": None, "withdrawn_reason": None})

    def _set(self, slug: str, values: Mapping[str, Any]) -> None:
        with self._writing.begin() as connection:
            done = connection.execute(update(articles).where(articles.c.slug == slug).values(**values))
            if done.rowcount == 0:
                raise ArticleNotFound(slug)


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def _listed_at(draft: Draft, arrived: datetime) -> datetime:
    return datetime.combine(draft.date, draft.time or time.min) if draft.date else arrived


def _free_slug(connection: Connection, title: str, taken: Collection[str] = ()) -> str:
    """The title's slug, or the first of `-2`, `-3`, … that no other article has."""
    base = slugify(title, max_length=SLUG_LONGEST, word_boundary=True) or SLUG_WITHOUT_LETTERS
    used = {
        *taken,
        *connection.execute(
            select(articles.c.slug).where(
                or_(articles.c.slug == base, articles.c.slug.startswith(f"{base}-", autoescape=True))
            )
        ).scalars(),
    }
    slug, number = base, 1
    while slug in used:
        number += 1
        slug = f"{base}-{number}"
    return slug


def _values(draft: Draft) -> dict[str, Any]:
    figure = draft.figure
    picture = figure.picture if figure else None
    return {
        "source_id": draft.source_id,
        "title": draft.title,
        "sapo": draft.sapo,
        "body": draft.body,
        "lang": draft.lang,
        "date": draft.date,
        "time": draft.time,
        "byline": draft.byline,
        "credit": draft.credit,
        "category": draft.category,
        "figure_caption": figure.caption if figure else None,
        "figure_alt": figure.alt if figure else None,
        "picture_name": picture.name if picture else None,
        "picture_width": picture.width if picture else None,
        "picture_height": picture.height if picture else None,
        "translation_of": draft.translation_of,
    }


def _figure(row: Row[*tuple[Any, ...]]) -> Figure | None:
    if row.figure_caption is None:
        return None
    picture = None
    if row.picture_name:
        picture = Picture(name=row.picture_name, width=row.picture_width, height=row.picture_height)
    return Figure(caption=row.figure_caption, alt=row.figure_alt, picture=picture)


def _headline(row: Row[*tuple[Any, ...]]) -> Headline:
    return Headline(
        slug=row.slug,
        title=row.title,
        sapo=row.sapo,
        lang=row.lang,
        date=row.date,
        time=row.time,
        category=row.category,
        figure=_figure(row),
    )


def _article(row: Row[*tuple[Any, ...]]) -> Article:
    return Article(
        source_id=row.source_id,
        slug=row.slug,
        title=row.title,
        sapo=row.sapo,
        body=row.body,
        lang=row.lang,
        date=row.date,
        time=row.time,
        byline=row.byline,
        credit=row.credit,
        category=row.category,
        figure=_figure(row),
        translation_of=row.translation_of,
    )
