"""What every request passes before a page is looked up or made for it."""

from __future__ import annotations

from collections.abc import Callable
from wsgiref.types import WSGIApplication

from bantin_reader.config.settings import Settings
from bantin_reader.web.middleware.error_responses import Refusals
from bantin_reader.web.middleware.normalization import RegularRequests
from bantin_reader.web.middleware.proxy_headers import Proxies
from bantin_reader.web.middleware.trusted_hosts import Hosts
from bantin_reader.web.security.headers import StrictTransport, Trust


def guarded(
    app: WSGIApplication, settings: Settings, trust: Trust, door: Callable[[WSGIApplication], WSGIApplication]
) -> WSGIApplication:
    """The last one here is the first to see a request; at the `door` some are answered."""
    refusals = Refusals(settings.site_name, settings.public_url, trust.page)
    app = RegularRequests(app, refusals)
    app = door(Hosts(app, settings.public_url, settings.hosts, refusals))
    if not trust.https:
        app = StrictTransport(app)
    return Proxies(app, settings.proxies) if settings.proxies else app
