"""Resolves the hosts that a fetch connects to, and refuses those of private networks (server-side request forgery)."""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Iterable
from urllib.parse import urlsplit

from bantin_reader.model.errors import SourceRefused

HTTP_PORT, HTTPS_PORT = 80, 443
# Addresses that hold an IPv4 address, which a translator or a tunnel connects to: NAT64 (RFC 6052, section 2.1, and
# RFC 8215) and IPv4-compatible ones (RFC 4291, section 2.5.5.1). 6to4 and Teredo have properties of their own.
TRANSLATED = tuple(map(ipaddress.IPv6Network, ("64:ff9b::/96", "64:ff9b:1::/48", "::/96")))
RELAYS_OF_6TO4 = ipaddress.IPv4Network("192.88.99.0/24")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class HostAddresses:
    """Resolves hosts. Only `private_hosts` may be in a private network: each is `host:port`, or `host` for the ports of
    HTTP and HTTPS."""

    def __init__(self, private_hosts: Iterable[str] = ()) -> None:
        self._private = {place for host in private_hosts for place in _places(host)}

    def of(self, host: str, port: int, timeout: float) -> list[Address]:
        """The addresses to connect to. Raises SourceRefused, TimeoutError, OSError where the host has none."""
        addresses = _resolved(host, port, timeout)
        if (host.lower(), port) not in self._private and not all(map(is_public, addresses)):
            raise SourceRefused(f"{host}, port {port}, is in a private network")
        return addresses


def place_of(url: str) -> str:
    """`host:port` of a URL, as `private_hosts` names it; empty for what is no URL."""
    try:
        parts = urlsplit(url)
        port = parts.port or (HTTPS_PORT if parts.scheme == "https" else HTTP_PORT)
    except ValueError:
        return ""
    host = parts.hostname or ""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def is_public(address: Address) -> bool:
    """Whether an address belongs to a host of the public internet (IANA's special-purpose address registries)."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return is_public(address.ipv4_mapped)
        if address.sixtofour or address.teredo or any(address in network for network in TRANSLATED):
            return False
    elif address in RELAYS_OF_6TO4:
        return False
    return address.is_global and not address.is_multicast


def _places(host: str) -> list[tuple[str, int]]:
    parts = urlsplit(f"//{host}")
    ports = [parts.port] if parts.port else [HTTP_PORT, HTTPS_PORT]
    return [((parts.hostname or "").lower(), port) for port in ports]


def _resolved(host: str, port: int, timeout: float) -> list[Address]:
    """In a thread, because looking up a name has no time limit of its own."""
    found: list[list[Address] | OSError | UnicodeError] = []

    def look_up() -> None:
        try:
            entries = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.append(list(dict.fromkeys(ipaddress.ip_address(str(entry[4][0]).split("%")[0]) for entry in entries)))
        except (OSError, UnicodeError) as error:
            found.append(error)

    thread = threading.Thread(target=look_up, daemon=True)
    thread.start()
    thread.join(timeout)
    if not found:
        raise TimeoutError(f"{host} cannot be looked up in time")
    if isinstance(found[0], UnicodeError):
        raise OSError(f"{host} is no name of a host")
    if isinstance(found[0], OSError):
        raise found[0]
    return found[0]
