"""Checks of single settings. Each returns the value as it is used, and raises ValueError with what would be right."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable
from ipaddress import IPv4Network, IPv6Network, ip_network
from math import floor
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import SecretStr
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from bantin_reader.config.colours import LEAST_CONTRAST, PAPERS, colour_class, contrast
from bantin_reader.config.network import ascii_host, parse_host

LOGO_TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".webp": "image/webp", ".jpg": "image/jpeg"}
PUBLIC_PATH = re.compile(r"(?:/(?!\.{1,2}(?:/|$))[A-Za-z0-9._~-]+)*")
FRAME_SOURCE = re.compile(r"https?://(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?", re.IGNORECASE)
SEPARATOR = re.compile(r"[\s,]+")


def opaque_colour(value: str) -> str:
    """A CSS colour as `#rrggbb`."""
    try:
        colour = colour_class()(value)
    except ValueError as error:
        raise ValueError(f"{value!r} is not a colour; write one like #9b1c1c") from error
    if colour.alpha() < 1:
        raise ValueError(f"{value!r} lets the paper through; write an opaque colour like #9b1c1c")
    return str(colour.convert("srgb").fit().to_string(hex=True))


def is_opaque_colour(value: str) -> bool:
    found = colour_class().match(value)
    return found is not None and found.end == len(value) and found.color.alpha() == 1


def legible_on(*themes: str) -> Callable[[str], str]:
    """A check for colours with a contrast of at least 7:1 on the papers of these themes."""

    def check(value: str) -> str:
        colour = opaque_colour(value)
        for theme in themes:
            ratio = contrast(colour, PAPERS[theme])
            if ratio < LEAST_CONTRAST:
                raise ValueError(f"{value!r} has {floor(ratio * 10) / 10}:1 on the {theme} paper; it needs 7:1")
        return colour

    return check


def database_url(value: str) -> str:
    """A URL of SQLAlchemy for one of the two databases."""
    if not re.match(r"(sqlite|postgresql(\+psycopg)?)://", value):
        raise ValueError("need sqlite:// or postgresql://")
    try:
        ports = make_url(value).normalized_query.get("port", ())
    except (ArgumentError, ValueError) as error:  # the value may hold a password
        raise ValueError("is not like postgresql://user:password@host:5432/database") from error
    if not all(port.isascii() and port.isdigit() for one in ports for port in one.split(",")):
        raise ValueError("port= is no number such as 5432")
    return value


def sections(value: str) -> str:
    """Names of categories between commas; `*` stands once for all others, `-` before a name leaves it out."""
    parts = [" ".join(part.split()) for part in value.split(",")]
    if parts.count("*") > 1 or any(not re.search(r"\w", part) for part in parts if part != "*"):
        raise ValueError(f"{value!r} is not like Giáo dục, Y tế, *, -Quảng cáo")
    return ", ".join(parts)


def contact(value: str) -> str:
    """An e-mail address, a telephone number or a URL."""
    if value and not re.fullmatch(r"(https?://\S+|[^\s@]+@[^\s@]+\.[^\s@]+|\+?[\d ().-]{6,})", value):
        raise ValueError(f"{value!r} is no e-mail address, telephone number or https:// address")
    return value


def command(value: str) -> str:
    """A program with its arguments, quoted as for a shell, which is not used."""
    try:
        parts = shlex.split(value)
    except ValueError as error:
        raise ValueError(f"{value!r}: {error}") from error
    if not parts or "\0" in value:
        raise ValueError(f"{value!r} is not like espeak-ng -v {{lang}} --stdin --stdout")
    return value


def time_zone(value: str) -> str:
    """The name of a zone in the IANA database."""
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f"{value!r} is no time zone like Asia/Ho_Chi_Minh") from error
    return value


def logo_file(value: Path) -> Path:
    if value.suffix.lower() not in LOGO_TYPES:
        raise ValueError(f"{value}: need one of {', '.join(LOGO_TYPES)}")
    if not value.is_file():
        raise ValueError(f"{value}: no such file")
    if not os.access(value, os.R_OK):
        raise ValueError(f"{value}: cannot be read")
    return value


def bearer_token(value: SecretStr) -> SecretStr:
    """A token of RFC 6750, 2.1."""
    if not re.fullmatch(r"[A-Za-z0-9._~+/-]{16,}=*", value.get_secret_value()):
        raise ValueError("need at least 16 letters, digits or - . _ ~ + / in a row; `openssl rand -hex 32` makes one")
    return value


def host_names(value: str) -> str:
    """Hosts separated by single spaces."""
    return " ".join(_host(part) for part in _parts(value))


def networks(value: str) -> str:
    """Addresses and networks as networks, separated by single spaces."""
    return " ".join(str(_network(part)) for part in _parts(value))


def public_url(value: str) -> str:
    """The http or https URL of a site, without a slash at its end.

    Its path consists of unreserved characters (RFC 3986, 2.3), so that it is spelled the same in a link, a cookie and a
    proxy's configuration.
    """
    try:
        parts = urlsplit(value)
        is_odd = parts.port == 0 or "@" in parts.netloc or parts.query or parts.fragment or re.search(r"\s", value)
    except ValueError:
        is_odd = True
    if is_odd or parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"{value!r} is not like https://bantin.example.vn")
    if not PUBLIC_PATH.fullmatch(parts.path.rstrip("/")):
        raise ValueError(f"{value!r} is not like https://example.vn/doc-bao: its path needs a-z, A-Z, 0-9, - . _ ~")
    return value.rstrip("/")


def notice_url(value: str) -> str:
    """The URL to which notices of changes are sent, of a WebSub hub or of IndexNow, in ASCII."""
    try:
        parts = urlsplit(value)
        is_odd = parts.port == 0 or not value.isascii() or re.search(r"[\s<>\"]", value)
    except ValueError:
        is_odd = True
    if is_odd or parts.scheme != "https" or not parts.hostname:
        raise ValueError(f"{value!r} is not like https://hub.example.vn/")
    return value


def frame_ancestors(value: str) -> str:
    """Host sources of the policy's frame-ancestors (CSP Level 3, 2.3.1), separated by single spaces."""
    sources: list[str] = SEPARATOR.split(value.strip())
    if sources in (["*"], ["none"]):
        return sources[0]
    for source in sources:
        if not FRAME_SOURCE.fullmatch(source):
            raise ValueError(
                f"{source!r} is not like https://www.example.vn or https://*.example.vn; or write * or none"
            )
    return " ".join(sources)


def _parts(value: str) -> list[str]:
    return [part for part in SEPARATOR.split(value.strip()) if part]


def _host(text: str) -> str:
    try:
        host = parse_host(ascii_host(text))
    except UnicodeError:
        host = None
    if host is None:
        raise ValueError(f"{text!r} is not like bantin.example.vn or 10.0.0.5:8000")
    return host


def _network(text: str) -> IPv4Network | IPv6Network:
    try:
        network = ip_network(text, strict=False)
    except ValueError as error:
        raise ValueError(f"{text!r} is no address or network like 127.0.0.1 or 10.0.0.0/24") from error
    if network.prefixlen == 0:
        raise ValueError(f"{text!r} would believe everyone")
    return network
