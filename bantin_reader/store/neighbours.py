"""The statements that find the articles before and after one of a category and language. Each is built once."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import DateTime, Integer, Select, bindparam, select, tuple_

from bantin_reader.store.publication import NEWEST_FIRST, not_expired, not_withdrawn
from bantin_reader.store.row_mapping import SUMMARY_COLUMNS
from bantin_reader.store.tables import articles

POSITION_COLUMNS = (articles.c.listed_at, articles.c.id)
NOW = bindparam("now", type_=DateTime)
HERE = tuple_(bindparam("moment", type_=DateTime), bindparam("number", type_=Integer))


@cache
def older(*columns: str) -> Select[Any]:
    """Selects the published articles before a position, the nearest first. Its parameters are the columns that must
    have a given value, `moment` and `number` of the position, `now` and `limit`."""
    return _beside(columns).where(tuple_(*POSITION_COLUMNS) < HERE).order_by(*NEWEST_FIRST)


@cache
def newer(*columns: str) -> Select[Any]:
    """As `older`, the articles after the position."""
    after = _beside(columns).where(tuple_(*POSITION_COLUMNS) > HERE, articles.c.listed_at <= NOW)
    return after.order_by(*POSITION_COLUMNS)


def _beside(columns: tuple[str, ...]) -> Select[Any]:
    query = select(*SUMMARY_COLUMNS, articles.c.tags).where(not_withdrawn(), not_expired(NOW))
    restricted = query.where(*(articles.c[name] == bindparam(name) for name in columns))
    return restricted.limit(bindparam("limit", type_=Integer))
