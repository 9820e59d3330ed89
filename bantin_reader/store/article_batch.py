"""Saves many articles in one transaction: new ones are inserted and indexed together, others one by one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from types import SimpleNamespace
from typing import Any, NamedTuple

from sqlalchemy import Connection, Dialect, bindparam, select

from bantin_reader.model.article import Draft
from bantin_reader.model.errors import SourceRefused
from bantin_reader.model.ports import Outcome
from bantin_reader.model.stored_article import Prepared, StoredArticle
from bantin_reader.store.article_writer import new_values, not_its_own, save_draft
from bantin_reader.store.bulk_insert import for_driver, insert_rows
from bantin_reader.store.row_mapping import values_of
from bantin_reader.store.search import index
from bantin_reader.store.slugs import free_slug, slug_of_title, used_slugs
from bantin_reader.store.tables import articles, redirects
from bantin_reader.store.term_repository import add_terms, terms_in

Result = tuple[Outcome, str] | SourceRefused
# Built once: building a statement of so many values takes longer than running it.
IDS = select(articles.c.source_id, articles.c.id).where(
    articles.c.source_id.in_(bindparam("source_ids", expanding=True))
)


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


def prepared(stored: StoredArticle, dialect: Dialect) -> StoredArticle:
    """The article with what a database of this kind needs of its draft; as it is where `restore` refuses that."""
    try:
        return StoredArticle(stored.draft, stored.history, _prepare(stored.draft, dialect))
    except SourceRefused:
        return stored


def _prepare(draft: Draft, dialect: Dialect) -> Prepared:
    """Raises SourceRefused."""
    row = values_of(draft)
    return Prepared(
        values=for_driver(articles, dialect, row),
        index_entry=index.entry_of(dialect.name, SimpleNamespace(**row)),
        title_slug=slug_of_title(draft.title),
        terms=terms_in(row),
    )


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
        made = stored.prepared or _prepare(draft, self._connection.dialect)
        values = new_values(draft, self._zone, stored.history, draft.slug or self._free_slug(stored))
        own = [values["slug"], *values["former_slugs"]]
        for slug in own:
            if slug in self._used_slugs:
                raise not_its_own(slug)
        self._used_slugs.update(own)
        self._waiting[draft.source_id] = _NewArticle(draft, made, values)
        return Outcome.CREATED, own[0]

    def insert_waiting(self) -> None:
        waiting, self._waiting = self._waiting, {}
        if not waiting:
            return
        connection, new = self._connection, [*waiting.values()]
        rows = [one.prepared.values | for_driver(articles, connection.dialect, one.values) for one in new]
        insert_rows(connection, articles, [*rows[0]], [tuple(row.values()) for row in rows])
        ids = _ids(connection, list(waiting))
        self._stored.update(waiting)
        numbered = [(ids[one.draft.source_id], one) for one in new]
        former = [(slug, key) for key, one in numbered for slug in one.values["former_slugs"]]
        insert_rows(connection, redirects, ("slug", "article_id"), former)
        add_terms(connection, [(key, one.prepared.terms, one.prepared.values | one.values) for key, one in numbered])
        index.add_entries(connection, [one.indexed(key) for key, one in numbered if not one.values["withdrawn_at"]])

    def _free_slug(self, stored: StoredArticle) -> str:
        slug = _title_slug(stored)
        return (
            slug if slug not in self._used_slugs else free_slug(self._connection, stored.draft.title, self._used_slugs)
        )


class _NewArticle(NamedTuple):
    """An article that is to be inserted, what was prepared of it, and the values of its other columns."""

    draft: Draft
    prepared: Prepared
    values: dict[str, Any]

    def indexed(self, article_id: int) -> index.Indexed:
        draft = self.draft
        return index.Indexed(
            article_id, draft.title, draft.category, self.values["listed_at"], self.prepared.index_entry
        )


def _ids(connection: Connection, source_ids: Sequence[str]) -> dict[str, int]:
    """The ids of the articles that are stored, by their source's."""
    return dict(connection.execute(IDS, {"source_ids": source_ids}).all())


def _title_slug(stored: StoredArticle) -> str:
    return stored.prepared.title_slug if stored.prepared else slug_of_title(stored.draft.title)


def _slugs_of(stored: StoredArticle) -> tuple[str, ...]:
    """Every slug that an article may be given first, or has had."""
    return stored.draft.slug or _title_slug(stored), *stored.draft.former_slugs
