"""The security headers of every response."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from flask import Flask, Response, request

from bantin_reader.web.middleware.hsts import HSTS
from bantin_reader.web.route_policy import RoutePolicies
from bantin_reader.web.templating.assets import Assets, csp_hash

CROSS_ORIGIN = {"Cross-Origin-Resource-Policy": "cross-origin", "Access-Control-Allow-Origin": "*"}


class SecurityHeaders:
    """Content-Security-Policy, framing, resource policy and the like; inline scripts and styles are named by hash.

    `page` are the headers of pages, `cross_origin` those of responses that other sites' pages may load. `embed_allow`
    says who may show an embed in a frame: host sources, `*` or `none`. `https` means that the site's public address is
    one of HTTPS, whatever the scheme between a proxy and this server.
    """

    def __init__(self, assets: Assets, accent_style: str, embed_allow: str, *, https: bool = False) -> None:
        self._style = accent_style
        self._ancestors = "frame-ancestors 'self'" + ("" if embed_allow == "none" else f" {embed_allow}")
        self._transport = dict([HSTS] if https else [])
        self.page = self._transport | _headers(assets.script_hashes(), accent_style, "frame-ancestors 'self'")
        self.page["Cross-Origin-Resource-Policy"] = "same-origin"
        self.cross_origin = self.page | CROSS_ORIGIN

    def embed(self, accent_style: str) -> dict[str, str]:
        """The headers of an embed in the accent that its embedder chose. A host page under COEP loads no frame without
        COEP (HTML, 7.1.4)."""
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
        "manifest-src 'self'",
        "worker-src 'self'",
        "base-uri 'none'",
        ancestors,
        "require-trusted-types-for 'script'",
        "trusted-types htmx bantin-worker",
    ]
    return {
        "Content-Security-Policy": "; ".join(policy),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def add_security_headers(app: Flask, headers: SecurityHeaders, policies: RoutePolicies) -> None:
    """Add them to every response of the application. What a blueprint has set stays."""

    @app.after_request
    def add(response: Response) -> Response:
        policy = policies.of_endpoint(request.endpoint)
        for name, value in (headers.cross_origin if policy.cross_origin else headers.page).items():
            response.headers.setdefault(name, value)
        if policy.plays_media:
            response.headers["Content-Security-Policy"] = _with_media(response.headers["Content-Security-Policy"])
        return response


@lru_cache(maxsize=4)
def _with_media(policy: str) -> str:
    """A policy that allows the site's own audio, too: one text that all cached pages share."""
    return f"{policy}; media-src 'self'"
