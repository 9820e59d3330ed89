"""Request ids, metrics and the access log."""

from __future__ import annotations

import re
import secrets
import sys
import traceback
from collections.abc import Callable, Iterable
from itertools import count
from time import perf_counter
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from bantin_reader.web.middleware.error_responses import FAILURE, ErrorResponses
from bantin_reader.web.observability.logging import REQUEST_ID, SHORT, path_of, short_code, write_line
from bantin_reader.web.observability.metrics import RequestMetrics

REQUEST_ID_PATTERN = re.compile(r"[A-Za-z0-9._-]{1,64}")


class _StartResponse:
    """A `start_response` that notes status and headers, and adds the request's id."""

    __slots__ = ("_request_id", "_start", "headers", "status")

    def __init__(self, start: StartResponse, request_id: str) -> None:
        self._start = start
        self._request_id = request_id
        self.status = ""
        self.headers: list[tuple[str, str]] = []

    def __call__(self, status: str, headers: list[tuple[str, str]], error: Any = None, /) -> Callable[[bytes], object]:
        self.status = status
        # A new list: that of a cached page is sent many times.
        self.headers = [*headers, ("X-Request-ID", self._request_id)]
        return self._start(status, self.headers, error) if error else self._start(status, self.headers)


class Instrumentation:
    """WSGI middleware. Gives each request an id (X-Request-ID, if the request brings a plain one), counts and times it,
    and writes a line for it if `log_access` is set. An exception from further inside becomes the plain 500 page."""

    def __init__(
        self,
        app: WSGIApplication,
        metrics: RequestMetrics,
        errors: ErrorResponses,
        *,
        log_access: bool,
        log_addresses: bool,
    ) -> None:
        self._app = app
        self._count = metrics.request
        self._errors = errors
        self._log_access = log_access
        self._log_addresses = log_addresses
        self._prefix = secrets.token_hex(3)
        self._numbers = count(1)

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        began = perf_counter()
        request_id = environ.get("HTTP_X_REQUEST_ID")
        if request_id is None or not REQUEST_ID_PATTERN.fullmatch(request_id):
            request_id = self.new_id()
        environ[REQUEST_ID] = request_id
        started = _StartResponse(start, request_id)
        try:
            body = self._app(environ, started)
        except Exception as error:
            body = self._fail(environ, started, error, request_id)
        self.record(environ, started.status, started.headers, request_id, perf_counter() - began)
        return body

    def new_id(self) -> str:
        return f"{self._prefix}-{next(self._numbers):x}"

    def record(
        self, environ: WSGIEnvironment, status: str, headers: list[tuple[str, str]], request_id: str, seconds: float
    ) -> None:
        """Count a response, and log it if that is set."""
        self._count(environ["REQUEST_METHOD"], status, environ["PATH_INFO"], seconds)
        if self._log_access:
            self._write(environ, status, headers, request_id, seconds)

    def _fail(
        self, environ: WSGIEnvironment, started: _StartResponse, error: Exception, request_id: str
    ) -> Iterable[bytes]:
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
        response = self._errors.response(FAILURE, environ, short_code(request_id))
        has_started = bool(started.status)

        def start(status: str, headers: list[tuple[str, str]], *_: Any) -> Callable[[bytes], object]:
            return started(status, headers, sys.exc_info() if has_started else None)

        return response(environ, start)

    def _write(
        self,
        environ: WSGIEnvironment,
        status_line: str,
        headers: list[tuple[str, str]],
        request_id: str,
        seconds: float,
    ) -> None:
        method = environ["REQUEST_METHOD"]
        status = int(status_line[:3] or 0)
        length = next((value for name, value in headers if name.lower() == "content-length"), "")
        has_no_body = method == "HEAD" or status in (204, 304)
        address = {"address": environ.get("REMOTE_ADDR", "")} if self._log_addresses else {}
        write_line(
            "info",
            "request",
            id=request_id,
            method=method[:SHORT],
            path=path_of(environ),
            status=status,
            seconds=round(seconds, 6),
            bytes=0 if has_no_body else int(length) if length.isdigit() else None,
            **address,
        )
