"""Reads a pushed article from a request: JSON, or JSON with pictures as parts (RFC 7578)."""

from __future__ import annotations

from typing import Any

from flask import request
from pydantic import ValidationError
from werkzeug.exceptions import RequestEntityTooLarge

from bantin_reader.model.push import PushedArticle
from bantin_reader.web.api.article_fields import ArticleFields
from bantin_reader.web.api.problems import MAX_PUSH_BYTES, RequestProblem

ARTICLE_PART = "article"
JSON, MULTIPART = "application/json", "multipart/form-data"
MESSAGES = {"missing": "it is missing", "extra_forbidden": "there is no such field"}


def read_article(identity: str) -> PushedArticle:
    """Raises RequestProblem; RequestEntityTooLarge for more than MAX_PUSH_BYTES."""
    # One byte more than is allowed: a body of unknown length is cut off at the limit without an error.
    request.max_content_length = request.max_form_memory_size = MAX_PUSH_BYTES + 1
    if request.mimetype == JSON:
        text = request.get_data(cache=False)
        if len(text) > MAX_PUSH_BYTES:
            raise RequestEntityTooLarge
        return _fields(text).article(identity, {})
    if request.mimetype != MULTIPART:
        raise RequestProblem(415, f"Send {JSON}, or {MULTIPART} with a part named {ARTICLE_PART}.")
    files = request.files
    part = files.get(ARTICLE_PART)
    text = part.read() if part else request.form.get(ARTICLE_PART, "").encode("utf-8", "surrogatepass")
    if not text:
        raise RequestProblem(400, f"There is no part named {ARTICLE_PART} with the article as JSON.")
    return _fields(text).article(identity, {name: file.read() for name, file in files.items() if name != ARTICLE_PART})


def _fields(text: bytes) -> ArticleFields:
    try:
        return ArticleFields.model_validate_json(text)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
    if found[0]["type"] == "json_invalid":
        raise RequestProblem(400, f"The article is not JSON. {found[0]['msg']}.")
    mistakes = [{"pointer": _pointer(one["loc"]), "detail": _message(one["type"], one["msg"])} for one in found]
    first = mistakes[0]
    raise RequestProblem(422, f"Correct {first['pointer']}: {first['detail']}.", mistakes)


def _pointer(location: tuple[Any, ...]) -> str:
    """RFC 6901, section 6."""
    return "#" + "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')[:100]}" for part in location)


def _message(kind: str, message: str) -> str:
    if kind == "extra_forbidden":
        return f"there is no such field; there are {', '.join(ArticleFields.model_fields)}"
    return MESSAGES.get(kind, message.removeprefix("Value error, "))
