"""Makes the services that are notified of changes, where the settings name them."""

from __future__ import annotations

from werkzeug.urls import iri_to_uri

from bantin_reader.config.settings import Settings
from bantin_reader.model.change_notices import ChangeReceiver
from bantin_reader.sources.change_receivers import IndexNow, WebSubHub
from bantin_reader.sources.configured_client import create_http_client


def create_change_receivers(settings: Settings) -> list[ChangeReceiver]:
    site = iri_to_uri(settings.public_url or "")
    receivers: list[ChangeReceiver] = []
    if settings.hub:
        receivers.append(WebSubHub(settings.hub, site, create_http_client(settings, named=settings.hub)))
    if settings.indexnow_key:
        url = settings.indexnow_url
        receivers.append(IndexNow(url, settings.indexnow_key, site, create_http_client(settings, named=url)))
    return receivers
