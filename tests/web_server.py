"""An HTTP server of the tests, on loopback, whose responses a test sets."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

HTML = {"Content-Type": "text/html; charset=utf-8"}


@dataclass(frozen=True)
class Reply:
    """A response. `write`, if given, writes what follows the request line in place of the others."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    content: bytes = b""
    write: Callable[[Any], object] | None = None


@dataclass
class Site:
    """A running server: its address, what it answers by path and query, and the requests that it received."""

    url: str
    replies: dict[str, Reply | Callable[[dict[str, str]], Reply]] = field(default_factory=dict)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    # What was posted: the path, the Content-Type and the content.
    posted: list[tuple[str, str, bytes]] = field(default_factory=list)
    # Called after each request is recorded and before it is answered.
    on_request: Callable[[], object] | None = None

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.requests]

    @property
    def place(self) -> str:
        """`host:port`"""
        return self.url.partition("://")[2]

    def page(self, path: str, content: str) -> None:
        self.replies[path] = Reply(200, HTML, content.encode())

    def file(self, path: str, content: bytes | str, media_type: str) -> None:
        """A file that is answered with an ETag, and with 304 to who has it."""
        data = content.encode() if isinstance(content, str) else content
        tag = f'"{hash(data):x}"'

        def reply(headers: dict[str, str]) -> Reply:
            if headers.get("If-None-Match") == tag:
                return Reply(304, {"ETag": tag})
            return Reply(200, {"Content-Type": media_type, "ETag": tag}, data)

        self.replies[path] = reply


class _Handler(BaseHTTPRequestHandler):
    site: Site
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        headers = dict(self.headers)
        self.site.requests.append((self.path, headers))
        if self.site.on_request:
            self.site.on_request()
        reply = self.site.replies.get(self.path, Reply(404, HTML, b"<h1>404</h1>"))
        if callable(reply):
            reply = reply(headers)
        if reply.write:
            self.close_connection = True
            reply.write(self.wfile)
            return
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if "Content-Length" not in reply.headers and reply.status != 304:
            self.send_header("Content-Length", str(len(reply.content)))
        self.end_headers()
        self.wfile.write(reply.content)

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        self.site.posted.append((self.path, self.headers["Content-Type"], content))
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is what some tests are about."""


@contextmanager
def serving(tls: ssl.SSLContext | None = None, host: str = "localhost") -> Iterator[Site]:
    """A site at an address with this host name, until the block ends."""
    handler = type("Handler", (_Handler,), {})
    with _Server(("127.0.0.1", 0), handler) as server:
        if tls:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        site = Site(f"{'https' if tls else 'http'}://{host}:{server.server_port}")
        handler.site = site  # type: ignore[attr-defined]
        thread = threading.Thread(target=partial(server.serve_forever, 0.02))
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()
