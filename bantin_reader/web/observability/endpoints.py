"""/healthz, /readyz and /metrics, for operators and their monitoring."""

from __future__ import annotations

import hmac
import json
import logging
import re
from collections.abc import Callable, Iterable, Sequence
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug.wrappers import Response

from bantin_reader.model.errors import StoreUnavailable
from bantin_reader.model.source import SourceState
from bantin_reader.web.middleware.error_responses import ErrorResponses
from bantin_reader.web.observability.metrics import RequestMetrics
from bantin_reader.web.observability.prometheus import CONTENT_TYPE, exposition

HEALTH, READINESS, METRICS = OPERATOR_PATHS = ("/healthz", "/readyz", "/metrics")
JSON = "application/json"
LOOPBACK = re.compile(r"127(\.\d{1,3}){3}|::1|::ffff:127(\.\d{1,3}){3}")
LOOPBACK_HOST = re.compile(r"(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?", re.IGNORECASE)
FORWARDED = ("HTTP_FORWARDED", "HTTP_VIA", "HTTP_X_REAL_IP", "HTTP_X_CLIENT_IP", "HTTP_TRUE_CLIENT_IP")

_log = logging.getLogger("bantin_reader")


class OperatorEndpoints:
    """WSGI middleware that answers the three addresses itself, so that they work while pages cannot be made.

    `missing` names what keeps this process from serving readers, `source_states` tells how the sources are doing.
    /metrics answers requests from this machine, and others that carry `token` (RFC 6750); to anybody else it does not
    exist.
    """

    def __init__(
        self,
        app: WSGIApplication,
        metrics: RequestMetrics,
        missing: Callable[[], Sequence[str]],
        source_states: Callable[[], Sequence[SourceState]],
        errors: ErrorResponses,
        token: str,
    ) -> None:
        self._app = app
        self._metrics = metrics
        self._missing = missing
        self._source_states = source_states
        self._errors = errors
        self._token = token
        self._last_missing: list[str] = []
        self._endpoints = {HEALTH: self._health, READINESS: self._readiness, METRICS: self._exposition}

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        endpoint = self._endpoints.get(environ["PATH_INFO"])
        if endpoint is None or (endpoint == self._exposition and not self._may_read_metrics(environ)):
            return self._app(environ, start)
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self._errors.plain("", 405, Allow="GET, HEAD")(environ, start)
        return endpoint()(environ, start)

    def _health(self) -> Response:
        """This process answers; nothing else is checked."""
        return self._errors.plain('{"alive": true}\n', 200, JSON)

    def _readiness(self) -> Response:
        missing = list(self._missing())
        if missing != self._last_missing:
            self._last_missing = missing
            _log.warning("not ready: %s", "; ".join(missing)) if missing else _log.warning("ready again")
        body = json.dumps({"ready": not missing, "missing": missing}) + "\n"
        return self._errors.plain(body, 503 if missing else 200, JSON)

    def _exposition(self) -> Response:
        try:
            states = self._source_states()
        except StoreUnavailable:
            states = ()
        return self._errors.plain(exposition(self._metrics.totals(), states), 200, CONTENT_TYPE)

    def _may_read_metrics(self, environ: WSGIEnvironment) -> bool:
        return _is_local(environ) or _holds(self._token, environ.get("HTTP_AUTHORIZATION", ""))


def _is_local(environ: WSGIEnvironment) -> bool:
    """Whether a client on this machine asks for itself: no proxy forwards the request, and the Host is loopback, so
    that no page's script can ask under a host name that resolves to this machine (DNS rebinding)."""
    if any(name in environ for name in FORWARDED) or any(name.startswith("HTTP_X_FORWARDED") for name in environ):
        return False
    peer, host = environ.get("REMOTE_ADDR", ""), environ.get("HTTP_HOST", "")
    return bool(LOOPBACK.fullmatch(peer) and LOOPBACK_HOST.fullmatch(host))


def _holds(token: str, authorization: str) -> bool:
    scheme, _, given = authorization.partition(" ")
    is_equal = hmac.compare_digest(given.strip().encode("utf-8", "replace"), token.encode())
    return bool(token) and scheme.lower() == "bearer" and is_equal
