"""Certificates of the tests' own; browsers accept them with `ignore_https_errors`."""

from __future__ import annotations

import ssl
from typing import Any

import trustme


class LazyTls(ssl.SSLContext):
    """Greets each client in its own thread: one that never speaks must not hold up the others."""

    def wrap_socket(self, *arguments: Any, **options: Any) -> ssl.SSLSocket:
        return super().wrap_socket(*arguments, **(options | {"do_handshake_on_connect": False}))


def self_made_tls(*names: str) -> ssl.SSLContext:
    """For a server that goes by these host names."""
    context = LazyTls(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert(*names).configure_cert(context)
    return context
