"""Addresses for operators: is it alive, can it serve, what did it count. Answered before any page is thought of."""

from __future__ import annotations

import hmac
import json
import logging
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple
from wsgiref.types import StartResponse, WSGIEnvironment

from bantin_reader.web.observability.metrics import RequestMetrics
from bantin_reader.web.observability.prometheus import CONTENT_TYPE, exposition

HEALTH, READINESS, METRICS = OWN_PATHS = ("/healthz", "/readyz", "/metrics")
JSON = "application/json"
LOOPBACK = re.compile(r"127(\.\d{1,3}){3}|::1|::ffff:127(\.\d{1,3}){3}")
LOOPBACK_HOST = re.compile(r"(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?", re.IGNORECASE)
FORWARDED = ("HTTP_FORWARDED", "HTTP_VIA", "HTTP_X_REAL_IP", "HTTP_X_CLIENT_IP", "HTTP_TRUE_CLIENT_IP")

# Answers, or gives None where there is nothing to tell this client.
Handler = Callable[[WSGIEnvironment, StartResponse], Iterable[bytes] | None]

_log = logging.getLogger("bantin_reader")


class _OperatorResponse(NamedTuple):
    status: str
    mimetype: str
    text: str


class OperatorEndpoints:
    """`paths` are applications for `Observing`. `headers` are those of every answer; `token` opens the numbers to who
    is not on this machine."""

    def __init__(
        self, counting: RequestMetrics, missing: Callable[[], Sequence[str]], headers: Mapping[str, str], token: str
    ) -> None:
        self._counting = counting
        self._missing = missing
        self._headers = headers
        self._token = token
        self._last_missing: list[str] = []
        self.paths: dict[str, Handler] = {
            HEALTH: self._answering(self._health),
            READINESS: self._answering(self._readiness),
            METRICS: self._metrics,
        }

    def _health(self) -> _OperatorResponse:
        """This process answers: nothing else is looked at."""
        return _OperatorResponse("200 OK", JSON, '{"alive": true}\n')

    def _readiness(self) -> _OperatorResponse:
        missing = list(self._missing())
        if missing != self._last_missing:
            self._last_missing = missing
            _log.warning("not ready: %s", "; ".join(missing)) if missing else _log.warning("ready again")
        told = json.dumps({"ready": not missing, "missing": missing}) + "\n"
        return _OperatorResponse("503 SERVICE UNAVAILABLE" if missing else "200 OK", JSON, told)

    def _numbers(self) -> _OperatorResponse:
        return _OperatorResponse("200 OK", CONTENT_TYPE, exposition(self._counting.totals()))

    def _metrics(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes] | None:
        allowed = _is_on_this_machine(environ) or _holds(self._token, environ.get("HTTP_AUTHORIZATION", ""))
        return self._answering(self._numbers)(environ, start) if allowed else None

    def _answering(
        self, tell: Callable[[], _OperatorResponse]
    ) -> Callable[[WSGIEnvironment, StartResponse], Iterable[bytes]]:
        def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
            method = environ["REQUEST_METHOD"]
            if method not in ("GET", "HEAD"):
                start(
                    "405 METHOD NOT ALLOWED", [*self._headers.items(), ("Allow", "GET, HEAD"), ("Content-Length", "0")]
                )
                return []
            told = tell()
            body = told.text.encode()
            own = {"Content-Type": told.mimetype, "Content-Length": str(len(body)), "Cache-Control": "no-store"}
            start(told.status, [*(own | dict(self._headers)).items()])
            return [] if method == "HEAD" else [body]

        return answer


def _is_on_this_machine(environ: WSGIEnvironment) -> bool:
    """Asked by a client on this machine for itself: no proxy hands on another's question, and no page's script under
    a name that was turned to this address asks."""
    if any(name in environ for name in FORWARDED) or any(name.startswith("HTTP_X_FORWARDED") for name in environ):
        return False
    peer, host = environ.get("REMOTE_ADDR", ""), environ.get("HTTP_HOST", "")
    return bool(LOOPBACK.fullmatch(peer) and LOOPBACK_HOST.fullmatch(host))


def _holds(token: str, authorization: str) -> bool:
    scheme, _, given = authorization.partition(" ")
    same = hmac.compare_digest(given.strip().encode("utf-8", "replace"), token.encode())
    return bool(token) and scheme.lower() == "bearer" and same
