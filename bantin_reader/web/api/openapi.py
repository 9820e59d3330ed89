"""The API's description (OpenAPI 3.1), made of the models that read its requests."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.metadata import version
from typing import Any

from pydantic.json_schema import models_json_schema

from bantin_reader.model.push import IDENTITY_PATTERN, MAX_IDENTITY
from bantin_reader.web.api.article_fields import ArticleFields, Problem, Pushed
from bantin_reader.web.api.problems import CONTENT_TYPE, TITLES
from bantin_reader.web.api.request_reader import ARTICLE_PART, JSON, MULTIPART

REF = "#/components/schemas/{model}"
IDENTITY = {
    "name": "source_id",
    "in": "path",
    "required": True,
    "description": "The id that the pushing system gives the article.",
    "schema": {"type": "string", "pattern": IDENTITY_PATTERN, "maxLength": MAX_IDENTITY},
    "example": "42",
}
FAILURES_OF_PUT = (400, 401, 403, 409, 413, 415, 422, 500, 503)
FAILURES_OF_DELETE = (401, 403, 404, 422, 500, 503)
LOCATION = {"description": "The path of the article.", "schema": {"type": "string"}, "required": True}
AUTHENTICATE = {"description": "RFC 6750, section 3.", "schema": {"type": "string"}, "required": True}
ALLOW = {"description": "The methods of the address.", "schema": {"type": "string"}, "required": True}
RETRY = {"description": "Seconds after which to send it again.", "schema": {"type": "string"}, "required": True}


@lru_cache(maxsize=4)
def description(server: str) -> str:
    """The document as JSON; `server` is the path that the site is mounted at."""
    _, schemas = models_json_schema(
        [(ArticleFields, "validation"), (Pushed, "serialization"), (Problem, "serialization")], ref_template=REF
    )
    document = {
        "openapi": "3.1.1",
        "info": {
            "title": "Bantin Reader",
            "version": version("bantin-reader"),
            "description": (
                "Push articles, and withdraw them. The same push again changes nothing. Errors are problem details, "
                "also 404 at any other address below /api/ and 405 for any other method."
            ),
        },
        "servers": [{"url": server}],
        "security": [{"token": []}],
        "paths": {"/api/articles/{source_id}": {"parameters": [IDENTITY], "put": _put(), "delete": _delete()}},
        "components": {
            "schemas": schemas["$defs"],
            "responses": {
                "NotFound": _failure("There is nothing at this address"),
                "MethodNotAllowed": _failure(TITLES[405]) | {"headers": {"Allow": ALLOW}},
            },
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": "Of: bantin-reader token add NAME"}
            },
        },
    }
    return json.dumps(document, ensure_ascii=False)


def _put() -> dict[str, Any]:
    article = {"$ref": REF.format(model="ArticleFields")}
    parts = {
        "type": "object",
        "required": [ARTICLE_PART],
        "properties": {ARTICLE_PART: article},
        "additionalProperties": {
            "type": "string",
            "contentMediaType": "image/*",
            "description": "A picture; `cid:` and the name of its part is its address in the body.",
        },
    }
    return {
        "operationId": "putArticle",
        "summary": "Create an article, or replace it.",
        "requestBody": {
            "required": True,
            "content": {
                JSON: {"schema": article},
                MULTIPART: {"schema": parts, "encoding": {ARTICLE_PART: {"contentType": JSON}}},
            },
        },
        "responses": {
            "200": _pushed("It is stored; `outcome` says whether that changed anything."),
            "201": _pushed("It is new.") | {"headers": {"Location": LOCATION}},
            **_failures(FAILURES_OF_PUT),
        },
    }


def _delete() -> dict[str, Any]:
    return {
        "operationId": "deleteArticle",
        "summary": "Withdraw an article: readers are told that it was taken back. A PUT publishes it again.",
        "responses": {"204": {"description": "It is withdrawn."}, **_failures(FAILURES_OF_DELETE)},
    }


def _pushed(text: str) -> dict[str, Any]:
    return {"description": text, "content": {JSON: {"schema": {"$ref": REF.format(model="Pushed")}}}}


def _failures(statuses: tuple[int, ...]) -> dict[str, Any]:
    headers = {401: {"WWW-Authenticate": AUTHENTICATE}, 503: {"Retry-After": RETRY}}
    return {
        str(status): _failure(TITLES[status]) | ({"headers": headers[status]} if status in headers else {})
        for status in statuses
    }


def _failure(text: str) -> dict[str, Any]:
    return {"description": text, "content": {CONTENT_TYPE: {"schema": {"$ref": REF.format(model="Problem")}}}}
