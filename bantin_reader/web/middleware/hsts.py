"""Strict-Transport-Security (RFC 6797)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

# Without includeSubDomains: the domain's other sites are not this site's to promise for (RFC 6797, 6.1.2).
HSTS = ("Strict-Transport-Security", "max-age=31536000")


class StrictTransportSecurity:
    """WSGI middleware that adds the header to every response to a request over HTTPS."""

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if environ["wsgi.url_scheme"] != "https":
            return self._app(environ, start)

        def start_with_hsts(status: str, headers: list[tuple[str, str]], *error: Any) -> Callable[[bytes], object]:
            return start(status, [*headers, HSTS], *error)

        return self._app(environ, start_with_hsts)
