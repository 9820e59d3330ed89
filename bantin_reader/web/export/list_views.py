"""Books of a page of a category, a tag, an author, a period or a search, and of chosen articles."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from flask import Blueprint, Response, request
from flask_babel import gettext as _

from bantin_reader.model.errors import PageNotFound
from bantin_reader.model.listing import ListFilter
from bantin_reader.model.search_query import parse_query
from bantin_reader.model.terms import TermKind
from bantin_reader.services.articles import ArticleService
from bantin_reader.services.lists import ListService, in_year
from bantin_reader.services.search import SearchService
from bantin_reader.services.terms import TermService
from bantin_reader.web.export.book import book_bounds
from bantin_reader.web.export.document import ExportPresenter
from bantin_reader.web.export.list_books import ListBooks
from bantin_reader.web.i18n.dates import written_date
from bantin_reader.web.i18n.locale import language
from bantin_reader.web.query_arguments import (
    period_of,
    requested_category,
    requested_hit_position,
    requested_language,
    requested_position,
    requested_search_filter,
    requested_year,
)
from bantin_reader.web.route_policy import route_policy

FILE = "book.epub"


def blueprint(
    reading: ArticleService,
    presenter: ExportPresenter,
    lists: ListService,
    terms: TermService,
    searches: SearchService,
) -> Blueprint:
    """The arguments of a book are those of its page. Not cached in memory: a book would displace hundreds of pages."""
    export = Blueprint("books", __name__)
    books = ListBooks(reading, presenter)
    export.add_app_template_global(book_bounds)
    listed = route_policy(arguments=("lang", "before", "category", "year"), cookies={}, cross_origin=True)

    @export.get(f"/categories/<category>/{FILE}")
    @listed
    def category(category: str) -> Response:
        which = _restricted(ListFilter(category=category, lang=requested_language()))
        named, page = lists.category(which, requested_position())
        return books.of_page(lambda: named.category, page.headlines, "lists.category", category=category)

    def term(kind: TermKind, slug: str) -> Response:
        main_language = requested_language().partition("-")[0]
        which = _restricted(ListFilter(category=requested_category(), lang=main_language))
        name, page = terms.articles(kind, slug, which, requested_position())
        return books.of_page(partial(_term_name, kind, name), page.headlines, f"lists.{kind}", **{kind.value: slug})

    @export.get(f"/tags/<tag>/{FILE}")
    @listed
    def tag(tag: str) -> Response:
        return term(TermKind.TAG, tag)

    @export.get(f"/authors/<author>/{FILE}")
    @listed
    def author(author: str) -> Response:
        return term(TermKind.AUTHOR, author)

    def archive(year: str, month: str = "", day: str = "") -> Response:
        since, until = period_of(year, month, day)
        which = ListFilter(category=requested_category(), lang=requested_language(), since=since, until=until)
        found = lists.archive(which, requested_position())
        parts = {"year": year, "month": month, "day": day}
        given = {name: value for name, value in parts.items() if value}
        name = partial(_period_name, since, len(given))
        return books.of_page(name, found.page.headlines, f"lists.{list(given)[-1]}", **given)

    of_period = route_policy(arguments=("lang", "before", "category"), cookies={}, cross_origin=True)(archive)
    for rule in ("<year>", "<year>/<month>", "<year>/<month>/<day>"):
        export.add_url_rule(f"/archive/{rule}/{FILE}", rule.rpartition("<")[2].rstrip(">"), of_period)

    @export.get(f"/search/{FILE}")
    @route_policy(arguments=("q", "category", "year", "lang", "before"), cookies={}, cross_origin=True)
    def search() -> Response:
        query = parse_query(request.args.get("q", ""))
        if not query.phrases:
            raise PageNotFound("a search for nothing")
        found = searches.search(query, requested_search_filter(), requested_hit_position())
        headlines = [result.article for result in found.results]
        return books.of_page(
            lambda: _("Results for “%(query)s”", query=query.text), headlines, "search.page", q=query.text
        )

    @export.post(f"/saved/{FILE}")
    @route_policy()
    def saved() -> Response:
        """The slugs are the values of `article`. A form's fields stand in no log, unlike an address: the site keeps no
        record of the articles that a reader has saved. It changes nothing, so that its origin does not matter."""
        return books.of_chosen(list(dict.fromkeys(request.form.getlist("article"))))

    return export


def _restricted(which: ListFilter) -> ListFilter:
    """The filter for the year that the request names, too."""
    year = requested_year()
    return in_year(which, year) if year else which


def _term_name(kind: TermKind, name: str) -> str:
    return str(_("Tag: %(name)s", name=name) if kind is TermKind.TAG else _("Articles by %(name)s", name=name))


def _period_name(since: datetime, parts: int) -> str:
    """The name of a year, a month or a day, whose address has one, two or three parts."""
    if parts == 1:
        return str(_("Articles of %(year)s", year=f"{since:%Y}"))
    if parts == 2:
        return str(_("Articles of %(month)s/%(year)s", month=f"{since:%m}", year=f"{since:%Y}"))
    return str(_("Articles of %(date)s", date=written_date(since.date(), None, language())))
