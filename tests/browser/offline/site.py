"""A site whose server can be stopped and started again at the same port, and a second build of it."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug.serving import make_server

from tests.browser.site import Answer, Quiet, read_whole

BUILT = re.compile(rb"(main|site)-[A-Z0-9]{8}\.(js|css)")

# The second build is renamed in plain text, and is another text than what the browser has.
UNSENT = ("HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH")


class StoppableSite:
    """`app` answers, and can be exchanged. Requests wait while `stalled` is set."""

    def __init__(self, app: WSGIApplication) -> None:
        self.app = app
        self._awake = threading.Event()
        self._port = 0
        self.start()
        self.url = f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        self.stalled = self.is_stopped = False
        self._awake.clear()
        self._server = make_server("127.0.0.1", self._port, self._answer, threaded=True, request_handler=Quiet)
        self._port = self._server.port
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self.is_stopped = True
        self._awake.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _answer(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if self.stalled:
            self._awake.wait(30)
        status, headers, body = read_whole(self.app, environ)
        start(status, headers)
        return [body]


class SecondBuild:
    """The application after a release: script and style sheet have other names, and the earlier names are gone."""

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app
        self._first: dict[str, str] = {}

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        name = environ["PATH_INFO"].removeprefix("/static/")
        if BUILT.fullmatch(name.encode()):
            environ["PATH_INFO"] = f"/static/{self._first.get(name, 'gone')}"
        answer = read_whole(self._app, {k: v for k, v in environ.items() if k not in UNSENT})
        status, headers, body = self._renamed(answer)
        start(status, headers)
        return [body]

    def _renamed(self, answer: Answer) -> Answer:
        status, headers, body = answer
        if not dict(headers).get("Content-Type", "").startswith(("text/html", "text/javascript")):
            return answer
        for found in BUILT.finditer(body):
            self._first[f"{found[1].decode()}-SECOND00.{found[2].decode()}"] = found[0].decode()
        body = BUILT.sub(rb"\1-SECOND00.\2", body)
        kept = [(name, value) for name, value in headers if name.lower() not in ("content-length", "etag")]
        return status, [*kept, ("Content-Length", str(len(body)))], body


class CutMidway:
    """A second build whose script and style sheet never come, as when the network is cut, until `is_whole`."""

    def __init__(self, app: SecondBuild) -> None:
        self._app = app
        self.is_whole = False
        self.cut = 0

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if not self.is_whole and "SECOND00" in environ["PATH_INFO"]:
            self.cut += 1
            environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
        return self._app(environ, start)
