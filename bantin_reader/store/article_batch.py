"""Saves many articles in one transaction: new ones are inserted and indexed together, others one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import tzinfo
from types import SimpleNamespace
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert, select

from bantin_reader.model.article import Draft
from bantin_reader.model.errors import SourceRefused
from bantin_reader.model.ports import Outcome
from bantin_reader.model.stored_article import Prepared, StoredArticle
from bantin_reader.model.terms import terms_of
from bantin_reader.store.article_writer import INSERT, new_row, not_its_own, save_draft
from bantin_reader.store.row_mapping import columns_of
from bantin_reader.store.search import index
from bantin_reader.store.slugs import free_slug, slug_of_title, used_slugs
from bantin_reader.store.tables import articles, redirects
from bantin_reader.store.term_repository import add_terms

Result = tuple[Outcome, str] | SourceRefused


def restore(connection: Connection, batch: Sequence[StoredArticle], zone: tzinfo) -> list[Result]:
    """Save articles with their histories: the result of each, or why it is refused."""
    if not batch:
        return []
    writer = _BatchWriter(connection, batch, zone)
    results: list[Result] = []
    for stored in batch:
        try:
            results.append(writer.save(stored))
        except SourceRefused as error:
            results.append(error)
    writer.insert_waiting()
    return results


def prepared(stored: StoredArticle, dialect: str) -> StoredArticle:
    """The article with what a database of this kind needs of its draft."""
    return replace(stored, prepared=_prepare(stored.draft, dialect))


def _prepare(draft: Draft, dialect: str) -> Prepared:
    row = SimpleNamespace(**columns_of(draft))
    terms = terms_of(draft.tags, draft.byline, draft.authors)
    return Prepared(index.entry_of(dialect, row), slug_of_title(draft.title), terms)


class _BatchWriter:
    def __init__(self, connection: Connection, batch: Sequence[StoredArticle], zone: tzinfo) -> None:
        self._connection = connection
        self._zone = zone
        self._waiting: dict[str, _NewArticle] = {}
        self._stored = set(_ids(connection, [one.draft.source_id for one in batch]))
        self._used_slugs = used_slugs(connection, {slug for one in batch for slug in _slugs_of(one)})

    def save(self, stored: StoredArticle) -> tuple[Outcome, str]:
        """Raises SourceRefused."""
        draft = stored.draft
        if draft.source_id in self._stored or draft.source_id in self._waiting:
            self.insert_waiting()
            result = save_draft(self._connection, draft, self._zone, stored.history)
            self._used_slugs.update((result[1], *draft.former_slugs))
            return result
        row = new_row(draft, self._zone, stored.history, draft.slug or self._free_slug(stored))
        own = [row["slug"], *row["former_slugs"]]
        for slug in own:
            if slug in self._used_slugs:
                raise not_its_own(slug)
        self._used_slugs.update(own)
        self._waiting[draft.source_id] = _NewArticle(row, stored.prepared)
        return Outcome.CREATED, row["slug"]

    def insert_waiting(self) -> None:
        new, self._waiting = self._waiting, {}
        if not new:
            return
        self._connection.execute(INSERT, [one.row for one in new.values()])
        ids = _ids(self._connection, list(new))
        self._stored.update(new)
        rows = {ids[source]: one.row for source, one in new.items()}
        if former := [(slug, key) for key, row in rows.items() for slug in row["former_slugs"]]:
            self._connection.execute(insert(redirects), [{"slug": slug, "article_id": key} for slug, key in former])
        known = {ids[source]: one.prepared for source, one in new.items() if one.prepared}
        add_terms(self._connection, rows, {key: one.terms for key, one in known.items()})
        indexed = [SimpleNamespace(id=key, **row) for key, row in rows.items() if row["withdrawn_at"] is None]
        index.add_rows(self._connection, indexed, {key: one.index_entry for key, one in known.items()})

    def _free_slug(self, stored: StoredArticle) -> str:
        slug = _title_slug(stored)
        return (
            slug if slug not in self._used_slugs else free_slug(self._connection, stored.draft.title, self._used_slugs)
        )


class _NewArticle(NamedTuple):
    """An article that is to be inserted: its row, and what was prepared of its draft."""

    row: dict[str, Any]
    prepared: Prepared | None


def _ids(connection: Connection, source_ids: Sequence[str]) -> dict[str, int]:
    """The ids of the articles that are stored, by their source's."""
    query = select(articles.c.source_id, articles.c.id).where(articles.c.source_id.in_(source_ids))
    return dict(connection.execute(query).all())


def _title_slug(stored: StoredArticle) -> str:
    return stored.prepared.title_slug if stored.prepared else slug_of_title(stored.draft.title)


def _slugs_of(stored: StoredArticle) -> tuple[str, ...]:
    """Every slug that an article may be given first, or has had."""
    return stored.draft.slug or _title_slug(stored), *stored.draft.former_slugs
