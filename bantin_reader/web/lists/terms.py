"""Lists of a tag and of an author."""

from __future__ import annotations

from flask import Blueprint, render_template

from bantin_reader.model.listing import ListFilter
from bantin_reader.model.terms import TermKind
from bantin_reader.services.lists import MOST_COUNTED, PAGE_SIZE, ListService, in_year
from bantin_reader.services.terms import TermService
from bantin_reader.web.query_arguments import (
    requested_category,
    requested_language,
    requested_position,
    requested_year,
)
from bantin_reader.web.route_policy import route_policy


def add_terms(blueprint: Blueprint, service: TermService, lists: ListService, arguments: tuple[str, ...]) -> None:
    """`arguments` restrict a list further, together: `?category=`, `?year=` and `?lang=`, of which only the main
    language counts."""
    policy = route_policy(arguments=arguments, page_cache=True)

    @blueprint.get("/tags/<tag>")
    @policy
    def tag(tag: str) -> str:
        return page(TermKind.TAG, tag)

    @blueprint.get("/authors/<author>")
    @policy
    def author(author: str) -> str:
        return page(TermKind.AUTHOR, author)

    def page(kind: TermKind, slug: str) -> str:
        before, year = requested_position(), requested_year()
        which = ListFilter(category=requested_category(), lang=requested_language().partition("-")[0])
        which = in_year(which, year) if year else which
        name, found = service.articles(kind, slug, which, before)
        return render_template(
            "lists/term.html",
            kind=kind.value,
            name=name,
            slug=slug,
            page=found,
            page_size=PAGE_SIZE,
            before=before,
            years=lists.years(),
            total=service.total(kind, slug, which),
            most=MOST_COUNTED,
            kept={"category": which.category or None, "year": year, "lang": which.lang or None},
        )
