"""Strict-Transport-Security (RFC 6797)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

# Without includeSubDomains: the domain's other sites are not this site's to promise for (RFC 6797, 6.1.2).
HSTS = ("Strict-Transport-Security", "max-age=31536000")


class StrictTransportSecurity:
    """WSGI middleware that adds the header to every response over HTTPS. It binds a whole host with all its ports
    (RFC 6797, 8.2), so that no response has it where the application is mounted below a path."""

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        def start_with_hsts(status: str, headers: list[tuple[str, str]], *error: Any) -> Callable[[bytes], object]:
            # The scheme is known once ProxyHeaders has seen the request.
            is_secure = environ["wsgi.url_scheme"] == "https" or HSTS in headers
            others = [pair for pair in headers if pair != HSTS]
            own = [HSTS] if is_secure and not environ.get("SCRIPT_NAME") else []
            return start(status, [*others, *own], *error)

        return self._app(environ, start_with_hsts)
