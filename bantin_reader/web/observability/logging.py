"""What goes wrong, and on wish every request, as one line of JSON each on stderr."""

from __future__ import annotations

import json
import logging
import os
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from threading import Lock
from typing import Any

from flask import has_request_context, request
from werkzeug.wrappers import Request

REQUEST_ID = "bantin.request_id"
STDERR = 2
LONGEST = 1000
SHORT = 12
_OURS = "bantin_reader"
_lock = Lock()

# Granian's own lines, such as that of a worker that died.
GRANIAN = {
    "formatters": {},
    "handlers": {"lines": {"()": "bantin_reader.web.observability.logging.JsonLogHandler"}},
    "loggers": {"_granian": {"handlers": ["lines"], "level": "WARNING", "propagate": False}},
}


def write_line(level: str, message: str, **fields: Any) -> None:
    """One line, whole. Everything but printable ASCII is escaped, so that no text can end the line or steer a terminal.

    A log that cannot be written stops no answer.
    """
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    line = json.dumps({"time": now, "level": level, "message": message, **fields}, default=str)
    left = line.replace("\x7f", "\\u007f").encode("ascii") + b"\n"
    with _lock, suppress(OSError):
        while left:
            left = left[os.write(STDERR, left) :]


class LogRateLimiter:
    """Says when to write a line of what may happen a thousand times a second."""

    def __init__(self, seconds: float = 1.0, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._clock = clock
        self._next = -float("inf")

    def allow(self) -> bool:
        now = self._clock()
        if now < self._next:
            return False
        self._next = now + self._seconds
        return True


def path_of(environ: dict[str, Any]) -> str:
    """The path that was asked for, without its query, as text of a bearable length."""
    path = str(environ.get("PATH_INFO", "")).encode("latin-1", "replace").decode("utf-8", "replace")
    return path if len(path) <= LONGEST else f"{path[:LONGEST]}…"


def short_code(request_id: str) -> str:
    """What a reader can tell the newsroom on the telephone: a short request id, or the end of a long one."""
    return request_id if len(request_id) <= SHORT else request_id[-8:]


class JsonLogHandler(logging.Handler):
    """Log records as lines; one made while a request is answered says which."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            fields: dict[str, Any] = {} if record.name == _OURS else {"logger": record.name}
            if has_request_context():
                fields |= about(request)
            if record.exc_info and record.exc_info[1]:
                error = record.exc_info[1]
                fields["error"] = f"{type(error).__name__}: {error}"
                fields["traceback"] = "".join(traceback.format_exception(error))
            write_line(record.levelname.lower(), record.getMessage(), **fields)
        except Exception:
            self.handleError(record)


def about(request: Request) -> dict[str, str]:
    """Which request a line is about."""
    request_id = str(request.environ.get(REQUEST_ID, ""))
    known = {"id": request_id, "code": short_code(request_id)} if request_id else {}
    return known | {"method": request.method[:SHORT], "path": path_of(request.environ)}


def configure_app_logging(logger: logging.Logger) -> None:
    """From now on the application's logger writes lines."""
    logger.handlers = [JsonLogHandler()]


def configure_root_logging() -> None:
    """From now on the warnings of the libraries, in a process that is all ours, are lines too."""
    lines = JsonLogHandler(logging.WARNING)
    lines.addFilter(lambda record: record.name.partition(".")[0] != _OURS)
    logging.getLogger().addHandler(lines)
    logging.captureWarnings(True)
