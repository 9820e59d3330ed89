"""What every request passes before a page is looked up or made for it."""

from __future__ import annotations

from collections.abc import Callable
from wsgiref.types import WSGIApplication

from bantin_reader.config.settings import Settings
from bantin_reader.web.middleware.error_responses import ErrorResponses
from bantin_reader.web.middleware.normalization import RequestNormalizer
from bantin_reader.web.middleware.proxy_headers import ProxyHeaders
from bantin_reader.web.middleware.trusted_hosts import TrustedHosts
from bantin_reader.web.security.headers import SecurityHeaders, StrictTransportSecurity


def guarded(
    app: WSGIApplication, settings: Settings, trust: SecurityHeaders, door: Callable[[WSGIApplication], WSGIApplication]
) -> WSGIApplication:
    """The last one here is the first to see a request; at the `door` some are answered."""
    refusals = ErrorResponses(settings.site_name, settings.public_url, trust.page)
    app = RequestNormalizer(app, refusals)
    app = door(TrustedHosts(app, settings.public_url, settings.hosts, refusals))
    if not trust.https:
        app = StrictTransportSecurity(app)
    return ProxyHeaders(app, settings.proxies) if settings.proxies else app
