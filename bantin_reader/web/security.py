"""What every answer says about trust, and who may post."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from flask import Flask, Response, request
from werkzeug.exceptions import Forbidden

from bantin_reader.web.assets import Assets, csp_hash
from bantin_reader.web.widget import in_widget, widget

FROM_ANYWHERE = {"Cross-Origin-Resource-Policy": "cross-origin", "Access-Control-Allow-Origin": "*"}
SHARED = ("/static/", "/pictures/", "/logo", "/oembed", "/embed/v1.js")


class Trust:
    """The headers of every answer; inline scripts and styles are named in the policy by their hash.

    `allowed` is who may put a widget in a frame: host sources, `*` or `none`.
    """

    def __init__(self, assets: Assets, accent_style: str, allowed: str) -> None:
        self._style = accent_style
        self._ancestors = "frame-ancestors 'self'" + ("" if allowed == "none" else f" {allowed}")
        self.page = _headers(assets.script_hashes(), accent_style, "frame-ancestors 'self'")
        self.page["Cross-Origin-Resource-Policy"] = "same-origin"
        self.shared = self.page | FROM_ANYWHERE

    def widget(self, accent_style: str) -> dict[str, str]:
        """Those of a widget with the accent that its embedder chose. A frame under COEP takes no other."""
        return _headers([], self._style + accent_style, self._ancestors) | {
            "Cross-Origin-Resource-Policy": "cross-origin",
            "Cross-Origin-Embedder-Policy": "require-corp",
        }


def _headers(script_hashes: Sequence[str], style: str, ancestors: str) -> dict[str, str]:
    policy = [
        "default-src 'none'",
        " ".join(["script-src 'self'", *script_hashes]),
        " ".join(["style-src 'self'", *([csp_hash(style)] if style else [])]),
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-src 'self'",
        "base-uri 'none'",
        ancestors,
        "require-trusted-types-for 'script'",
        "trusted-types htmx",
    ]
    return {
        "Content-Security-Policy": "; ".join(policy),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def add_headers(app: Flask, trust: Trust) -> None:
    @app.after_request
    def tell(response: Response) -> Response:
        if request.path.startswith(SHARED):
            response.headers.update(trust.shared)
        elif in_widget():
            response.headers.update(trust.widget(widget().accent_style))
        else:
            response.headers.update(trust.page)
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


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()
