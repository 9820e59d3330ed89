"""Articles that other systems push: PUT and DELETE /api/articles/<source-id>, with a bearer token.

The token is the only authority: cookies are removed before routing, and a page of another site is refused.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress

from flask import Blueprint, Response, request
from werkzeug.exceptions import Unauthorized

from bantin_reader.model.api_token import ApiToken
from bantin_reader.model.errors import StoreUnavailable
from bantin_reader.model.ports import Outcome
from bantin_reader.model.push import IDENTITY_PATTERN, MAX_IDENTITY, ArticleIntake
from bantin_reader.services.api_tokens import ApiTokens
from bantin_reader.web.api.problems import INVALID, UNAUTHENTICATED, RequestProblem, add_problem_responses
from bantin_reader.web.route_policy import route_policy
from bantin_reader.web.security.bearer import bearer_token
from bantin_reader.web.security.csrf import require_same_origin
from bantin_reader.web.urls import PublicUrls, script_root, url_for

IDENTITY = re.compile(IDENTITY_PATTERN)


def blueprint(tokens: ApiTokens, intake: ArticleIntake, urls: PublicUrls, public_url: str | None) -> Blueprint:
    api = Blueprint("api", __name__)
    add_problem_responses(api)

    @api.put("/api/articles/<source_id>")
    @route_policy(arguments=(), cookies={})
    def put(source_id: str) -> Response:
        # Imported here: a worker of a site to which nobody pushes does without.
        from bantin_reader.web.api.request_reader import read_article

        token = authorized()
        result = intake.put(token.name, read_article(identity(source_id)))
        place = url_for("articles.article", slug=result.slug)
        fields = {"outcome": result.outcome, "url": urls.article(result.slug).article, "warnings": result.warnings}
        response = Response(json.dumps(fields, ensure_ascii=False), mimetype="application/json")
        if result.outcome is Outcome.CREATED:
            response.status_code = 201
            response.headers["Location"] = place
        response.cache_control.no_store = True
        return response

    @api.delete("/api/articles/<source_id>")
    @route_policy(arguments=(), cookies={})
    def delete(source_id: str) -> Response:
        intake.delete(authorized().name, identity(source_id))
        response = Response(status=204)
        response.cache_control.no_store = True
        return response

    @api.get("/api/openapi.json")
    @route_policy(arguments=(), cookies={})
    def openapi() -> Response:
        from bantin_reader.web.api.openapi import description

        return Response(description(script_root() or "/"), mimetype="application/json")

    def authorized() -> ApiToken:
        """The token of the request. Raises Unauthorized; Forbidden for a request that another site's page made."""
        text = bearer_token(request.headers.get("Authorization", ""))
        if text is None:
            raise Unauthorized(UNAUTHENTICATED)
        token = tokens.find(text)
        if token is None:
            raise Unauthorized(INVALID)
        require_same_origin(public_url)
        with suppress(StoreUnavailable):  # the day of its last use is not worth a failed push
            tokens.note_use(token)
        return token

    return api


def identity(source_id: str) -> str:
    """Raises RequestProblem for what is no id."""
    if not IDENTITY.fullmatch(source_id) or len(source_id) > MAX_IDENTITY:
        allowed = f"letters a-z, digits and . _ ~ : -, at most {MAX_IDENTITY}"
        raise RequestProblem(422, f"The id in the address may have {allowed}.")
    return source_id
