"""Errors of the API as problem details (RFC 9457)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, current_app
from werkzeug.exceptions import Forbidden, HTTPException, RequestEntityTooLarge, Unauthorized

from bantin_reader.model.errors import NotPushed, SlugTaken, SourceRefused, StoreUnavailable
from bantin_reader.web.security.bearer import REALM

CONTENT_TYPE = "application/problem+json"
MAX_PUSH_BYTES = 20 * 1024 * 1024
RETRY_SECONDS = "10"
TITLES = {
    400: "The request cannot be read",
    401: "No valid token",
    403: "Pages of other sites may not push",
    404: "There is no such article",
    409: "The address is taken",
    413: "The request is too large",
    415: "Another kind of content is needed",
    422: "The article cannot be stored as it is",
    500: "Something went wrong here",
    503: "Articles cannot be stored just now",
}
UNAUTHENTICATED = (
    "Send the header Authorization: Bearer and a token; the site's operator makes one: bantin-reader token add NAME."
)
INVALID = "The token is not one of this site's, or is revoked; ask the site's operator for another one."
FOREIGN = "A page of another site made this request in a browser. Push from a server: a token in a page is everybody's."
TOO_LARGE = f"At most {MAX_PUSH_BYTES:,} bytes are read; send fewer pictures along, or their addresses."
UNAVAILABLE = "Nothing was changed, or the article is stored whole; send the same again in a moment."
FAILURE = "Nothing was changed, or the article is stored whole; the site's log has the reason."


class RequestProblem(Exception):
    """A request that is wrong; `errors` are the mistakes in its fields."""

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
        return problem(error.code or 500, error.description or "")

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


def problem(status: int, detail: str, **more: Any) -> Response:
    fields = {"title": TITLES.get(status, "The request cannot be done"), "status": status, "detail": detail, **more}
    response = Response(json.dumps(fields, ensure_ascii=False), status, mimetype=CONTENT_TYPE)
    response.cache_control.no_store = True
    return response


def _sentence(error: Exception) -> str:
    text = str(error)
    return f"{text[:1].upper()}{text[1:]}."
