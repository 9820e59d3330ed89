"""Lists of a category and of a year, a month or a day, each page from a position (keyset pagination)."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from flask import Blueprint, render_template

from bantin_reader.model.listing import ListFilter
from bantin_reader.model.slugs import slug_of
from bantin_reader.services.lists import MOST_A_DAY, MOST_COUNTED, PAGE_SIZE, ListService, in_year
from bantin_reader.services.sections import SectionService
from bantin_reader.services.terms import TermService
from bantin_reader.web.linked_data import list_data
from bantin_reader.web.lists.calendar import (
    days_of,
    month_name,
    month_of,
    months_of,
    neighbour,
    periods,
)
from bantin_reader.web.lists.navigation import add_navigation
from bantin_reader.web.lists.terms import add_terms
from bantin_reader.web.query_arguments import (
    period_of,
    position_text,
    requested_category,
    requested_language,
    requested_position,
    requested_year,
)
from bantin_reader.web.route_policy import route_policy
from bantin_reader.web.urls import PublicUrls

ARGUMENTS = ("lang", "before", "category", "year")


def blueprint(service: ListService, sections: SectionService, terms: TermService, urls: PublicUrls) -> Blueprint:
    """`?lang=`, `?year=` (but of a period) and `?category=` (but of a category) restrict a list further, together."""
    lists = Blueprint("lists", __name__)
    lists.add_app_template_filter(position_text)
    lists.add_app_template_filter(slug_of, "slug")
    lists.add_app_template_filter(month_name)
    lists.add_app_template_global(partial(list_data, urls), "list_data")
    add_navigation(lists, sections)
    add_terms(lists, terms, service, ARGUMENTS)

    @lists.get("/categories/<category>")
    @route_policy(arguments=ARGUMENTS, page_cache=True)
    def category(category: str) -> str:
        which, year = ListFilter(category=category, lang=requested_language()), requested_year()
        before = requested_position()
        which = in_year(which, year) if year else which
        named, page = service.category(which, before)
        return render_template(
            "lists/category.html",
            slug=category,
            named=named,
            page=page,
            before=before,
            years=service.years(),
            total=service.total(which),
            most=MOST_COUNTED,
            page_size=PAGE_SIZE,
            kept={"year": year, "lang": which.lang or None},
        )

    def archive(year: str, month: str = "", day: str = "") -> str:
        since, until = period_of(year, month, day)
        which = ListFilter(category=requested_category(), lang=requested_language(), since=since, until=until)
        before = requested_position()
        found = service.archive(which, before)
        starts = days_of(since) if month else months_of(since)
        # Further pages have no calendar.
        counted = [] if before else periods(starts, service.counts(which, starts))
        return render_template(
            "lists/archive.html",
            parts=[part for part in (year, month, day) if part],
            since=since,
            page=found.page,
            total=service.total(which),
            most=MOST_COUNTED,
            page_size=PAGE_SIZE,
            earlier=neighbour(since - timedelta(days=1), is_month=bool(month)) if found.has_earlier else None,
            later=neighbour(until, is_month=bool(month)) if found.has_later else None,
            before=before,
            calendar=month_of(counted, MOST_A_DAY) if counted and month else None,
            months=[] if month else counted,
            kept={"category": which.category or None, "lang": which.lang or None},
        )

    policy = route_policy(arguments=ARGUMENTS, page_cache=True)
    for rule in ("<year>", "<year>/<month>", "<year>/<month>/<day>"):
        lists.add_url_rule(f"/archive/{rule}", rule.rpartition("<")[2].rstrip(">"), policy(archive))
    return lists
