"""The search page."""

from __future__ import annotations

from babel.numbers import format_decimal
from flask import Blueprint, render_template, request

from bantin_reader.model.search_query import MAX_CHARACTERS, parse_query
from bantin_reader.services.search import PAGE_SIZE, SearchService
from bantin_reader.web.i18n import locale
from bantin_reader.web.query_arguments import requested_hit_position, requested_search_filter
from bantin_reader.web.route_policy import route_policy
from bantin_reader.web.search.suggestions import add_suggestions


def blueprint(service: SearchService) -> Blueprint:
    """`/search?q=`, which `?category=`, `?year=` and `?lang=` restrict together.

    Its pages are not cached in memory: each reader may ask for another one, and they would displace the articles.
    """
    search = Blueprint("search", __name__)

    @search.get("/search")
    @route_policy(arguments=("q", "category", "year", "lang", "before"))
    def page() -> str:
        query, which = parse_query(request.args.get("q", "")), requested_search_filter()
        before = requested_hit_position()
        found = service.search(query, which, before) if query.phrases else None
        return render_template(
            "search/page.html",
            query=query,
            which=which,
            year=which.since.year if which.since else None,
            found=found,
            page_size=PAGE_SIZE,
            newest=[] if found else service.newest(),
            is_first=before is None,
            older=f"{found.older.tier:d}~{found.older.number}" if found and found.older else "",
            most=format_decimal(found.total, locale=locale.language()) if found else "",
            longest=MAX_CHARACTERS,
        )

    add_suggestions(search, service)
    return search
