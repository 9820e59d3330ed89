"""Makes the client that fetches, with the site's settings."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from bantin_reader.config.settings import Settings
from bantin_reader.model.errors import SourceRefused
from bantin_reader.sources.host_addresses import HTTPS_PORT, HostAddresses, place_of
from bantin_reader.sources.host_pace import HostPace
from bantin_reader.sources.http_client import FetchOptions, HttpClient

LOOK_UP_SECONDS = 10.0


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


def private_hosts_of(url: str) -> tuple[str, ...]:
    """The host and port of an address that a person typed, if it is in a private network."""
    parts = urlsplit(url)
    try:
        HostAddresses().of(parts.hostname or "", int(place_of(url).rpartition(":")[2] or 0), LOOK_UP_SECONDS)
    except SourceRefused:
        return (place_of(url),)
    except OSError:  # the fetch tells of it
        return ()
    return ()


def _contact(settings: Settings) -> str:
    """Whom a site that is fetched can turn to, as a comment of the User-Agent (RFC 9110, section 10.1.5)."""
    address = f"+{settings.public_url}" if settings.public_url else ""
    known = "; ".join(filter(None, (address, settings.contact)))
    return f"({known})" if known else ""
