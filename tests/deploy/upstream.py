"""The application as two app servers in this process, which record the requests of nginx."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Thread
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server


@dataclass(frozen=True)
class RecordedRequest:
    """A request as it reached an app server, and the status of its response."""

    method: str
    target: str
    headers: dict[str, str]
    status: int


class Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:
        pass


class AppServers:
    """`requests` are in the order of their responses. `delay` is in seconds before each. `extra` are headers for
    every response. `failing` makes every response a 500."""

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app
        self.requests: list[RecordedRequest] = []
        self.delay = 0.0
        self.extra: list[tuple[str, str]] = []
        self.failing = False
        self._running: list[tuple[BaseWSGIServer, Thread]] = []
        self.ports = [self._start(0), self._start(0)]

    def _start(self, port: int) -> int:
        server = make_server("127.0.0.1", port, self._answer, threaded=True, request_handler=Quiet)
        thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        self._running.append((server, thread))
        return server.port

    def start(self) -> None:
        for port in self.ports:
            self._start(port)

    def stop(self) -> None:
        while self._running:
            server, thread = self._running.pop()
            server.shutdown()
            thread.join()
            server.server_close()

    def rendered(self, path: str) -> int:
        """The number of 200 responses for `path` with any query."""
        return sum(1 for one in self.requests if one.target.partition("?")[0] == path and one.status == 200)

    def last(self, path: str) -> RecordedRequest:
        return next(one for one in reversed(self.requests) if one.target.partition("?")[0] == path)

    def _answer(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Read the whole response first: Werkzeug's server leaves a file open when its client disconnects."""
        time.sleep(self.delay)
        seen: list[Any] = []

        def note(status: str, headers: list[tuple[str, str]], _error: Any = None) -> Callable[[bytes], object]:
            seen[:] = [status, headers]
            return lambda _data: None

        method, target = environ["REQUEST_METHOD"], environ["REQUEST_URI"]
        headers = {
            name.removeprefix("HTTP_").replace("_", "-").title(): text
            for name, text in environ.items()
            if name.startswith("HTTP_") or name in ("CONTENT_TYPE", "CONTENT_LENGTH")
        }
        answer = self._app(environ, note)
        body = b"".join(answer)
        if hasattr(answer, "close"):
            answer.close()
        self.requests.append(RecordedRequest(method, target, headers, int(seen[0].split()[0])))
        if self.failing:
            start("500 INTERNAL SERVER ERROR", [("Cache-Control", "no-cache")])
            return [b"broken"]
        start(seen[0], seen[1] + self.extra)
        return [body]
