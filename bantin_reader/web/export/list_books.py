"""Several articles as one book: those of a page of a list, and those that a reader has chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask import Response, request
from flask_babel import force_locale
from flask_babel import gettext as _

from bantin_reader.model.article import ArticleSummary
from bantin_reader.model.slugs import slug_of
from bantin_reader.services.articles import ArticleService
from bantin_reader.web.export.book import MOST_ARTICLES, Book, language_of, list_book
from bantin_reader.web.export.document import ExportPresenter
from bantin_reader.web.export.epub import MEDIA_TYPE, epub
from bantin_reader.web.http_cache import shared_for
from bantin_reader.web.i18n.dates import written_date
from bantin_reader.web.i18n.locale import language

SHARED_CACHE_SECONDS = 300

# Gives the name of a list in the language of the site that is in force.
Name = Callable[[], str]


class ListBooks:
    """Makes responses that are books of several articles."""

    def __init__(self, reading: ArticleService, presenter: ExportPresenter) -> None:
        self._reading = reading
        self._presenter = presenter

    def of_page(self, name: Name, headlines: Sequence[ArticleSummary], endpoint: str, **values: str) -> Response:
        """The articles of a page of a list. Raises PageNotFound if there are none. `endpoint`, and `values` with the
        arguments of the request, are those of the page."""
        articles = self._reading.published(headline.slug for headline in headlines)
        lang = language_of(articles)
        source = self._presenter.url_of_list(endpoint, **{**request.args.to_dict(), **values})
        with force_locale(lang):
            title = name()
        response = self._response(list_book(title, self._presenter.present_all(articles), lang, source=source))
        # Search engines list the page, not its copies (RFC 6596).
        response.headers["Link"] = f'<{self._presenter.url_of_list(endpoint, **values)}>; rel="canonical"'
        return shared_for(SHARED_CACHE_SECONDS, response)

    def of_chosen(self, slugs: Sequence[str]) -> Response:
        """The first MOST_ARTICLES of those that a reader has chosen. Raises PageNotFound if none of them is
        published."""
        articles = self._reading.published(slugs[:MOST_ARTICLES])
        newest = max((article.date for article in articles if article.date), default=None)
        name = ", ".join([_("Saved articles"), *([written_date(newest, None, language())] if newest else [])])
        book = list_book(
            name,
            self._presenter.present_all(articles),
            language(),
            missing=len(slugs[:MOST_ARTICLES]) - len(articles),
            left_out=len(slugs[MOST_ARTICLES:]),
        )
        response = self._response(book)
        response.cache_control.no_store = True
        return response

    def _response(self, book: Book) -> Response:
        response = Response(epub(book, self._reading.rendition_path), content_type=MEDIA_TYPE)
        response.headers.set("Content-Disposition", "attachment", filename=f"{slug_of(book.title)}.epub")
        return response
