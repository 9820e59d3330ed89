"""Addresses on this site: what may follow a form, where the reader is, and where links lead."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlsplit

from flask import Flask, request

# Of pages and files that templates link to. A widget's holds what its embedder wrote: two thousand characters at most.
MOST_REMEMBERED = 512


def current_url() -> str:
    """The path and query that were asked for, as `next` takes them; the path alone where the query is too long."""
    path = quote(request.path)
    query = request.query_string.decode("ascii")
    whole = f"{path}?{query}" if query else path
    return whole if safe_redirect_target(whole) == whole else safe_redirect_target(path)


def safe_redirect_target(path: str | None) -> str:
    """`path` when it is a path on this site, else `/`. Its fragment is dropped."""
    if not path or not path.startswith("/") or path.startswith("//") or len(path) > 2000:
        return "/"
    if "\\" in path or " " in path or not path.isascii() or not path.isprintable():
        return "/"
    try:
        parts = urlsplit(path)
    except ValueError:
        return "/"
    if parts.scheme or parts.netloc or parts.path.startswith("//"):
        return "/"
    return parts._replace(fragment="").geturl()


def cache_url_for(app: Flask) -> None:
    """Templates build an address once. The framework's way costs a page with twenty links a tenth of its making."""

    @lru_cache(maxsize=MOST_REMEMBERED)
    def build(_root: str, endpoint: str, values: tuple[tuple[str, Any], ...]) -> str:
        return app.url_for(endpoint, **dict(values))

    def url_for(endpoint: str, **values: Any) -> str:
        return build(request.script_root, endpoint, tuple(values.items()))

    app.jinja_env.globals["url_for"] = url_for
