"""Which names this site answers to. A page depends on the name it was asked by, so a forged one must make none."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from bantin_reader.config.network import LONGEST_HOST, ascii_host, parse_host
from bantin_reader.web.middleware.error_responses import BAD_HOST, MISDIRECTED, ErrorResponses

USUAL_PORTS = ("80", "443")


class TrustedHosts:
    """WSGI middleware. Answers to the name of `public_url` and to `others`, parted by spaces, each with the port that
    stands there, else with the usual ones; where none is given, as on a first try, to every sound one. What is no host
    is 400, another's is 421 (RFC 9110, 15.5.20)."""

    def __init__(self, app: WSGIApplication, public_url: str | None, others: str, errors: ErrorResponses) -> None:
        self._app = app
        names = others.split() + ([_host_of(public_url)] if public_url else [])
        self._known = frozenset(spelling for name in names for spelling in _spellings(name))
        self._errors = errors

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        given = environ.get("HTTP_HOST", "")
        if given in self._known:
            return self._app(environ, start)
        host = _sound(given) if len(given) <= LONGEST_HOST else None
        if host is None:
            return self._errors.response(BAD_HOST, environ)(environ, start)
        if self._known and host not in self._known:
            return self._errors.response(MISDIRECTED, environ)(environ, start)
        environ["HTTP_HOST"] = host
        return self._app(environ, start)


_sound = lru_cache(maxsize=1024)(parse_host)


def _host_of(url: str) -> str:
    parts = urlsplit(url)
    name = ascii_host(parts.hostname or "")
    shown = f"[{name}]" if ":" in name else name
    return f"{shown}:{parts.port}" if parts.port else shown


def _spellings(host: str) -> list[str]:
    name, _, port = host.rpartition(":")
    if name and port.isdigit() and not name.endswith(":"):
        return [name, *(f"{name}:{usual}" for usual in USUAL_PORTS)] if port in USUAL_PORTS else [host]
    return [host, *(f"{host}:{usual}" for usual in USUAL_PORTS)]
