"""The log: one line of JSON for each event, on stderr."""

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
_LOGGER = "bantin_reader"
_lock = Lock()


def write_line(level: str, message: str, **fields: Any) -> None:
    """Write one line. All but printable ASCII is escaped, so that no text can end the line or control a terminal.

    A log that cannot be written keeps no response from being sent.
    """
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    line = json.dumps({"time": now, "level": level, "message": message, **fields}, default=str)
    rest = line.replace("\x7f", "\\u007f").encode("ascii") + b"\n"
    with _lock, suppress(OSError):
        while rest:
            rest = rest[os.write(STDERR, rest) :]


class LogRateLimiter:
    """Allows one log line in `seconds` for an event that may happen a thousand times a second."""

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
    """The path of the request without its query, cut to 1,000 characters."""
    path = str(environ.get("PATH_INFO", "")).encode("latin-1", "replace").decode("utf-8", "replace")
    return path if len(path) <= LONGEST else f"{path[:LONGEST]}…"


def short_code(request_id: str) -> str:
    """A request id that a reader can spell on the telephone: a short one whole, of a long one the last 8 characters."""
    return request_id if len(request_id) <= SHORT else request_id[-8:]


class JsonLogHandler(logging.Handler):
    """Writes log records as lines; one that belongs to a request names it."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            fields: dict[str, Any] = {} if record.name == _LOGGER else {"logger": record.name}
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
    """The fields that identify a request."""
    request_id = str(request.environ.get(REQUEST_ID, ""))
    known = {"id": request_id, "code": short_code(request_id)} if request_id else {}
    return known | {"method": request.method[:SHORT], "path": path_of(request.environ)}


def configure_app_logging(logger: logging.Logger) -> None:
    """Make the application's logger write lines of JSON."""
    logger.handlers = [JsonLogHandler()]


def configure_root_logging() -> None:
    """Make the warnings of libraries lines of JSON, too. For a process that runs nothing but this application."""
    lines = JsonLogHandler(logging.WARNING)
    lines.addFilter(lambda record: record.name.partition(".")[0] != _LOGGER)
    logging.getLogger().addHandler(lines)
    logging.captureWarnings(True)
