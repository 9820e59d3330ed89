"""Serves the built front end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from whitenoise import WhiteNoise

from bantin_reader.web.http_cache import YEAR_SECONDS
from bantin_reader.web.templating.assets import MANIFEST

PREFIX = "/static/"
PATTERN = f"{PREFIX}<path:filename>"


class StaticFiles:
    """WSGI middleware that serves the files of `dist` below /static/, compressed where the browser accepts it.

    Their names hold a hash of their content, so that they never change. `headers` go on each response, 304 and 405
    included.
    """

    def __init__(self, app: WSGIApplication, dist: Path, headers: Mapping[str, str]) -> None:
        self._app = app
        self._headers = [*headers.items()]
        self._files = WhiteNoise(
            app, max_age=YEAR_SECONDS, immutable_file_test=lambda *_: True, allow_all_origins=False
        )
        self._files.add_files(dist, prefix=PREFIX)
        self._paths = frozenset(self._files.files) - {PREFIX + MANIFEST}

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"] not in self._paths:
            return self._app(environ, start)

        def start_with_headers(status: str, headers: list[tuple[str, str]], *error: Any) -> Callable[[bytes], object]:
            return start(status, [*headers, *self._headers], *error)

        return self._files(environ, start_with_headers)  # type: ignore[no-any-return]
