"""The application on a free loopback port. A test can delay or fail requests, or put a shared cache in front."""

from __future__ import annotations

import re
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from http import HTTPStatus
from io import BytesIO
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug.serving import WSGIRequestHandler, make_server

Answer = tuple[str, list[tuple[str, str]], bytes]


class Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:
        pass


class LiveSite:
    """`url` is where it listens, by HTTPS when it is given an `ssl_context`.

    A test may set these attributes, and `reset` restores them:

    `delay`: seconds before a POST reaches the application; `delays`: the same for the next ones, one by one.
    `scripts`: off, every page comes without its scripts. `failing`: the status that every POST gets instead.
    `shared`: answer GETs like a shared cache in front that keeps one copy for all readers with script.
    `posts`: the bodies of the POSTs so far.
    """

    def __init__(self, app: WSGIApplication, ssl_context: ssl.SSLContext | None = None) -> None:
        self._app = app
        self._copies: dict[tuple[str, str], Answer] = {}
        self.reset()
        self._server = make_server(
            "127.0.0.1", 0, self._answer, threaded=True, request_handler=Quiet, ssl_context=ssl_context
        )
        self.url = f"{'https' if ssl_context else 'http'}://127.0.0.1:{self._server.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def reset(self) -> None:
        self.delay = 0.0
        self.delays: list[float] = []
        self.scripts = True
        self.failing: HTTPStatus | None = None
        self.shared = False
        self.posts: list[str] = []
        self._copies.clear()

    def stop(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _answer(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] == "POST":
            return self._post(environ, start)
        if self.shared and not environ["PATH_INFO"].startswith("/static"):
            return self._from_shared_cache(environ, start)
        if not self.scripts:
            return self._without_scripts(environ, start)
        return self._whole(environ, start)

    def _post(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        self.posts.append(body.decode())
        time.sleep(self.delays.pop(0) if self.delays else self.delay)
        if self.failing:
            start(f"{self.failing.value} {self.failing.phrase}", [("Content-Type", "text/html; charset=utf-8")])
            return [b"<!doctype html><title>Bad gateway</title><h1>Bad gateway</h1>"]
        environ["wsgi.input"] = BytesIO(body)
        return self._whole(environ, start)

    def _whole(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        status, headers, body = self._run(environ)
        start(status, headers)
        return [body]

    def _from_shared_cache(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """One copy for all readers, made without their cookie; `lang` and `images` stand in the key."""
        values = environ.get("HTTP_COOKIE", "").replace("bantin_prefs=", "").split("&")
        markup = "&".join(part for part in values if part.startswith(("lang=", "images=")))
        key = (environ["PATH_INFO"] + "?" + environ.get("QUERY_STRING", ""), markup)
        if key not in self._copies:
            plain = {
                name: value for name, value in environ.items() if name not in ("HTTP_COOKIE", "HTTP_IF_NONE_MATCH")
            }
            if markup:
                plain["HTTP_COOKIE"] = f"bantin_prefs={markup}"
            self._copies[key] = self._run(plain)
        status, headers, body = self._copies[key]
        start(status, headers)
        return [body]

    def _without_scripts(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        status, headers, body = self._run({k: v for k, v in environ.items() if k != "HTTP_ACCEPT_ENCODING"})
        bare = re.sub(rb"<script.*?</script>", b"", body, flags=re.DOTALL)
        start(status, [*((k, v) for k, v in headers if k != "Content-Length"), ("Content-Length", str(len(bare)))])
        return [bare]

    def _run(self, environ: WSGIEnvironment) -> Answer:
        return read_whole(self._app, environ)


def read_whole(app: WSGIApplication, environ: WSGIEnvironment) -> Answer:
    """Status line, headers and whole body; werkzeug's server would leave a file open when the client disconnects."""
    seen: list[Any] = []

    def start(status: str, headers: list[tuple[str, str]], _error: Any = None) -> Callable[[bytes], object]:
        seen.extend([status, headers])
        return lambda _data: None

    answer = app(environ, start)
    body = b"".join(answer)
    if hasattr(answer, "close"):
        answer.close()
    return seen[0], seen[1], body
