"""Refuses form posts from other sites."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import request
from werkzeug.exceptions import Forbidden


def require_same_origin(public_url: str | None) -> None:
    """Raise Forbidden for a post from another origin: by Sec-Fetch-Site (Fetch Metadata Request Headers, 2.4), else by
    Origin (RFC 6454, 7). A client that sends neither is no browser, and holds no reader's cookie."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        if site not in ("same-origin", "none"):
            raise Forbidden
        return
    origin = request.headers.get("Origin")
    if origin is None:
        return
    allowed = {_origin(request.host_url)} | ({_origin(public_url)} if public_url else set())
    if origin.lower() not in allowed:
        raise Forbidden


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()
