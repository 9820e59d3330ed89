"""Reads the entries of sitemaps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, tzinfo
from typing import Any

from sqlalchemy import Connection, Row, func, select

from bantin_reader.model.listing import SitemapEntry
from bantin_reader.store.engine import Transaction
from bantin_reader.store.publication import NEWEST_FIRST, moments_of, visible_at, wall_clock
from bantin_reader.store.row_mapping import picture_in
from bantin_reader.store.tables import articles

COLUMNS = (
    *(articles.c[name] for name in ("slug", "title", "lang", "picture_name", "picture_width", "picture_height")),
    articles.c.source_id,
    articles.c.translation_of,
    articles.c.listed_at,
    articles.c.updated_at,
)
GROUP_COLUMNS = (articles.c.source_id, articles.c.translation_of, articles.c.lang, articles.c.slug)
# PostgreSQL looks up this many values in an index; for many more it would read the whole table.
LOOK_UPS = {"sqlite": 1000, "postgresql": 50}

Languages = tuple[tuple[str, str], ...]


class SitemapRepository:
    """Implements `model.listing_ports.SitemapStore`. `reading` opens a transaction for statements that read.

    A part holds the published articles of a range of row ids, so that every part is found equally fast and an article
    never moves to another part.
    """

    def __init__(self, reading: Transaction, zone: tzinfo) -> None:
        self._reading = reading
        self._zone = zone

    def parts(self, size: int) -> int:
        with self._reading() as connection:
            last = connection.execute(select(func.max(articles.c.id))).scalar_one() or 0
        return -(-last // size)

    def part(self, number: int, size: int) -> Sequence[SitemapEntry]:
        first = (number - 1) * size
        query = (
            select(*COLUMNS)
            .where(articles.c.id > first, articles.c.id <= first + size, visible_at(self._now()))
            .order_by(articles.c.id)
        )
        with self._reading() as connection:
            rows = connection.execute(query).all()
            groups = self._translations(connection, rows)
        return [self._entry(row, groups[_original(row)]) for row in rows]

    def newest_since(self, age: timedelta, *, limit: int) -> Sequence[SitemapEntry]:
        now = self._now()
        query = (
            select(*COLUMNS)
            .where(visible_at(now), articles.c.listed_at >= now - age)
            .order_by(*NEWEST_FIRST)
            .limit(limit)
        )
        with self._reading() as connection:
            return [self._entry(row, ()) for row in connection.execute(query)]

    def _translations(self, connection: Connection, rows: Sequence[Row[Any]]) -> dict[str, Languages]:
        """Language and slug of the published articles that are the original or a translation of one of these, by the
        source id of the original; without an original that has no translation."""
        groups: dict[str, Languages] = defaultdict(tuple)
        for column, names in (
            (articles.c.translation_of, {_original(row) for row in rows}),
            (articles.c.source_id, {row.translation_of for row in rows if row.translation_of}),
        ):
            for some in _batches(sorted(names), LOOK_UPS[connection.dialect.name]):
                found = select(*GROUP_COLUMNS).where(column.in_(some), visible_at(self._now()))
                for row in connection.execute(found):
                    groups[_original(row)] += ((row.lang, row.slug),)
        return groups

    def _entry(self, row: Row[*tuple[Any, ...]], group: Languages) -> SitemapEntry:
        return SitemapEntry(
            slug=row.slug,
            title=row.title,
            lang=row.lang,
            picture=picture_in(row),
            translations=tuple(sorted(pair for pair in group if pair[1] != row.slug)),
            **moments_of(row, self._zone),
        )

    def _now(self) -> datetime:
        return wall_clock(self._zone)


def _original(row: Row[*tuple[Any, ...]]) -> str:
    return str(row.translation_of or row.source_id)


def _batches(names: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (names[start : start + size] for start in range(0, len(names), size))
