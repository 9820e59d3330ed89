"""The host names that this site answers to. A page contains its host name, so none must be made under a forged one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from bantin_reader.config.network import LONGEST_HOST, ascii_host, parse_host
from bantin_reader.web.middleware.error_responses import BAD_HOST, MISDIRECTED, ErrorResponses

USUAL_PORTS = ("80", "443")


class TrustedHosts:
    """WSGI middleware that checks the Host header.

    Accepts the host of `public_url` and `others`, separated by spaces, each with its port or, without one, with the
    usual ports. Where neither is set, it accepts every valid host. A malformed host is answered 400, any other 421
    (RFC 9110, 15.5.20).
    """

    def __init__(self, app: WSGIApplication, public_url: str | None, others: str, errors: ErrorResponses) -> None:
        self._app = app
        names = others.split() + ([_host_of(public_url)] if public_url else [])
        self._known = frozenset(spelling for name in names for spelling in _spellings(name))
        self._errors = errors

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        given = environ.get("HTTP_HOST", "")
        if given in self._known:
            return self._app(environ, start)
        host = _parse_host(given) if len(given) <= LONGEST_HOST else None
        if host is None:
            return self._errors.response(BAD_HOST, environ)(environ, start)
        if self._known and host not in self._known:
            return self._errors.response(MISDIRECTED, environ)(environ, start)
        environ["HTTP_HOST"] = host
        return self._app(environ, start)


_parse_host = lru_cache(maxsize=1024)(parse_host)


def _host_of(url: str) -> str:
    parts = urlsplit(url)
    name = ascii_host(parts.hostname or "")
    host = f"[{name}]" if ":" in name else name
    return f"{host}:{parts.port}" if parts.port else host


def _spellings(host: str) -> list[str]:
    name, _, port = host.rpartition(":")
    if name and port.isdigit() and not name.endswith(":"):
        return [name, *(f"{name}:{usual}" for usual in USUAL_PORTS)] if port in USUAL_PORTS else [host]
    return [host, *(f"{host}:{usual}" for usual in USUAL_PORTS)]
