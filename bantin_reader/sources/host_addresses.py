"""Resolves the hosts that a fetch connects to, and refuses those of private networks (server-side request forgery)."""

from __future__ import annotations

import ipaddress
import socket

from bantin_reader.model.errors import SourceRefused

# Addresses that hold an IPv4 address, which a translator connects to (RFC 6052, section 2.1).
TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
HTTPS_PORT = 443

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class HostAddresses:
    """The addresses of the hosts of one fetch. Each host is resolved once, so that its name cannot change its address.

    Only the host that a person named may be in a private network, at the port that was named or the one of HTTPS."""

    def __init__(self, named_host: str, named_port: int) -> None:
        self._named = {(named_host, named_port), (named_host, HTTPS_PORT)}
        self._resolved: dict[str, list[Address]] = {}

    def of(self, host: str, port: int) -> list[Address]:
        """The addresses of a host to connect to at `port`. Raises SourceRefused, OSError where it has none."""
        if host not in self._resolved:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            self._resolved[host] = list(dict.fromkeys(ipaddress.ip_address(str(entry[4][0])) for entry in found))
        addresses = self._resolved[host]
        if (host, port) not in self._named and not all(map(is_public, addresses)):
            raise SourceRefused(f"it is redirected to {host}, port {port}, in a private network")
        return addresses


def is_public(address: Address) -> bool:
    """Whether an address belongs to a host of the public internet (IANA's special-purpose address registries)."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return is_public(address.ipv4_mapped)
        if address.sixtofour or address.teredo or address in TRANSLATED:
            return False
    return address.is_global and not address.is_multicast
