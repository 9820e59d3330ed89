"""Mounts the site at the path of its public URL."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from bantin_reader.config.settings import SettingsError


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


def public_path(public_url: str | None, rules: Iterable[str]) -> str:
    """The path of the public URL, such as `/doc-bao`, or empty.

    Raises SettingsError where a route begins with the same segment: a proxy that removes the path would leave paths
    that begin with it again.
    """
    path = urlsplit(public_url or "").path
    first = path.split("/")[1:2]
    if first and any(rule.split("/")[1:2] == first for rule in rules):
        raise SettingsError(f"BANTIN_PUBLIC_URL: {path}: pages of this site have paths that begin with /{first[0]}")
    return path
