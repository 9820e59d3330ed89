"""Restricts a statement to a part of a list that is ordered by moment and number (keyset pagination)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, DateTime, Integer, Select, Tuple, literal, tuple_

from bantin_reader.model.listing import ListFilter, Position

MICROSECOND = timedelta(microseconds=1)


def within(
    query: Select[Any],
    columns: tuple[Column[datetime], Column[int]],
    which: ListFilter,
    *,
    now: datetime,
    before: Position | None = None,
    after: Position | None = None,
) -> Select[Any]:
    """Restrict a query to the period of a filter until `now`, and to what lies before or after a position; `columns`
    are those of a position.

    It has one upper and one lower bound, so that both databases enter the index at the position: SQLite would use any
    one of several bounds.
    """
    moment = columns[0]
    until = min([now, *([which.until - MICROSECOND] if which.until else [])])
    if before and before.moment <= until:
        query = query.where(tuple_(*columns) < _values(before))
    else:
        query = query.where(moment <= until)
    if after:
        return query.where(tuple_(*columns) > _values(after))
    return query.where(moment >= which.since) if which.since else query


def _values(position: Position) -> Tuple:
    return tuple_(literal(position.moment, DateTime), literal(position.number, Integer))
