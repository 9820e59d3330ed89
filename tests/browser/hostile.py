"""Records what a hostile page does in the browser, and serves pages with our defences switched off."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from playwright.sync_api import BrowserContext, Dialog, Page, Request, Route
from werkzeug.test import run_wsgi_app

MARKER = re.compile(r"Mốc [\w-]+ \w+\.")
BODY = re.compile(r"<body[^>]*>(.*)", re.DOTALL)
OWN_PATHS = re.compile(r"/(?:static/.+|pictures/[0-9a-f]+-\d+\.(?:avif|webp|jpg))")


class MonitoredPage:
    """A page. `violations` are what it did that no article may do: scripts, requests, dialogs, windows, errors."""

    def __init__(self, context: BrowserContext, own: str) -> None:
        self.violations: list[str] = []
        self._own = own
        self._path = ""
        context.expose_function("pwned", lambda *_: self.violations.append("ran"))
        context.on("request", self._request)
        context.route(lambda address: not address.startswith(own), self._refuse)
        context.on("dialog", self._dialog)
        self.page: Page = context.new_page()
        context.on("page", lambda popup: self.violations.append(f"opened {popup.url}"))
        self.page.on("pageerror", lambda error: self.violations.append(f"error {error}"))
        self.page.on(
            "console",
            lambda message: self.violations.append(f"console {message.text}") if message.type == "error" else None,
        )
        self.page.on("framenavigated", lambda frame: self.violations.append("frame") if frame.parent_frame else None)

    def open(self, path: str) -> None:
        self._path = path
        self.page.goto(path, wait_until="load")

    def _request(self, request: Request) -> None:
        path = request.url.removeprefix(self._own)
        if path == self._path and request.is_navigation_request():
            self._path = ""
        elif not OWN_PATHS.fullmatch(path):
            self.violations.append(f"asked for {request.url}")

    @staticmethod
    def _refuse(route: Route) -> None:
        route.abort()

    def _dialog(self, dialog: Dialog) -> None:
        self.violations.append(f"dialog {dialog.message}")
        dialog.dismiss()


class UnprotectedApp:
    """The application, with or without its Content Security Policy. `raw` is unsanitized HTML before article bodies."""

    def __init__(self, app: WSGIApplication, *, policy: bool) -> None:
        self._app = app
        self._policy = policy
        self.raw = ""

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        environ.pop("HTTP_ACCEPT_ENCODING", None)
        answer, status, headers = run_wsgi_app(self._app, environ, buffered=True)
        body = b"".join(answer)
        if self.raw:
            place = b'<div class="br-article">'
            body = body.replace(place, place + self.raw.encode())
            headers.remove("Content-Length")
        if not self._policy:
            headers.remove("Content-Security-Policy")
        start(status, headers.to_wsgi_list())
        return [body]


def raw_body(page: Path) -> str:
    """The content of a saved page's <body>."""
    found = BODY.search(page.read_text("utf-8"))
    assert found
    return found[1]
