"""Our site and host sites, each under a name of its own, over HTTPS on one loopback port.

All names end in `.localhost`, which every engine resolves to this machine; to a browser each is a site of its own.
"""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import trustme
from werkzeug.serving import make_server

from tests.browser.site import Quiet, read_whole
from tests.browser.tls import LazyTls

REPORTS = "/policy-report"


@dataclass(frozen=True)
class Exchange:
    """A request to one of our sites and its answer."""

    path: str
    query: str
    cookie: str
    set_cookie: tuple[str, ...]
    status: int
    headers: Mapping[str, str]

    @property
    def of_an_embed(self) -> bool:
        return self.path.startswith("/embed/")

    @property
    def of_a_page(self) -> bool:
        return not self.path.startswith(("/embed/", "/static/", "/pictures/"))


class Host:
    """A host site, whose pages a test composes."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self._pages: dict[str, tuple[bytes, list[tuple[str, str]]]] = {}

    def add_page(self, body: str, **headers: str) -> str:
        """The address of a new page; `Cross_Origin_Embedder_Policy="require-corp"` is a header of it."""
        path = f"/{len(self._pages)}"
        whole = (
            '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The ministry</title>'
            '<meta name="viewport" content="width=device-width, initial-scale=1"></head>'
            f"<body><main><h1>The ministry</h1>{body}</main></body></html>"
        ).encode()
        extra = [(name.replace("_", "-"), value) for name, value in headers.items()]
        self._pages[path] = (whole, [*extra, ("Content-Type", "text/html"), ("Content-Length", str(len(whole)))])
        return self.origin + path

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"] not in self._pages:
            start("404 Not Found", [("Content-Length", "0")])
            return [b""]
        body, headers = self._pages[environ["PATH_INFO"]]
        start("200 OK", headers)
        return [body]


class Web:
    """`exchanges` are the requests to our sites so far, `refused` the origins of frames that browsers report as refused
    by our policy, `reports` its other violations. `reset` empties the three."""

    def __init__(self) -> None:
        self._apps: dict[str, WSGIApplication] = {}
        self._authority = trustme.CA()
        self._tls = LazyTls(ssl.PROTOCOL_TLS_SERVER)
        self._server = make_server(
            "127.0.0.1", 0, self._answer, threaded=True, request_handler=Quiet, ssl_context=self._tls
        )
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        self.reset()

    def reset(self) -> None:
        self.exchanges: list[Exchange] = []
        self.refused: list[str] = []
        self.reports: list[str] = []

    def origin(self, name: str) -> str:
        return f"https://{name}.localhost:{self._server.port}"

    def ours(self, name: str, app: WSGIApplication) -> str:
        """Serve an application of ours under a name; returns its origin."""
        self._apps[name] = self._recording(app)
        return self.origin(name)

    def host(self, name: str) -> Host:
        self._apps[name] = host = Host(self.origin(name))
        return host

    def certify(self) -> None:
        """Make the certificate, after all names have been added."""
        names = [f"{name}.localhost" for name in self._apps]
        self._authority.issue_cert(*names).configure_cert(self._tls)

    def stop(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _answer(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        return self._apps[environ["HTTP_HOST"].partition(".")[0]](environ, start)

    def _note(self, report: str) -> None:
        found = json.loads(report)["csp-report"]
        if found["effective-directive"] == "frame-ancestors":
            self.refused.append(found["document-uri"].rstrip("/"))
        else:
            self.reports.append(report)

    def _recording(self, app: WSGIApplication) -> WSGIApplication:
        def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
            path = environ["PATH_INFO"]
            if path == REPORTS:
                self._note(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])).decode())
                start("204 No Content", [])
                return []
            status, headers, body = read_whole(app, environ)
            cookies = tuple(value for name, value in headers if name == "Set-Cookie")
            query, cookie = environ.get("QUERY_STRING", ""), environ.get("HTTP_COOKIE", "")
            self.exchanges.append(Exchange(path, query, cookie, cookies, int(status[:3]), dict(headers)))
            additions = {"Content-Security-Policy": f"; report-uri {REPORTS}"}
            start(status, [(name, value + additions.get(name, "")) for name, value in headers])
            return [body]

        return answer
