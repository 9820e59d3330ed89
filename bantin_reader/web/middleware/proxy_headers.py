"""Proxies before this server: who asks, and by which scheme, is what they say, if they are ours."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

SCHEMES = ("http", "https")
# Some proxies write the port too: 192.0.2.1:4711, [2001:db8::1]:4711.
WITH_PORT = re.compile(r"\[([^\]]*)\](?::\d+)?|([\d.]+):\d+")
LONGEST_ADDRESS = 60


class ProxyHeaders:
    """WSGI middleware. Of a request that comes from one of `ours`, networks parted by spaces, X-Forwarded-For and
    X-Forwarded-Proto are believed: each proxy adds at the end, so the client is the last who is not one of ours. No
    other such header is believed from anyone: a proxy that sets one hands on the others as they came."""

    def __init__(self, app: WSGIApplication, proxies: str) -> None:
        self._app = app
        self._is_ours = _membership(proxies)

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if self._is_ours(environ.get("REMOTE_ADDR", "")):
            scheme = environ.get("HTTP_X_FORWARDED_PROTO", "").rpartition(",")[2].strip().lower()
            if scheme in SCHEMES:
                environ["wsgi.url_scheme"] = scheme
            passed = environ.get("HTTP_X_FORWARDED_FOR")
            if passed:
                environ["REMOTE_ADDR"] = self._client(environ["REMOTE_ADDR"], passed)
        return self._app(environ, start)

    def _client(self, nearest: str, passed: str) -> str:
        """The last address that is not ours; what is no address ends the chain."""
        rest = passed
        while rest:
            rest, _, last = rest.rpartition(",")
            address = _address(last) if len(last) <= LONGEST_ADDRESS else None
            if address is None:
                return nearest
            nearest = address
            if not self._is_ours(address):
                return nearest
        return nearest


def _membership(networks: str) -> Callable[[str], bool]:
    known = [ip_network(network) for network in networks.split()]

    @lru_cache(maxsize=1024)
    def is_ours(text: str) -> bool:
        address = _address(text)
        return address is not None and any(ip_address(address) in network for network in known)

    return is_ours


@lru_cache(maxsize=1024)
def _address(text: str) -> str | None:
    """An address in its usual spelling; an IPv4 one that came in IPv6's clothes as it is (RFC 4291, 2.5.5.2)."""
    found = WITH_PORT.fullmatch(text.strip())
    try:
        address = ip_address((found[1] or found[2]) if found else text.strip())
    except ValueError:
        return None
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(address)
