"""Names and addresses on the network, as settings and requests write them."""

from __future__ import annotations

import re
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

LONGEST_HOST = 255
NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*\.?", re.IGNORECASE)
HOST = re.compile(r"(?P<name>[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::(?P<port>[1-9][0-9]{0,4}))?", re.IGNORECASE)
LAST_PORT = 65535
PUBLIC_PATH = re.compile(r"(?:/(?!\.{1,2}(?:/|$))[A-Za-z0-9._~-]+)*")

Network = IPv4Network | IPv6Network


def parse_host(text: str) -> str | None:
    """`name`, `name:port` or an address with or without one, in small letters and without a dot at its end; None for
    what is no `Host` (RFC 9110, 7.2) that a browser sends."""
    found = HOST.fullmatch(text) if len(text) <= LONGEST_HOST else None
    if not found or int(found["port"] or 0) > LAST_PORT:
        return None
    name = found["name"].lower()
    if not (_is_ipv6(name[1:-1]) if name.startswith("[") else NAME.fullmatch(name)):
        return None
    return name.removesuffix(".") + (f":{found['port']}" if found["port"] else "")


def host_names(value: str) -> str:
    """The setting of that name: hosts parted by single spaces."""
    return " ".join(_host(part) for part in re.split(r"[\s,]+", value.strip()) if part)


def networks(value: str) -> str:
    """Addresses and networks parted by single spaces, as networks."""
    return " ".join(str(_network(part)) for part in re.split(r"[\s,]+", value.strip()) if part)


def public_address(value: str) -> str:
    """The http or https URL of a site, without a slash at its end; raises ValueError for any other. Its path is of
    unreserved characters alone (RFC 3986, 2.3), so that it reads the same in a link, a cookie and a proxy's
    configuration."""
    try:
        parts = urlsplit(value)
        strange = parts.port == 0 or "@" in parts.netloc or parts.query or parts.fragment or re.search(r"\s", value)
    except ValueError:
        strange = True
    if strange or parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"{value!r} is not like https://bantin.example.vn")
    if not PUBLIC_PATH.fullmatch(parts.path.rstrip("/")):
        raise ValueError(f"{value!r} is not like https://example.vn/doc-bao: its path needs a-z, A-Z, 0-9, - . _ ~")
    return value.rstrip("/")


def frame_ancestors(value: str) -> str:
    """Host sources of a policy's frame-ancestors (CSP Level 3, 2.3.1), parted by single spaces."""
    sources: list[str] = re.split(r"[\s,]+", value.strip())
    if sources in (["*"], ["none"]):
        return sources[0]
    for source in sources:
        if not re.fullmatch(r"https?://(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?", source, re.IGNORECASE):
            raise ValueError(
                f"{source!r} is not like https://www.example.vn or https://*.example.vn; or write * or none"
            )
    return " ".join(sources)


def ascii_host(name: str) -> str:
    """A host's name as it travels: `bảntin.vn` as `xn--…` (RFC 3490)."""
    return name if name.isascii() else name.encode("idna").decode("ascii")


def _host(text: str) -> str:
    try:
        host = parse_host(ascii_host(text))
    except UnicodeError:
        host = None
    if host is None:
        raise ValueError(f"{text!r} is not like bantin.example.vn or 10.0.0.5:8000")
    return host


def _network(text: str) -> Network:
    try:
        network = ip_network(text, strict=False)
    except ValueError as error:
        raise ValueError(f"{text!r} is no address or network like 127.0.0.1 or 10.0.0.0/24") from error
    if network.prefixlen == 0:
        raise ValueError(f"{text!r} would believe everyone")
    return network


def _is_ipv6(text: str) -> bool:
    try:
        return isinstance(ip_address(text), IPv6Address)
    except ValueError:
        return False
