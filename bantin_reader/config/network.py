"""Host names, as Host headers and settings write them."""

from __future__ import annotations

import re
from ipaddress import IPv6Address, ip_address

LONGEST_HOST = 255
NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*\.?", re.IGNORECASE)
HOST = re.compile(r"(?P<name>[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::(?P<port>[1-9][0-9]{0,4}))?", re.IGNORECASE)
LAST_PORT = 65535


def parse_host(text: str) -> str | None:
    """A host name or address with or without a port, in lower case and without a dot at its end; None for anything
    that is no valid Host (RFC 9110, 7.2)."""
    found = HOST.fullmatch(text) if len(text) <= LONGEST_HOST else None
    if not found or int(found["port"] or 0) > LAST_PORT:
        return None
    name = found["name"].lower()
    if not (_is_ipv6(name[1:-1]) if name.startswith("[") else NAME.fullmatch(name)):
        return None
    return name.removesuffix(".") + (f":{found['port']}" if found["port"] else "")


def ascii_host(name: str) -> str:
    """A host name in ASCII: `bảntin.vn` as `xn--…` (RFC 3490)."""
    return name if name.isascii() else name.encode("idna").decode("ascii")


def _is_ipv6(text: str) -> bool:
    try:
        return isinstance(ip_address(text), IPv6Address)
    except ValueError:
        return False
