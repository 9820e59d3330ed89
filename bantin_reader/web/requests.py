"""What arrives odd, made regular before anything reads it."""

from __future__ import annotations

import string
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug.http import parse_accept_header

CODINGS = ("br", "gzip")


class RegularRequests:
    """WSGI middleware. A query's bytes that are no ASCII are percent-encoded, so that every query can be read; of the
    codings that Accept-Encoding takes (RFC 9110, 12.5.3) the one that is used stands there alone."""

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        query = environ.get("QUERY_STRING")
        if query:
            environ["QUERY_STRING"] = quote(query, safe=string.punctuation, encoding="latin-1")
        codings = environ.get("HTTP_ACCEPT_ENCODING")
        if codings:
            environ["HTTP_ACCEPT_ENCODING"] = _coding(codings[:200])
        return self._app(environ, start)


@lru_cache(maxsize=1024)
def _coding(header: str) -> str:
    """The best of ours; empty when the reader's browser takes none, or likes plain bytes better."""
    accepted = parse_accept_header(header)
    best = max(CODINGS, key=lambda coding: accepted[coding])
    plain = max((quality for name, quality in accepted if name == "identity"), default=0)
    return best if accepted[best] > 0 and accepted[best] >= plain else ""
