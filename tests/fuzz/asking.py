"""Calls a WSGI application as a server does, with any bytes in every part of the request."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_from_bytes
from wsgiref.types import WSGIApplication

HOST = "localhost"


@dataclass(frozen=True)
class Request:
    """Path, query, headers and body as bytes; the path is percent-decoded, as in PATH_INFO (PEP 3333)."""

    path: bytes
    query: bytes = b""
    method: str = "GET"
    headers: tuple[tuple[str, bytes], ...] = ()
    body: bytes = b""

    def environ(self) -> dict[str, Any]:
        environ: dict[str, Any] = {
            "REQUEST_METHOD": self.method,
            "SCRIPT_NAME": "",
            "PATH_INFO": self.path.decode("latin-1"),
            "QUERY_STRING": self.query.decode("latin-1"),
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": HOST,
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(self.body),
            "wsgi.input_terminated": True,
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        if self.body:
            environ["CONTENT_LENGTH"] = str(len(self.body))
        for name, value in self.headers:
            key = name.upper().replace("-", "_")
            environ[key if key.startswith("CONTENT_") else f"HTTP_{key}"] = value.decode("latin-1")
        return environ


@dataclass(frozen=True)
class Answer:
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def is_html(self) -> bool:
        encoded = self.header("Content-Encoding")
        return self.header("Content-Type").startswith("text/html") and bool(self.body) and not encoded


def ask(app: WSGIApplication, request: Request) -> Answer:
    seen: list[Any] = []

    def start(status: str, headers: list[tuple[str, str]], _error: Any = None) -> Any:
        seen[:] = [int(status[:3]), tuple(headers)]
        return lambda _data: None

    answer = app(request.environ(), start)
    try:
        body = b"".join(answer)
    finally:
        if hasattr(answer, "close"):
            answer.close()
    return Answer(seen[0], seen[1], body)


def encoded(pairs: Mapping[str, bytes] | list[tuple[str, bytes]]) -> bytes:
    """A query string or a form, percent-encoded."""
    items = pairs.items() if isinstance(pairs, Mapping) else pairs
    return "&".join(f"{name}={quote_from_bytes(value, safe='')}" for name, value in items).encode()
