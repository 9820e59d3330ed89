"""Lists of a tag and of an author."""

from __future__ import annotations

from flask import Blueprint, render_template

from bantin_reader.model.terms import TermKind
from bantin_reader.services.lists import MOST_COUNTED, PAGE_SIZE
from bantin_reader.services.terms import TermService
from bantin_reader.web.query_arguments import requested_position
from bantin_reader.web.route_policy import route_policy


def add_terms(blueprint: Blueprint, service: TermService) -> None:
    policy = route_policy(arguments=("lang", "before"), page_cache=True)

    @blueprint.get("/tags/<tag>")
    @policy
    def tag(tag: str) -> str:
        return _page(service, TermKind.TAG, tag)

    @blueprint.get("/authors/<author>")
    @policy
    def author(author: str) -> str:
        return _page(service, TermKind.AUTHOR, author)


def _page(service: TermService, kind: TermKind, slug: str) -> str:
    before = requested_position()
    name, page = service.articles(kind, slug, before)
    return render_template(
        "lists/term.html",
        kind=kind.value,
        name=name,
        slug=slug,
        page=page,
        page_size=PAGE_SIZE,
        before=before,
        total=service.total(kind, slug),
        most=MOST_COUNTED,
        kept={},
    )
