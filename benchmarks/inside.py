"""Measures in one process how long a rendered page and a press take."""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Any

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from benchmarks.site import CODINGS, LANGUAGES, Site

TIMES = 500
WARM_UP = 50


@dataclass(frozen=True)
class Answers:
    """Medians in milliseconds: wall-clock time, and processor time of the thread."""

    clock: float
    processor: float


def measure(site: Site) -> tuple[Answers, Answers, Answers]:
    """Times for the article rendered and compressed, for a press by htmx, and for the cached article."""
    app = create_app(Settings(data=site.data))
    press = f"text=125&next={site.path}".encode()
    posted = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/preferences",
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(press)),
        "HTTP_HX_REQUEST": "true",
        "HTTP_SEC_FETCH_SITE": "same-origin",
    }
    article = {"PATH_INFO": site.path}
    return (
        _medians(create_app(Settings(data=site.data, cache_bytes=0)).wsgi_app, lambda _: _request(article)),
        _medians(app.wsgi_app, lambda _: _request(posted, press)),
        _medians(app.wsgi_app, lambda _: _request(article)),
    )


def _medians(app: Callable[..., Any], request: Callable[[int], dict[str, Any]]) -> Answers:
    clock, processor = [], []
    for number in range(WARM_UP + TIMES):
        environ = request(number)
        begun, begun_processor = time.perf_counter(), time.thread_time()
        answer = app(environ, _require_200)
        b"".join(answer)
        processor.append(time.thread_time() - begun_processor)
        clock.append(time.perf_counter() - begun)
        if hasattr(answer, "close"):
            answer.close()
    return Answers(median(clock[WARM_UP:]) * 1000, median(processor[WARM_UP:]) * 1000)


def _require_200(status: str, *_rest: Any) -> Callable[[bytes], None]:
    if not status.startswith("200"):
        raise ValueError(status)
    return lambda _data: None


def _request(own: dict[str, str], body: bytes = b"") -> dict[str, Any]:
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "127.0.0.1:8000",
        "HTTP_ACCEPT_ENCODING": CODINGS,
        "HTTP_ACCEPT_LANGUAGE": LANGUAGES,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        **own,
    }
