"""The wiring of what fetches articles: settings -> sources -> services. A server never imports it."""

from __future__ import annotations

from typing import Any

from bantin_reader.config.settings import Settings
from bantin_reader.sources.host_addresses import HTTPS_PORT, place_of
from bantin_reader.sources.host_pace import HostPace
from bantin_reader.sources.http_client import FetchOptions, HttpClient


def create_http_client(settings: Settings, *, named: str = "", shares_pace: bool = True, **options: Any) -> HttpClient:
    """A client that says who fetches, and that by default keeps the pace of requests together with the other processes
    of this site.

    `named` is an address that a person typed: its host may be in a private network, at its port and that of HTTPS.
    `options` are those of FetchOptions.
    """
    private_hosts = tuple(options.pop("private_hosts", ()))
    if place := place_of(named):
        private_hosts += (place, f"{place.rpartition(':')[0]}:{HTTPS_PORT}")
    fetching = FetchOptions(contact=_contact(settings), private_hosts=private_hosts, **options)
    return HttpClient(fetching, HostPace(settings.data / "pace" if shares_pace else None))


def _contact(settings: Settings) -> str:
    """Whom a site that is fetched can turn to, as a comment of the User-Agent (RFC 9110, section 10.1.5)."""
    address = f"+{settings.public_url}" if settings.public_url else ""
    known = "; ".join(filter(None, (address, settings.contact)))
    return f"({known})" if known else ""
