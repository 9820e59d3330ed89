"""Saves many articles in one transaction: new ones are inserted and indexed together, others one by one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import tzinfo
from types import SimpleNamespace
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert, select

from bantin_reader.model.errors import SourceRefused
from bantin_reader.model.ports import Outcome
from bantin_reader.model.stored_article import IndexEntry, StoredArticle
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
    """The article with its entry in the search index of a database of this kind."""
    row = SimpleNamespace(**columns_of(stored.draft))
    return replace(stored, index_entry=index.entry_of(dialect, row))


class _BatchWriter:
    def __init__(self, connection: Connection, batch: Sequence[StoredArticle], zone: tzinfo) -> None:
        self._connection = connection
        self._zone = zone
        self._waiting: dict[str, _NewArticle] = {}
        self._stored = set(_ids(connection, [one.draft.source_id for one in batch]))
        self._used_slugs = used_slugs(connection, _slugs_of(batch))

    def save(self, stored: StoredArticle) -> tuple[Outcome, str]:
        """Raises SourceRefused."""
        draft = stored.draft
        if draft.source_id in self._stored or draft.source_id in self._waiting:
            self.insert_waiting()
            result = save_draft(self._connection, draft, self._zone, stored.history)
            self._used_slugs.update((result[1], *draft.former_slugs))
            return result
        row = new_row(draft, self._zone, stored.history, draft.slug or self._free_slug(draft.title))
        own = [row["slug"], *row["former_slugs"]]
        for slug in own:
            if slug in self._used_slugs:
                raise not_its_own(slug)
        self._used_slugs.update(own)
        self._waiting[draft.source_id] = _NewArticle(row, stored.index_entry)
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
        add_terms(self._connection, rows)
        indexed = {key: row for key, row in rows.items() if row["withdrawn_at"] is None}
        entries = [one.entry for one in new.values() if one.row["withdrawn_at"] is None]
        index.add_rows(self._connection, [SimpleNamespace(id=key, **row) for key, row in indexed.items()], entries)

    def _free_slug(self, title: str) -> str:
        slug = slug_of_title(title)
        return slug if slug not in self._used_slugs else free_slug(self._connection, title, self._used_slugs)


class _NewArticle(NamedTuple):
    """An article that is to be inserted: its row, and its entry in the search index where that is known."""

    row: dict[str, Any]
    entry: IndexEntry | None


def _ids(connection: Connection, source_ids: Sequence[str]) -> dict[str, int]:
    """The ids of the articles that are stored, by their source's."""
    query = select(articles.c.source_id, articles.c.id).where(articles.c.source_id.in_(source_ids))
    return dict(connection.execute(query).all())


def _slugs_of(batch: Iterable[StoredArticle]) -> set[str]:
    """Every slug that an article of the batch may be given first, or has had."""
    drafts = [one.draft for one in batch]
    return {slug for one in drafts for slug in (one.slug or slug_of_title(one.title), *one.former_slugs)}
