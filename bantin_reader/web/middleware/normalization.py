"""What arrives odd, made regular before anything reads it."""

from __future__ import annotations

import string
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote, unquote_plus
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug.http import parse_accept_header

from bantin_reader.model.preferences import TABLE
from bantin_reader.web.embed.frame import EMBEDDERS, PRESSED, SET
from bantin_reader.web.middleware.error_responses import ErrorMessage, ErrorResponses

CODINGS = ("br", "gzip")
# What addresses of this site may ask; the tests find one that is read and does not stand here.
ARGUMENTS = {
    *("lang", "page", "picture", "saved"),
    *("url", "format", "maxwidth", "maxheight"),
    *(*EMBEDDERS, PRESSED, *(SET + row.name for row in TABLE.values() if row.in_widgets)),
}
LONGEST_ADDRESS = 8000  # octets of path and query that every server should take (RFC 9110, 4.1)
# Longer ones, which no browser sends for this site alone, count for nothing: to read them takes long.
LONGEST_HEADERS = (("HTTP_COOKIE", 16_000), ("HTTP_ACCEPT_LANGUAGE", 1000), ("HTTP_IF_NONE_MATCH", 1000))
TOO_LONG = ErrorMessage(
    "414 URI TOO LONG",
    "Địa chỉ quá dài",
    "Địa chỉ của trang dài quá mức.",
    "The address is longer than any of this site.",
)


class RequestNormalizer:
    """WSGI middleware. An address that is too long is 414. A query keeps the arguments that the site knows: for those
    that social networks hang on each reader's link a page would be made for him alone. Its bytes that are no ASCII are
    percent-encoded, so that every query can be read. Of the codings that Accept-Encoding takes (RFC 9110, 12.5.3) the
    one that is used stands there alone; headers that take long to read are gone, and so is what is no ASCII in cookies:
    ours are."""

    def __init__(self, app: WSGIApplication, refusals: ErrorResponses) -> None:
        self._app = app
        self._too_long = refusals.refusal(TOO_LONG)

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
        if not path and not environ.get("SCRIPT_NAME"):
            path = "/"  # RFC 9110, 4.2.3
        environ["PATH_INFO"] = path
        if len(path) + len(query) > LONGEST_ADDRESS:
            return self._too_long(environ, start)
        if query:
            known = "&".join(pair for pair in query.split("&") if unquote_plus(pair.partition("=")[0]) in ARGUMENTS)
            environ["QUERY_STRING"] = quote(known, safe=string.punctuation, encoding="latin-1")
        for name, longest in LONGEST_HEADERS:
            if name in environ and len(environ[name]) > longest:
                del environ[name]
        cookie = environ.get("HTTP_COOKIE")
        if cookie and not cookie.isascii():
            environ["HTTP_COOKIE"] = cookie.encode("ascii", "ignore").decode("ascii")
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
