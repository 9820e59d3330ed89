"""Errors as pages of the site, in the reader's language, with the right status."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta

from flask import Blueprint, Flask, current_app, make_response, render_template, request
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from bantin_reader.model.errors import (
    ArticleExpired,
    ArticleMoved,
    ArticleNotFound,
    ArticleWithdrawn,
    AudioNotFound,
    PageNotFound,
    PictureNotFound,
    StoreUnavailable,
    UnknownPreference,
)
from bantin_reader.web.i18n.dates import written_date
from bantin_reader.web.i18n.locale import language
from bantin_reader.web.observability.logging import REQUEST_ID, LogRateLimiter, short_code
from bantin_reader.web.urls import url_for

RETRY_SECONDS = 10
MICROSECOND = timedelta(microseconds=1)


# Makes the response to an error that stands for an HTTP status.
Respond = Callable[[HTTPException], Response]


def add_error_pages(target: Flask | Blueprint, template: str, below: Mapping[str, Respond] | None = None) -> None:
    """Answer every error of an application or a blueprint with a page made from `template`.

    `below` has the functions that respond in its place to an HTTP error at a path that begins with their key."""

    @target.errorhandler(ArticleNotFound)
    @target.errorhandler(AudioNotFound)
    @target.errorhandler(PageNotFound)
    @target.errorhandler(PictureNotFound)
    def not_found(_error: Exception) -> tuple[str, int]:
        return _page(template, 404), 404

    @target.errorhandler(ArticleMoved)
    def moved(error: ArticleMoved) -> Response:
        location = url_for(request.endpoint or "", **{**(request.view_args or {}), "slug": error.current})
        return redirect(location + (f"?{request.query_string.decode('ascii')}" if request.query_string else ""), 301)

    @target.errorhandler(ArticleExpired)
    def expired(error: ArticleExpired) -> tuple[str, int]:
        return _page(template, 410, reason=error.reason, message=_expired_message(error.until)), 410

    @target.errorhandler(ArticleWithdrawn)
    def withdrawn(error: ArticleWithdrawn) -> tuple[str, int]:
        return _page(template, 410, reason=error.reason), 410

    @target.errorhandler(UnknownPreference)
    def unknown_preference(_error: UnknownPreference) -> tuple[str, int]:
        return _page(template, 422), 422

    log_limiter = LogRateLimiter()

    @target.errorhandler(StoreUnavailable)
    def store_unavailable(error: StoreUnavailable) -> Response:
        # Only a reader whose request is in the log gets a code to tell the newsroom.
        is_logged = log_limiter.allow()
        if is_logged:
            current_app.logger.error("a page could not be made: %s", error)
        page = _page(template, 503, message=_store_unavailable_message(), with_code=is_logged)
        response = make_response(page, 503)
        response.headers["Retry-After"] = str(RETRY_SECONDS)
        response.cache_control.no_store = True
        return response

    @target.errorhandler(HTTPException)
    def http_error(error: HTTPException) -> Response:
        code = error.code or 500
        if code < 400:
            return error.get_response()
        for start, respond in (below or {}).items():
            if request.path.startswith(start):
                return respond(error)
        response = make_response(_page(template, code), code)
        for name, value in error.get_headers():
            if name != "Content-Type":
                response.headers[name] = value
        return response

    @target.errorhandler(Exception)
    def failure(error: Exception) -> tuple[str, int]:
        current_app.logger.error("a request failed", exc_info=error)
        return _page(template, 500), 500


def _page(
    template: str, code: int, reason: str = "", message: tuple[str, str] | None = None, *, with_code: bool = True
) -> str:
    title, text = message or _message(code)
    error_code = short_code(request.environ.get(REQUEST_ID, "")) if with_code and code >= 500 else ""
    return render_template(template, title=title, text=text, reason=reason, error_code=error_code)


def _expired_message(until: datetime) -> tuple[str, str]:
    title, lang = _("This article is no longer shown"), language()
    if until.time() == time.min:
        last_day = (until - MICROSECOND).date()
        return title, _("It was to be read until the end of %(date)s.", date=written_date(last_day, None, lang))
    return title, _("It was to be read until %(moment)s.", moment=written_date(until.date(), until.time(), lang))


def _store_unavailable_message() -> tuple[str, str]:
    return _("This page cannot be shown just now"), _(
        "The articles cannot be reached at the moment. Your settings stay as they are; "
        "please try again in a few minutes."
    )


def _message(code: int) -> tuple[str, str]:
    """A title, and what the reader can do, for a status."""
    match code:
        case 404:
            return _("Page not found"), _(
                "There is nothing at this address. It may have been mistyped, or the article may have moved."
            )
        case 405:
            return _("This address cannot be used that way"), _(
                "The address exists, but it does not take this kind of request."
            )
        case 410:
            return _("This article has been withdrawn"), _("The newsroom has taken the article back.")
        case 403:
            return _("The request was refused"), _(
                "It came from another site. Open this site itself and try again there."
            )
        case 422:
            return _("The setting was not changed"), _(
                "The request asked for a setting that does not exist here. Your settings are as they were."
            )
        case code if code < 500:
            return _("The request could not be understood"), _("Go back and try again, or start from the home page.")
        case _:
            return _("Something went wrong on our side"), _(
                "The page could not be made. Nothing of yours was lost; please try again in a moment."
            )
