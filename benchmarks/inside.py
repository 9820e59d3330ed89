"""Inside the process: how long an answer takes that must be made, and a press."""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Any

from bantin_reader.factory import create_app
from bantin_reader.settings import Settings
from benchmarks.site import CODINGS, LANGUAGES, Site

TIMES = 500
WARM_UP = 50


def measure(site: Site) -> tuple[float, float]:
    """Medians in milliseconds: the article rendered anew and compressed, and a press by htmx."""
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
    article = _median(app.wsgi_app, lambda number: _request({"PATH_INFO": site.path, "QUERY_STRING": f"r={number}"}))
    pressed = _median(app.wsgi_app, lambda _: _request(posted, press))
    return article, pressed


def _median(app: Callable[..., Any], request: Callable[[int], dict[str, Any]]) -> float:
    times = []
    for number in range(WARM_UP + TIMES):
        environ = request(number)
        begun = time.perf_counter()
        answer = app(environ, _require_200)
        b"".join(answer)
        times.append(time.perf_counter() - begun)
        if hasattr(answer, "close"):
            answer.close()
    return median(times[WARM_UP:]) * 1000


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
