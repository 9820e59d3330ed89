"""Saves a draft as a row of the articles table, and its former slugs."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, datetime, time, tzinfo
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from bantin_reader.model.article import Draft
from bantin_reader.model.errors import SlugTaken
from bantin_reader.model.ports import Outcome
from bantin_reader.model.stored_article import History
from bantin_reader.store.row_mapping import values_of
from bantin_reader.store.search import index
from bantin_reader.store.slugs import OWNERS, free_slug
from bantin_reader.store.tables import articles, redirects
from bantin_reader.store.term_repository import add_terms, replace_terms, terms_in

NO_HISTORY = History()
# Built once, with the columns as parameters: building a statement takes longer than running it.
INSERT = insert(articles)
UPDATE = update(articles).where(articles.c.id == bindparam("row"))
BY_SOURCE = select(articles).where(articles.c.source_id == bindparam("source"))
SLUG_BY_SOURCE = select(articles.c.slug).where(articles.c.source_id == bindparam("source"))


def save_draft(
    connection: Connection, draft: Draft, zone: tzinfo, history: History = NO_HISTORY
) -> tuple[Outcome, str]:
    """Create or update by source_id; returns the outcome and the slug. A history may withdraw an article, and publishes
    none again. Raises SourceRefused as `ArticleStore.save`, and then has changed nothing."""
    stored = connection.execute(BY_SOURCE, {"source": draft.source_id}).one_or_none()
    slug = draft.slug or (stored.slug if stored else free_slug(connection, draft.title))
    former = _former_slugs(draft, stored, slug)
    _require_own(connection, stored.id if stored else None, [slug, *former] if draft.slug else former)
    if stored is None:
        row = values_of(draft) | new_values(draft, zone, history, slug)
        key = connection.execute(INSERT, row).inserted_primary_key
        number = key[0] if key else 0
        _redirect(connection, number, former, ())
        add_terms(connection, [(number, terms_in(row), row)])
        index.add(connection, [number])
        return Outcome.CREATED, slug
    values = values_of(draft) | {"slug": slug, "former_slugs": former}
    if history.withdrawn_at:
        values |= {"withdrawn_at": history.withdrawn_at, "withdrawn_reason": history.withdrawn_reason}
    if all(stored._mapping[name] == value for name, value in values.items()):
        return Outcome.UNCHANGED, slug
    values |= {"updated_at": history.updated_at or utc_now(), "listed_at": listed_at(draft, stored.created_at, zone)}
    with index.reindexed(connection, stored.id):
        connection.execute(UPDATE, values | {"row": stored.id})
    _redirect(connection, stored.id, former, stored.former_slugs)
    replace_terms(connection, stored.id, values)
    return Outcome.UPDATED, slug


def new_values(draft: Draft, zone: tzinfo, history: History, slug: str) -> dict[str, Any]:
    """The columns of an article that is not stored yet which `values_of` lacks, but for its id."""
    created = history.created_at or utc_now()
    return {
        "slug": slug,
        "former_slugs": _former_slugs(draft, None, slug),
        "created_at": created,
        "updated_at": history.updated_at or created,
        "listed_at": listed_at(draft, created, zone),
        "withdrawn_at": history.withdrawn_at,
        "withdrawn_reason": history.withdrawn_reason if history.withdrawn_at else None,
    }


def stored_slug(connection: Connection, source_id: str) -> str | None:
    """The slug of a source's article; None if it is not stored."""
    return connection.execute(SLUG_BY_SOURCE, {"source": source_id}).scalar_one_or_none()


def listed_at(draft: Draft, arrived: datetime, zone: tzinfo) -> datetime:
    """Lists are ordered by this: the article's date and time, else those of its import, in the site's zone. `arrived`
    is in UTC."""
    if draft.date:
        return datetime.combine(draft.date, draft.time or time.min)
    return arrived.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)


def utc_now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def _former_slugs(draft: Draft, stored: Row[Any] | None, slug: str) -> list[str]:
    """The slugs that lead to the article, which only become more, without its own."""
    before = [*stored.former_slugs, stored.slug] if stored else []
    return [one for one in dict.fromkeys([*before, *draft.former_slugs]) if one != slug]


def _require_own(connection: Connection, own: int | None, slugs: Iterable[str]) -> None:
    """Raise SlugTaken for a slug that leads to another article than `own`, by its id."""
    for slug in slugs:
        if any(row.id != own for row in connection.execute(OWNERS, {"slug": slug})):
            raise not_its_own(slug)


def not_its_own(slug: str) -> SlugTaken:
    return SlugTaken(f"its address {slug} is that of another article")


def _redirect(connection: Connection, article: int, former: Collection[str], known: Collection[str]) -> None:
    """Let the slugs `former` lead to an article, to which those in `known` lead already."""
    for slug in former:
        if slug not in known:
            connection.execute(insert(redirects).values(slug=slug, article_id=article))
    for slug in known:
        if slug not in former:
            connection.execute(delete(redirects).where(redirects.c.slug == slug))
