"""The WSGI middleware of the application, in one list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import cast
from wsgiref.types import WSGIApplication

from flask import Flask

from bantin_reader.config.settings import Settings
from bantin_reader.model.source import SourceState
from bantin_reader.web.middleware.error_responses import ErrorResponses
from bantin_reader.web.middleware.hsts import StrictTransportSecurity
from bantin_reader.web.middleware.instrumentation import Instrumentation
from bantin_reader.web.middleware.normalization import RequestNormalizer
from bantin_reader.web.middleware.proxy_headers import ProxyHeaders
from bantin_reader.web.middleware.script_name import ScriptName
from bantin_reader.web.middleware.static_files import StaticFiles
from bantin_reader.web.middleware.trusted_hosts import TrustedHosts
from bantin_reader.web.observability.endpoints import OperatorEndpoints
from bantin_reader.web.observability.metrics import RequestMetrics
from bantin_reader.web.page_cache.middleware import PageCache
from bantin_reader.web.page_cache.replay import ResponseReplay
from bantin_reader.web.page_cache.revision import StoreRevision
from bantin_reader.web.route_policy import RoutePolicies
from bantin_reader.web.security.headers import SecurityHeaders


def install(
    app: Flask,
    settings: Settings,
    *,
    public_path: str,
    dist: Path,
    headers: SecurityHeaders,
    policies: RoutePolicies,
    metrics: RequestMetrics,
    revision: StoreRevision,
    missing: Callable[[], Sequence[str]],
    source_states: Callable[[], Sequence[SourceState]],
) -> ResponseReplay | None:
    """Wrap the application in its middleware. The only place that sets `app.wsgi_app`. Returns what a server may ask
    first; None behind proxies, whose headers decide about a request.

    `public_path` is the path of the public URL, empty at the root of its host. `revision` is the store's, `missing`
    gives what keeps this process from serving readers, `source_states` how the sources are doing.
    """
    errors = ErrorResponses(settings.site_name, settings.public_url, headers.page)
    token = settings.metrics_token.get_secret_value() if settings.metrics_token else ""
    # Outermost first: the first sees a request before all others, and its response after them.
    layers: list[Callable[[WSGIApplication], WSGIApplication]] = [
        # Below it, paths are those of the application, wherever it is mounted.
        *([partial(ScriptName, path=public_path)] if public_path else []),
        # Must see the headers of every response, those of errors too.
        StrictTransportSecurity,
        # Must see every request and every failure, to count, to log and to answer what nothing else has answered.
        partial(
            Instrumentation,
            metrics=metrics,
            errors=errors,
            log_access=settings.log_access,
            log_addresses=settings.log_addresses,
        ),
        # Answers even while hosts are misconfigured or pages cannot be made.
        partial(
            OperatorEndpoints,
            metrics=metrics,
            missing=missing,
            source_states=source_states,
            errors=errors,
            token=token,
        ),
        # Sets the client's address and the scheme, which all below rely on.
        *([partial(ProxyHeaders, proxies=settings.proxies)] if settings.proxies else []),
        # No page is made or looked up under a forged host name.
        partial(TrustedHosts, public_url=settings.public_url, others=settings.hosts, errors=errors),
        # Equal requests become equal, so that they share a cached page.
        partial(RequestNormalizer, policies=policies, errors=errors),
        partial(StaticFiles, dist=dist, headers=headers.cross_origin),
        partial(
            PageCache,
            policies=policies,
            revision=revision,
            most_bytes=settings.cache_bytes,
            stale_seconds=settings.stale_seconds,
            observer=metrics.page_cache,
        ),
    ]
    built: dict[type, WSGIApplication] = {}
    for layer in reversed(layers):
        app.wsgi_app = layer(app.wsgi_app)  # type: ignore[method-assign,assignment]
        built[type(app.wsgi_app)] = app.wsgi_app
    cache, log = cast(PageCache, built[PageCache]), cast(Instrumentation, built[Instrumentation])
    return None if settings.proxies else ResponseReplay(cache, log)
