"""A certificate that the tests make for themselves; browsers take it with `ignore_https_errors`."""

from __future__ import annotations

import ssl
from typing import Any

import trustme


class PatientContext(ssl.SSLContext):
    """Leaves the handshake to the connection's own thread: a browser that only connects ahead holds nobody up."""

    def wrap_socket(self, *args: Any, **options: Any) -> ssl.SSLSocket:
        return super().wrap_socket(*args, **{**options, "do_handshake_on_connect": False})


def self_made_tls(*names: str) -> ssl.SSLContext:
    """For a server that goes by these host names or addresses."""
    context = PatientContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert(*names).configure_cert(context)
    return context
