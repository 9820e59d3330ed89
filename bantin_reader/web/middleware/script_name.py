"""Mounts the site at the path of its public URL."""

from __future__ import annotations

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


class ScriptName:
    """WSGI middleware: SCRIPT_NAME (PEP 3333) is `path`, such as `/doc-bao`, whatever the server says.

    PATH_INFO loses `path` from its start. Where it does not start with it, a proxy has removed it already: nothing in a
    request that could be believed tells the two apart.
    """

    def __init__(self, app: WSGIApplication, path: str) -> None:
        self._app = app
        self._path = path
        self._start = f"{path}/"

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        environ["SCRIPT_NAME"] = self._path
        if path.startswith(self._start) or path == self._path:
            environ["PATH_INFO"] = path[len(self._path) :]
        return self._app(environ, start)
