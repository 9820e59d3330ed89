"""The statement that finds the categories of published articles without reading every article."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    DateTime,
    ScalarSelect,
    Select,
    and_,
    bindparam,
    func,
    literal,
    literal_column,
    select,
    tuple_,
)

from bantin_reader.model.ports import MOST_SECTIONS
from bantin_reader.store.publication import not_expired, not_withdrawn
from bantin_reader.store.tables import articles


@cache
def sections(*, of_a_language: bool) -> Select[Any]:
    """Selects `category_slug`, `category` and `lang` of the newest article of each category; its parameters are `now`
    and, with `of_a_language`, the main language `lang`.

    A recursive query steps in an index from each category to the next, so that its time depends on the number of
    categories alone (PostgreSQL wiki, Loose indexscan).
    """
    slugs = select(_first_after(literal("")).label("slug"), literal_column("1").label("number")).cte(
        "sections", recursive=True
    )
    slugs = slugs.union_all(
        select(_first_after(slugs.c.slug), slugs.c.number + literal_column("1")).where(
            slugs.c.slug.is_not(None), slugs.c.number < MOST_SECTIONS
        )
    )
    named = articles.alias("named")
    columns = ["category_slug", "main_lang", "listed_at"] if of_a_language else ["category_slug", "listed_at"]
    wanted = {
        "category_slug": slugs.c.slug,
        "main_lang": bindparam("lang"),
        "listed_at": bindparam("now", type_=DateTime),
    }
    # The last entry of the index up to the category's present end. PostgreSQL would rather look for a rare category
    # among all articles in the order of time.
    newest_id = (
        select(articles.c.id)
        .where(
            not_withdrawn(),
            not_expired(bindparam("now", type_=DateTime)),
            tuple_(*(articles.c[name] for name in columns)) <= tuple_(*map(wanted.get, columns)),
        )
        .order_by(*(articles.c[name].desc() for name in (*columns, "id")))
        .limit(1)
        .correlate(slugs)
        .scalar_subquery()
    )
    is_of_it = [named.c[name] == wanted[name] for name in columns[:-1]]
    return select(named.c.category_slug, named.c.category, named.c.lang).select_from(
        slugs.join(named, and_(named.c.id == newest_id, *is_of_it))
    )


def _first_after(slug: ColumnElement[str]) -> ScalarSelect[Any]:
    first = select(func.min(articles.c.category_slug)).where(not_withdrawn(), articles.c.category_slug > slug)
    return first.scalar_subquery()
