"""The statement that counts the articles of several periods, each up to a limit."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import DateTime, Integer, ScalarSelect, Select, bindparam, func, literal_column, select

from bantin_reader.store.publication import not_expired, not_withdrawn
from bantin_reader.store.tables import articles


@cache
def period_counts(periods: int, *columns: str) -> Select[Any]:
    """Selects for each of so many periods how many published articles with given values in these columns it has, at
    most `most`: then its time does not grow with the store.

    Its parameters are the columns, `now`, `most`, and `since_0`, `until_0` and so on. No `until` may lie after `now`:
    with two upper bounds SQLite might read from the beginning of a period without articles to the newest one.
    """
    return select(*(_count(number, columns).label(f"count_{number}") for number in range(periods)))


def _count(number: int, columns: tuple[str, ...]) -> ScalarSelect[Any]:
    counted = (
        select(literal_column("1"))
        .where(
            not_withdrawn(),
            not_expired(bindparam("now", type_=DateTime)),
            articles.c.listed_at >= bindparam(f"since_{number}", type_=DateTime),
            articles.c.listed_at < bindparam(f"until_{number}", type_=DateTime),
            *(articles.c[name] == bindparam(name) for name in columns),
        )
        .order_by(articles.c.listed_at)
        .limit(bindparam("most", type_=Integer))
        .subquery("counted")
    )
    return select(func.count(literal_column("1"))).select_from(counted).scalar_subquery()
