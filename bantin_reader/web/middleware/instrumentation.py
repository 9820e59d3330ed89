"""The outermost layer: each request gets an id, is counted, timed and, on wish, written down."""

from __future__ import annotations

import re
import secrets
import sys
import traceback
from collections.abc import Callable, Iterable, Mapping
from itertools import count
from pathlib import Path
from time import perf_counter
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask, before_render_template, g, template_rendered

from bantin_reader.config.settings import Settings
from bantin_reader.web.middleware.last_resort import STATUS, last_resort
from bantin_reader.web.observability.endpoints import OWN_PATHS, Handler, OperatorEndpoints
from bantin_reader.web.observability.logging import (
    REQUEST_ID,
    SHORT,
    configure_app_logging,
    path_of,
    short_code,
    write_line,
)
from bantin_reader.web.observability.metrics import RequestMetrics, RouteLabels
from bantin_reader.web.observability.readiness import Readiness
from bantin_reader.web.templating.assets import PATTERN

PLAIN = re.compile(r"[A-Za-z0-9._-]{1,64}")


class _Answer:
    """`start_response` that notes the status, and sends the request's id with it."""

    __slots__ = ("_request_id", "_start", "headers", "status")

    def __init__(self, start: StartResponse, request_id: str) -> None:
        self._start = start
        self._request_id = request_id
        self.status = ""
        self.headers: list[tuple[str, str]] = []

    def __call__(self, status: str, headers: list[tuple[str, str]], error: Any = None, /) -> Callable[[bytes], object]:
        self.status = status
        # A list of its own: a kept page's is sent many times.
        self.headers = [*headers, ("X-Request-ID", self._request_id)]
        return self._start(status, self.headers, error) if error else self._start(status, self.headers)


class Instrumentation:
    """WSGI middleware. `own` are applications for paths of the operator's, asked before anything else; one that gives
    None leaves the request to `app`. `headers` are those of every answer."""

    def __init__(
        self,
        app: WSGIApplication,
        counting: RequestMetrics,
        handlers: Mapping[str, Handler],
        headers: Mapping[str, str],
        *,
        log_access: bool,
        log_addresses: bool,
    ) -> None:
        self._app = app
        self._count = counting.request
        self._handlers = handlers
        self._headers = headers
        self._log_access = log_access
        self._log_addresses = log_addresses
        self._prefix = secrets.token_hex(3)
        self._numbers = count(1)

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        began = perf_counter()
        request_id = environ.get("HTTP_X_REQUEST_ID")
        if request_id is None or not PLAIN.fullmatch(request_id):
            request_id = f"{self._prefix}-{next(self._numbers):x}"
        environ[REQUEST_ID] = request_id
        answer = _Answer(start, request_id)
        path = environ["PATH_INFO"]
        body = None
        try:
            if path in self._handlers:
                body = self._handlers[path](environ, answer)
            if body is None:
                body = self._app(environ, answer)
        except Exception as error:
            body = self._fail(environ, answer, error, request_id)
        seconds = perf_counter() - began
        self._count(environ["REQUEST_METHOD"], answer.status, path, seconds)
        if self._log_access:
            self._write(environ, answer, request_id, seconds)
        return body

    def _fail(self, environ: WSGIEnvironment, answer: _Answer, error: Exception, request_id: str) -> list[bytes]:
        """What nothing below has answered."""
        write_line(
            "error",
            "a request failed",
            id=request_id,
            code=short_code(request_id),
            method=environ["REQUEST_METHOD"][:SHORT],
            path=path_of(environ),
            error=f"{type(error).__name__}: {error}",
            traceback="".join(traceback.format_exception(error)),
        )
        headers, body = last_resort(short_code(request_id), environ.get("SCRIPT_NAME", ""), self._headers)
        answer(STATUS, headers, sys.exc_info() if answer.status else None)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def _write(self, environ: WSGIEnvironment, answer: _Answer, request_id: str, seconds: float) -> None:
        method = environ["REQUEST_METHOD"]
        status = int(answer.status[:3] or 0)
        length = next((value for name, value in answer.headers if name.lower() == "content-length"), "")
        sends_none = method == "HEAD" or status in (204, 304)
        address = {"address": environ.get("REMOTE_ADDR", "")} if self._log_addresses else {}
        write_line(
            "info",
            "request",
            id=request_id,
            method=method[:SHORT],
            path=path_of(environ),
            status=status,
            seconds=round(seconds, 6),
            bytes=0 if sends_none else int(length) if length.isdigit() else None,
            **address,
        )


class _RenderTimes:
    """Counts how long each page's template took."""

    def __init__(self, app: Flask, counting: RequestMetrics) -> None:
        self._counting = counting
        before_render_template.connect(self._began, app)
        template_rendered.connect(self._ended, app)

    def _began(self, _app: Flask, **_about: Any) -> None:
        g.render_began = perf_counter()

    def _ended(self, _app: Flask, **_about: Any) -> None:
        self._counting.render(perf_counter() - g.render_began)


def counting(app: Flask, folder: Path | None) -> RequestMetrics:
    """The counters of an application that has all its addresses; also counts what its templates take."""
    patterns = [rule.rule for rule in app.url_map.iter_rules()]
    counting = RequestMetrics(RouteLabels([*patterns, PATTERN, *OWN_PATHS]), folder)
    app.extensions["bantin_render_times"] = _RenderTimes(app, counting)
    return counting


def observe(
    app: Flask, counting: RequestMetrics, settings: Settings, ready: Readiness, headers: Mapping[str, str]
) -> None:
    """Put the outermost layer around the application, with the operator's addresses."""
    configure_app_logging(app.logger)
    if counting.trouble:
        app.logger.warning("this worker's numbers stay its own: %s", counting.trouble)
    token = settings.metrics_token.get_secret_value() if settings.metrics_token else ""
    app.wsgi_app = Instrumentation(  # type: ignore[method-assign,assignment]
        app.wsgi_app,
        counting,
        OperatorEndpoints(counting, ready.missing, headers, token).paths,
        headers,
        log_access=settings.log_access,
        log_addresses=settings.log_addresses,
    )
