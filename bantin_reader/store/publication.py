"""Which articles readers may see, and when an article was published."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, or_

from bantin_reader.store.tables import articles

FIRST_MOMENT = datetime.min
_latest: dict[tzinfo, datetime] = {}
NEWEST_FIRST = (articles.c.listed_at.desc(), articles.c.id.desc())


def not_withdrawn() -> ColumnElement[bool]:
    """The condition of the partial indexes of published articles."""
    return articles.c.withdrawn_at.is_(None)


def visible_at(now: datetime | ColumnElement[datetime]) -> ColumnElement[bool]:
    """Neither withdrawn, nor dated in the future, nor expired; `now` as `wall_clock` gives it."""
    return and_(not_withdrawn(), articles.c.listed_at <= now, not_expired(now))


def not_expired(now: datetime | ColumnElement[datetime]) -> ColumnElement[bool]:
    return or_(articles.c.expires_at.is_(None), articles.c.expires_at > now)


def of_category_and_language(query: Select[Any], category: str, lang: str) -> Select[Any]:
    """Restrict a query to a category, by its slug, and a language, if they are given. A main language includes its
    regional variants."""
    if category:
        query = query.where(articles.c.category_slug == category)
    if lang:
        query = query.where((articles.c.lang if "-" in lang else articles.c.main_lang) == lang)
    return query


def wall_clock(zone: tzinfo) -> datetime:
    """The present moment as `listed_at` has it: by the site's clocks, without a zone. In a process it never goes back:
    a clock that is set back hides no article."""
    now = max(datetime.now(zone).replace(tzinfo=None), _latest.get(zone, FIRST_MOMENT))
    _latest[zone] = now
    return now


def moments_of(row: Row[*tuple[Any, ...]], zone: tzinfo) -> dict[str, datetime]:
    """`published` and `updated` of a row with `listed_at` and `updated_at`, as DatedArticle has them."""
    published = row.listed_at.replace(tzinfo=zone)
    return {"published": published, "updated": max(row.updated_at.replace(tzinfo=UTC).astimezone(zone), published)}
