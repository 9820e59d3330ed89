"""The state of sources and of their items, over SQLAlchemy."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import partial
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Engine, Row, delete, false, func, insert, or_, select, update

from bantin_reader.model.source import KnownItem, SourceState, Validators
from bantin_reader.store.engine import Transaction, transaction, writing
from bantin_reader.store.tables import source_items, source_keys, sources


class SourceRepository:
    """Implements `model.source_ports.SourceStore`.

    `reading` opens a transaction for statements that read, by default one of `engine`.
    """

    def __init__(self, engine: Engine, reading: Transaction | None = None) -> None:
        self._reading = reading or partial(transaction, engine)
        self._writing = writing(engine)

    def state_of(self, name: str) -> SourceState:
        with self._reading() as connection:
            row = connection.execute(select(sources).where(sources.c.name == name)).one_or_none()
            return _state(connection, row) if row else SourceState(name=name)

    def states(self) -> Sequence[SourceState]:
        with self._reading() as connection:
            return states(connection)

    def find(self, name: str, keys: Sequence[str]) -> KnownItem | None:
        digests = [_digest(key) for key in keys]
        query = select(source_keys.c.key, source_keys.c.source_id).where(
            source_keys.c.source == name, source_keys.c.key.in_(digests)
        )
        with self._reading() as connection:
            found = {row.key: row.source_id for row in connection.execute(query)}
            source_id = next((found[digest] for digest in digests if digest in found), None)
            if source_id is None:
                return None
            row = connection.execute(select(source_items).where(*_is(name, source_id))).one_or_none()
        return _item(row) if row else None

    def remember(self, name: str, keys: Sequence[str], item: KnownItem) -> None:
        values = {
            "address": item.address,
            "version": item.version,
            "digest": item.digest,
            "etag": item.validators.etag,
            "last_modified": item.validators.last_modified,
            "seen_at": item.seen_at,
            "next_check_at": item.next_check_at,
            "is_gone": item.is_gone,
            "refusal": item.refusal or None,
        }
        with transaction(self._writing) as connection:
            done = connection.execute(update(source_items).where(*_is(name, item.source_id)).values(**values))
            if done.rowcount == 0:
                connection.execute(insert(source_items).values(source=name, source_id=item.source_id, **values))
            _replace_keys(connection, name, [_digest(key) for key in keys], item.source_id)

    def due(self, name: str, now: datetime, limit: int) -> Sequence[KnownItem]:
        query = (
            select(source_items)
            .where(
                source_items.c.source == name,
                source_items.c.next_check_at <= now,
                or_(source_items.c.is_gone == false(), source_items.c.refusal.is_not(None)),
                source_items.c.address != "",
            )
            .order_by(source_items.c.next_check_at)
            .limit(limit)
        )
        with self._reading() as connection:
            return [_item(row) for row in connection.execute(query)]

    def item(self, name: str, source_id: str) -> KnownItem | None:
        with self._reading() as connection:
            row = connection.execute(select(source_items).where(*_is(name, source_id))).one_or_none()
        return _item(row) if row else None

    def known_ids(self, name: str) -> Collection[str]:
        query = select(source_items.c.source_id).where(source_items.c.source == name, source_items.c.is_gone == false())
        with self._reading() as connection:
            return set(connection.execute(query).scalars())

    def finish(self, name: str, now: datetime, problem: str, validators: Validators | None) -> None:
        values: dict[str, Any] = {"tried_at": now, "problem": problem}
        if not problem:
            values |= {"succeeded_at": now, "failures": 0}
        if validators is not None:
            values |= {"etag": validators.etag, "last_modified": validators.last_modified}
        with transaction(self._writing) as connection:
            failing = {"failures": sources.c.failures + 1} if problem else {}
            done = connection.execute(update(sources).where(sources.c.name == name).values(**values, **failing))
            if done.rowcount == 0:
                first = {"failures": 1 if problem else 0, "etag": "", "last_modified": ""}
                connection.execute(insert(sources).values(**{**first, **values, "name": name}))


def states(connection: Connection) -> list[SourceState]:
    """The state of every source that has run, by name."""
    rows = connection.execute(select(sources).order_by(sources.c.name)).all()
    return [_state(connection, row) for row in rows]


def _is(name: str, source_id: str) -> tuple[Any, Any]:
    return source_items.c.source == name, source_items.c.source_id == source_id


def _replace_keys(connection: Connection, name: str, digests: Sequence[str], source_id: str) -> None:
    of_item = (source_keys.c.source == name, source_keys.c.key.in_(digests))
    known = set(connection.execute(select(source_keys.c.key).where(*of_item)).scalars())
    stray = connection.execute(select(source_keys.c.key).where(*of_item, source_keys.c.source_id != source_id)).all()
    if stray:
        connection.execute(delete(source_keys).where(*of_item, source_keys.c.source_id != source_id))
        known -= {row.key for row in stray}
    new = [{"source": name, "key": key, "source_id": source_id} for key in dict.fromkeys(digests) if key not in known]
    if new:
        connection.execute(insert(source_keys), new)


def _digest(key: str) -> str:
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def _validators(row: Row[Any]) -> Validators:
    return Validators(etag=row.etag, last_modified=row.last_modified)


def _item(row: Row[Any]) -> KnownItem:
    return KnownItem(
        source_id=row.source_id,
        address=row.address,
        version=row.version,
        digest=row.digest,
        validators=_validators(row),
        seen_at=row.seen_at,
        next_check_at=row.next_check_at,
        is_gone=row.is_gone,
        refusal=row.refusal or "",
    )


def _state(connection: Connection, row: Row[Any]) -> SourceState:
    there = (source_items.c.source == row.name, source_items.c.is_gone == false())
    return SourceState(
        name=row.name,
        tried_at=row.tried_at,
        succeeded_at=row.succeeded_at,
        failures=row.failures,
        problem=row.problem,
        validators=_validators(row),
        articles=connection.execute(select(func.count()).select_from(source_items).where(*there)).scalar_one(),
    )
