"""What arrives odd, made regular before anything reads it."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable
from urllib.parse import quote
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

REFUSED_CODING = re.compile(r"[^,;]+;\s*q=0(?:\.0*)?\s*(?=,|$)", re.IGNORECASE)


class RegularRequests:
    """WSGI middleware. A query's bytes that are no ASCII are percent-encoded, so that every query can be read; the
    codings that Accept-Encoding refuses by `q=0` (RFC 9110, 12.5.3) are left out of it."""

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        query = environ.get("QUERY_STRING", "")
        environ["QUERY_STRING"] = quote(query, safe=string.punctuation, encoding="latin-1")
        codings = environ.get("HTTP_ACCEPT_ENCODING")
        if codings:
            environ["HTTP_ACCEPT_ENCODING"] = REFUSED_CODING.sub("", codings)
        return self._app(environ, start)
