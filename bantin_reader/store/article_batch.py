"""Saves many articles in one transaction: new ones are inserted and indexed together, others one by one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import tzinfo
from typing import Any

from sqlalchemy import Connection, insert, select

from bantin_reader.model.errors import SourceRefused
from bantin_reader.model.ports import Outcome
from bantin_reader.model.stored_article import StoredArticle
from bantin_reader.store.article_writer import INSERT, new_row, not_its_own, save_draft
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


class _BatchWriter:
    def __init__(self, connection: Connection, batch: Sequence[StoredArticle], zone: tzinfo) -> None:
        self._connection = connection
        self._zone = zone
        self._waiting: dict[str, dict[str, Any]] = {}
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
        self._waiting[draft.source_id] = row
        return Outcome.CREATED, row["slug"]

    def insert_waiting(self) -> None:
        rows, self._waiting = self._waiting, {}
        if not rows:
            return
        self._connection.execute(INSERT, list(rows.values()))
        ids = _ids(self._connection, list(rows))
        self._stored.update(rows)
        if former := [(slug, ids[one]) for one, row in rows.items() for slug in row["former_slugs"]]:
            self._connection.execute(insert(redirects), [{"slug": slug, "article_id": key} for slug, key in former])
        add_terms(self._connection, {ids[one]: row for one, row in rows.items()})
        index.add(self._connection, list(ids.values()))

    def _free_slug(self, title: str) -> str:
        slug = slug_of_title(title)
        return slug if slug not in self._used_slugs else free_slug(self._connection, title, self._used_slugs)


def _ids(connection: Connection, source_ids: Sequence[str]) -> dict[str, int]:
    """The ids of the articles that are stored, by their source's."""
    query = select(articles.c.source_id, articles.c.id).where(articles.c.source_id.in_(source_ids))
    return dict(connection.execute(query).all())


def _slugs_of(batch: Iterable[StoredArticle]) -> set[str]:
    """Every slug that an article of the batch may be given first, or has had."""
    drafts = [one.draft for one in batch]
    return {slug for one in drafts for slug in (one.slug or slug_of_title(one.title), *one.former_slugs)}
