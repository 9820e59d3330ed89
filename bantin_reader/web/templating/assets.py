"""The built front end: addresses of hashed files, and the inline scripts with their policy hashes."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask
from markupsafe import Markup
from whitenoise import WhiteNoise

from bantin_reader.web.http_cache import YEAR_SECONDS

PACKAGE = Path(__file__).resolve().parents[2]
# Templates and built files: in a wheel inside the package, in the tree beside it.
ROOT = PACKAGE if (PACKAGE / "templates").is_dir() else PACKAGE.parent
MANIFEST = "meta.json"
PREFIX = "/static/"
PATTERN = f"{PREFIX}<path:filename>"
INLINE = ("preferences-bootstrap", "sync-controls")


class FrontEndMissing(RuntimeError):
    """The front end has not been built."""


@dataclass(frozen=True)
class Assets:
    """`names` maps `site.css` to `site-ABCDEFGH.css`; `inline` maps `head` to its script's text."""

    names: dict[str, str]
    inline: dict[str, Markup]

    @classmethod
    def load(cls, dist: Path) -> Assets:
        """Read what the build left in `dist`. Raises FrontEndMissing."""
        try:
            outputs = json.loads((dist / MANIFEST).read_text("utf-8"))["outputs"]
        except FileNotFoundError as error:
            raise FrontEndMissing(f"{dist} holds no built front end; run: make install") from error
        names = {}
        for path, output in outputs.items():
            if "entryPoint" in output:
                names[Path(output["entryPoint"]).name] = Path(path).name
        inline = {name: Markup((dist / names[f"{name}.js"]).read_text("utf-8").strip()) for name in INLINE}  # noqa: S704
        return cls(names, inline)

    def problem(self, dist: Path) -> str:
        """What of the front end has gone from `dist`; empty when nothing has."""
        gone = any(not (dist / name).is_file() for name in self.names.values())
        return "has files missing" if gone else ""

    def script_hashes(self) -> list[str]:
        return [csp_hash(text) for text in self.inline.values()]


class BuiltFiles(WhiteNoise):  # type: ignore[misc]
    """WSGI middleware. Built files have their hash in their name and stand beside their compressed forms; `told` is
    what all answers about them say, those of refusal too."""

    def __init__(self, app: WSGIApplication, dist: Path, told: Mapping[str, str]) -> None:
        super().__init__(app, max_age=YEAR_SECONDS, immutable_file_test=lambda *_: True, allow_all_origins=False)
        self._told = [*told.items()]
        self.add_files(dist, prefix=PREFIX)
        self.files.pop(f"{PREFIX}{MANIFEST}", None)

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if not environ["PATH_INFO"].startswith(PREFIX):
            return self.application(environ, start)  # type: ignore[no-any-return]
        return super().__call__(environ, start)  # type: ignore[no-any-return]

    def serve(self, static_file: Any, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        def tell(status: str, headers: list[tuple[str, str]]) -> Callable[[bytes], object]:
            return start(status, headers + self._told)

        answer: Iterable[bytes] = super().serve(static_file, environ, tell)
        return answer


def serve_built_files(app: Flask, dist: Path, headers: Mapping[str, str]) -> None:
    app.add_url_rule(PATTERN, "static", build_only=True)
    app.wsgi_app = BuiltFiles(app.wsgi_app, dist, headers)  # type: ignore[method-assign]


def csp_hash(text: str) -> str:
    """A hash source for an inline element (CSP Level 3, 2.3.1)."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
