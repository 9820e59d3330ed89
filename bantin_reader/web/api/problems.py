"""Errors of the API as problem details (RFC 9457)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, current_app
from werkzeug.exceptions import (
    Forbidden,
    HTTPException,
    MethodNotAllowed,
    NotFound,
    RequestEntityTooLarge,
    Unauthorized,
)

from bantin_reader.model.errors import NotPushed, SlugTaken, SourceRefused, StoreUnavailable
from bantin_reader.web.security.bearer import REALM

PREFIX = "/api/"
CONTENT_TYPE = "application/problem+json"
MAX_PUSH_BYTES = 20 * 1024 * 1024
RETRY_SECONDS = "10"
TITLES = {
    400: "The request cannot be read",
    401: "No valid token",
    403: "Pages of other sites must not push",
    404: "There is no such article",
    405: "The address has no such method",
    409: "The address is taken",
    413: "The request is too large",
    415: "The request has the wrong type of content",
    422: "The article cannot be stored as it is",
    500: "Something went wrong here",
    503: "Articles cannot be stored at the moment",
}
UNAUTHENTICATED = (
    "Send the header Authorization: Bearer and a token; the site's operator makes one: bantin-reader token add NAME."
)
INVALID = "This site has no such token, or it was revoked; ask the site's operator for another one."
FOREIGN = (
    "A page of another site made this request in a browser. Push from a server: everyone who opens a page can read a "
    "token in it."
)
TOO_LARGE = f"A request has at most {MAX_PUSH_BYTES:,} bytes; send fewer pictures with it, or send their addresses."
UNAVAILABLE = "Either nothing was changed, or the whole article is stored; send the same request again in a moment."
FAILURE = "Either nothing was changed, or the whole article is stored; the site's log has the reason."


NOTHING_HERE = "Articles are at /api/articles/ and your id of the article; /api/openapi.json describes the API."


class RequestProblem(Exception):
    """A request that cannot be accepted; `errors` are the mistakes in its fields."""

    def __init__(self, status: int, detail: str, errors: Sequence[dict[str, str]] = ()) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.errors = errors


def add_problem_responses(api: Blueprint) -> None:
    """Answer every error of a blueprint with problem details."""

    @api.errorhandler(RequestProblem)
    def wrong(error: RequestProblem) -> Response:
        return problem(error.status, error.detail, **({"errors": list(error.errors)} if error.errors else {}))

    @api.errorhandler(SlugTaken)
    def taken(error: SlugTaken) -> Response:
        return problem(409, f"{_sentence(error)} Send another slug, or none.")

    @api.errorhandler(NotPushed)
    def missing(error: NotPushed) -> Response:
        return problem(404, _sentence(error))

    @api.errorhandler(SourceRefused)
    def refused(error: SourceRefused) -> Response:
        return problem(422, _sentence(error))

    @api.errorhandler(Unauthorized)
    def unauthorized(error: Unauthorized) -> Response:
        response = problem(401, str(error.description))
        is_unknown = error.description == INVALID
        response.headers["WWW-Authenticate"] = REALM + (', error="invalid_token"' if is_unknown else "")
        return response

    @api.errorhandler(Forbidden)
    def foreign(_error: Forbidden) -> Response:
        return problem(403, FOREIGN)

    @api.errorhandler(RequestEntityTooLarge)
    def large(_error: RequestEntityTooLarge) -> Response:
        return problem(413, TOO_LARGE)

    @api.errorhandler(HTTPException)
    def http_error(error: HTTPException) -> Response:
        return http_problem(error)

    @api.errorhandler(StoreUnavailable)
    def unavailable(error: StoreUnavailable) -> Response:
        current_app.logger.error("a pushed article could not be stored: %s", error)
        response = problem(503, UNAVAILABLE)
        response.headers["Retry-After"] = RETRY_SECONDS
        return response

    @api.errorhandler(Exception)
    def failure(error: Exception) -> Response:
        current_app.logger.error("a push failed", exc_info=error)
        return problem(500, FAILURE)


def http_problem(error: HTTPException) -> Response:
    """The response to an error for which no route is responsible (404, 405), with the headers that belong to it."""
    if isinstance(error, NotFound):
        return problem(404, NOTHING_HERE, title="There is nothing at this address")
    if isinstance(error, MethodNotAllowed):
        response = problem(405, f"It has {', '.join(sorted(error.valid_methods or ()))}.")
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods or ()))
        return response
    return problem(error.code or 500, error.description or "")


def problem(status: int, detail: str, **more: Any) -> Response:
    fields = {"title": TITLES.get(status, "The request cannot be done"), "status": status, "detail": detail, **more}
    response = Response(json.dumps(fields, ensure_ascii=False), status, mimetype=CONTENT_TYPE)
    response.cache_control.no_store = True
    return response


def _sentence(error: Exception) -> str:
    text = str(error)
    return f"{text[:1].upper()}{text[1:]}."
