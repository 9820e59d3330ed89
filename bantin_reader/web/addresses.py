"""Addresses that come from outside: what may follow a form, and where the reader is."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from flask import request


def this_address() -> str:
    """The path and query that were asked for, as `next` takes them; the path alone where the query is too long."""
    path = quote(request.path)
    query = request.query_string.decode("ascii")
    whole = f"{path}?{query}" if query else path
    return whole if safe_next(whole) == whole else safe_next(path)


def safe_next(path: str | None) -> str:
    """`path` when it is a path on this site, else `/`. Its fragment is dropped."""
    if not path or not path.startswith("/") or path.startswith("//") or len(path) > 2000:
        return "/"
    if "\\" in path or not path.isascii() or any(not c.isprintable() or c.isspace() for c in path):
        return "/"
    try:
        parts = urlsplit(path)
    except ValueError:
        return "/"
    if parts.scheme or parts.netloc or parts.path.startswith("//"):
        return "/"
    return parts._replace(fragment="").geturl()
