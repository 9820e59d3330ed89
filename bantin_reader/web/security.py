"""What every answer says about trust, and who may post."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from flask import Flask, Response, request
from werkzeug.exceptions import Forbidden

from bantin_reader.web.assets import Assets, csp_hash


def trust_headers(assets: Assets, inline_style: str) -> dict[str, str]:
    """What every answer says. Inline scripts and the accent's style are named by their hash."""
    policy = "; ".join(
        [
            "default-src 'none'",
            " ".join(["script-src 'self'", *assets.script_hashes()]),
            " ".join(["style-src 'self'", *([csp_hash(inline_style)] if inline_style else [])]),
            "img-src 'self'",
            "font-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'self'",
            "require-trusted-types-for 'script'",
            "trusted-types htmx",
        ]
    )

    return {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def add_headers(app: Flask, headers: dict[str, str]) -> None:
    @app.after_request
    def trust(response: Response) -> Response:
        response.headers.update(headers)
        return response


def require_same_origin(public_url: str | None) -> None:
    """Refuse a post from another origin: by Sec-Fetch-Site, else by Origin. A client without either is no browser.

    Fetch Metadata Request Headers, 2.4. Raises Forbidden.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        if site not in ("same-origin", "none"):
            raise Forbidden
        return
    origin = request.headers.get("Origin")
    if origin is None:
        return
    ours = {_origin(request.host_url)} | ({_origin(public_url)} if public_url else set())
    if origin.lower() not in ours:
        raise Forbidden


def this_address() -> str:
    """The path and query that were asked for, as `next` takes them; the path alone where the query is too long."""
    path = quote(request.path)
    query = request.query_string.decode("ascii")
    whole = f"{path}?{query}" if query else path
    return whole if safe_next(whole) == whole else safe_next(path)


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()


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
