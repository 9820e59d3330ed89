"""X-Forwarded-For and X-Forwarded-Proto of trusted proxies."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

SCHEMES = ("http", "https")
# Some proxies write the port, too: 192.0.2.1:4711, [2001:db8::1]:4711.
WITH_PORT = re.compile(r"\[([^\]]*)\](?::\d+)?|([\d.]+):\d+")
LONGEST_ADDRESS = 60


class ProxyHeaders:
    """WSGI middleware that sets the client's address and the scheme from these headers, for requests that come from one
    of `proxies`, networks separated by spaces.

    Each proxy appends to X-Forwarded-For, so the client is the last address that is not a trusted proxy's. No other
    such header is trusted: a proxy that sets one passes on the others as the client sent them.
    """

    def __init__(self, app: WSGIApplication, proxies: str) -> None:
        self._app = app
        self._is_trusted = _membership(proxies)

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if self._is_trusted(environ.get("REMOTE_ADDR", "")):
            scheme = environ.get("HTTP_X_FORWARDED_PROTO", "").rpartition(",")[2].strip().lower()
            if scheme in SCHEMES:
                environ["wsgi.url_scheme"] = scheme
            forwarded_for = environ.get("HTTP_X_FORWARDED_FOR")
            if forwarded_for:
                environ["REMOTE_ADDR"] = self._client(environ["REMOTE_ADDR"], forwarded_for)
        return self._app(environ, start)

    def _client(self, nearest: str, forwarded_for: str) -> str:
        """The last address that is not a trusted proxy's; anything that is no address ends the list."""
        rest = forwarded_for
        while rest:
            rest, _, last = rest.rpartition(",")
            address = _address(last) if len(last) <= LONGEST_ADDRESS else None
            if address is None:
                return nearest
            nearest = address
            if not self._is_trusted(address):
                return nearest
        return nearest


def _membership(networks: str) -> Callable[[str], bool]:
    known = [ip_network(network) for network in networks.split()]

    @lru_cache(maxsize=1024)
    def is_trusted(text: str) -> bool:
        address = _address(text)
        return address is not None and any(ip_address(address) in network for network in known)

    return is_trusted


@lru_cache(maxsize=1024)
def _address(text: str) -> str | None:
    """An address in its usual spelling, an IPv4-mapped IPv6 address (RFC 4291, 2.5.5.2) as IPv4; else None."""
    found = WITH_PORT.fullmatch(text.strip())
    try:
        address = ip_address((found[1] or found[2]) if found else text.strip())
    except ValueError:
        return None
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(address)
