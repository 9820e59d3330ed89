"""What every answer says about trust, and who may post."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask, Response, request
from werkzeug.exceptions import Forbidden

from bantin_reader.web.embed.frame import in_embed, widget
from bantin_reader.web.templating.assets import Assets, csp_hash

FROM_ANYWHERE = {"Cross-Origin-Resource-Policy": "cross-origin", "Access-Control-Allow-Origin": "*"}
# Not includeSubDomains: a province's other sites are not ours to promise for (RFC 6797, 6.1.2).
HSTS = ("Strict-Transport-Security", "max-age=31536000")
SHARED = ("/static/", "/pictures/", "/logo", "/oembed", "/embed/v1.js")


class SecurityHeaders:
    """The headers of every answer; inline scripts and styles are named in the policy by their hash.

    `allowed` is who may put a widget in a frame: host sources, `*` or `none`; `https`, that the site's public address
    is one of HTTPS, whatever the scheme on the last way here.
    """

    def __init__(self, assets: Assets, accent_style: str, allowed: str, *, https: bool = False) -> None:
        self._style = accent_style
        self._ancestors = "frame-ancestors 'self'" + ("" if allowed == "none" else f" {allowed}")
        self.https = https
        self._transport = dict([HSTS] if https else [])
        self.page = self._transport | _headers(assets.script_hashes(), accent_style, "frame-ancestors 'self'")
        self.page["Cross-Origin-Resource-Policy"] = "same-origin"
        self.shared = self.page | FROM_ANYWHERE

    def widget(self, accent_style: str) -> dict[str, str]:
        """Those of a widget with the accent that its embedder chose. A frame under COEP takes no other."""
        return (
            self._transport
            | _headers([], self._style + accent_style, self._ancestors)
            | {
                "Cross-Origin-Resource-Policy": "cross-origin",
                "Cross-Origin-Embedder-Policy": "require-corp",
            }
        )


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


class StrictTransportSecurity:
    """WSGI middleware for a site without a public address of HTTPS: what went out by HTTPS says so."""

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if environ["wsgi.url_scheme"] != "https":
            return self._app(environ, start)

        def strictly(status: str, headers: list[tuple[str, str]], *error: Any) -> Callable[[bytes], object]:
            return start(status, [*headers, HSTS], *error)

        return self._app(environ, strictly)


def add_headers(app: Flask, trust: SecurityHeaders) -> None:
    @app.after_request
    def tell(response: Response) -> Response:
        if request.path.startswith(SHARED):
            response.headers.update(trust.shared)
        elif in_embed():
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
