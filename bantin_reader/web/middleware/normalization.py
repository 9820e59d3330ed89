"""Normalizes unusual requests (empty path, over-long headers, unknown query arguments and cookies) before routing."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Mapping
from functools import lru_cache
from urllib.parse import quote, unquote_plus
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug.http import parse_accept_header, parse_cookie

from bantin_reader.web.i18n.locale import language_of_header
from bantin_reader.web.middleware.error_responses import URI_TOO_LONG, ErrorResponses
from bantin_reader.web.route_policy import NormalizeCookie, RoutePolicies

CODINGS = ("br", "gzip")
LONGEST_ADDRESS = 8000  # octets of path and query that every server should accept (RFC 9110, 4.1)
# Longer headers are ignored: no browser sends them for this site alone, and parsing them takes long.
LONGEST_COOKIE = 16_000
LONGEST_HEADER = 1000
# One range of bytes; the unit is case-insensitive (RFC 9110, 14.1).
SINGLE_RANGE = re.compile(r"bytes=(?:[0-9]{1,18}-[0-9]{0,18}|-[0-9]{1,18})", re.IGNORECASE)
# Requests whose normalized form is remembered, and the longest of them in characters.
REMEMBERED = 1024
LONGEST_REMEMBERED = 1500


class RequestNormalizer:
    """WSGI middleware that gives equal requests equal environments, so that the page cache needs no rules of its own.

    An address over 8,000 octets is answered 414. The query keeps the arguments, and the Cookie header the cookies, that
    the route declares in its policy; bytes beyond ASCII in a query are percent-encoded. Accept-Language becomes the one
    language, and Accept-Encoding (RFC 9110, 12.5.3) the one coding, that the response will have. A Range header is
    left in a GET request for a single range of bytes, and ignored elsewhere (RFC 9110, 14.2).
    """

    def __init__(self, app: WSGIApplication, policies: RoutePolicies, errors: ErrorResponses) -> None:
        self._app = app
        self._policies = policies
        self._errors = errors
        self._remembered = lru_cache(REMEMBERED)(self._normalized)

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
        if not path and not environ.get("SCRIPT_NAME"):
            path = "/"  # RFC 9110, 4.2.3
        if len(path) + len(query) > LONGEST_ADDRESS:
            return self._errors.response(URI_TOO_LONG, environ)(environ, start)
        if len(environ.get("HTTP_IF_NONE_MATCH", "")) > LONGEST_HEADER:
            del environ["HTTP_IF_NONE_MATCH"]
        if "HTTP_RANGE" in environ and not _is_answered(environ["REQUEST_METHOD"], environ["HTTP_RANGE"]):
            del environ["HTTP_RANGE"]
        cookie, languages, codings = (
            environ.get("HTTP_COOKIE", ""),
            environ.get("HTTP_ACCEPT_LANGUAGE", ""),
            environ.get("HTTP_ACCEPT_ENCODING", ""),
        )
        is_short = len(path) + len(query) + len(cookie) + len(languages) + len(codings) <= LONGEST_REMEMBERED
        normalize = self._remembered if is_short else self._normalized
        environ.update(normalize(environ["REQUEST_METHOD"], path, query, cookie, languages, codings))
        return self._app(environ, start)

    def _normalized(
        self, method: str, path: str, query: str, cookie: str, languages: str, codings: str
    ) -> dict[str, str]:
        policy = self._policies.of_path(method, path)
        known = "&".join(pair for pair in query.split("&") if unquote_plus(pair.partition("=")[0]) in policy.arguments)
        return {
            "PATH_INFO": path,
            "QUERY_STRING": quote(known, safe=string.punctuation, encoding="latin-1"),
            "HTTP_COOKIE": _cookies(cookie, policy.cookies) if len(cookie) <= LONGEST_COOKIE else "",
            "HTTP_ACCEPT_LANGUAGE": language_of_header(languages if len(languages) <= LONGEST_HEADER else ""),
            "HTTP_ACCEPT_ENCODING": _coding(codings[:200]),
        }


def _is_answered(method: str, value: str) -> bool:
    return method == "GET" and SINGLE_RANGE.fullmatch(value.strip(" \t")) is not None


def _cookies(header: str, readers: Mapping[str, NormalizeCookie]) -> str:
    """The cookies of `readers`, each in its normal spelling; those that say nothing are left out."""
    if not header or not readers:
        return ""
    cookies = parse_cookie(header.encode("ascii", "ignore").decode("ascii"))
    normalized = {name: normalize(cookies[name]) for name, normalize in readers.items() if name in cookies}
    return "; ".join(f"{name}={value}" for name, value in normalized.items() if value)


def _coding(header: str) -> str:
    """The best of CODINGS; empty when the browser accepts none of them or prefers an uncompressed response."""
    if not header:
        return ""
    accepted = parse_accept_header(header)
    best = max(CODINGS, key=lambda coding: accepted[coding])
    plain = max((quality for name, quality in accepted if name == "identity"), default=0)
    return best if accepted[best] > 0 and accepted[best] >= plain else ""
