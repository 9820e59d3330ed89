"""Resolves addresses that other people wrote."""

from __future__ import annotations

from urllib.parse import SplitResult, urljoin, urlsplit

NO_ADDRESS = SplitResult("", "", "", "", "")


def absolute_address(base: str, address: str) -> str:
    """`address` as it is meant in a document at `base` (RFC 3986, section 5); empty where it is malformed, such as
    `https://[x`."""
    try:
        return urljoin(base, address)
    except ValueError:
        return ""


def address_parts(address: str) -> SplitResult:
    """The parts of an address, all of them empty where it is malformed."""
    try:
        return urlsplit(address)
    except ValueError:
        return NO_ADDRESS
