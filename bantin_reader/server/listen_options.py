"""Where the server listens, by how many workers and with which certificate, checked before anything starts."""

from __future__ import annotations

import os
import socket
import ssl
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

CORES = os.cpu_count() or 1


class CannotListen(Exception):
    """The address or the certificate cannot be used; the message says why."""


@dataclass(frozen=True)
class ListenOptions:
    """`host` is an address or a name of this machine. `certificate` and `key` are PEM files, both or neither."""

    host: str
    port: int
    workers: int = CORES
    certificate: Path | None = None
    key: Path | None = None

    @property
    def url(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self.certificate else 'http'}://{host}:{self.port}"

    def address(self) -> str:
        """The IP address of `host`. Raises CannotListen."""
        try:
            found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        except OSError as error:
            raise CannotListen(f"{self.host}: {error.strerror}") from error
        return str(found[0][4][0])


@contextmanager
def claimed_port(listening: ListenOptions) -> Iterator[None]:
    """Make sure that no other program listens at the address, and keep other servers of this kind from it meanwhile.
    Raises CannotListen.

    Workers listen with SO_REUSEPORT, so the system would let two servers of one user share a port. To bind a socket
    without that option finds out a server that listens, but not one whose workers are still starting. For that, each
    server holds an abstract Unix socket named after its address (unix(7)); the system closes it when the server ends.
    """
    address = listening.address()
    place = f"{listening.host}:{listening.port}"
    with ExitStack() as stack:
        if sys.platform == "linux":
            claim = stack.enter_context(socket.socket(socket.AF_UNIX))
            try:
                claim.bind(f"\0bantin-reader {address} {listening.port}")
            except OSError as error:
                raise CannotListen(f"{place} is taken by another bantin-reader; choose another with --port") from error
        with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((address, listening.port))
            except OSError as error:
                raise CannotListen(f"{place} cannot be used ({error.strerror}); choose another with --port") from error
        yield


def check_certificate(listening: ListenOptions) -> None:
    """Raises CannotListen unless a certificate and its key are given together and fit, or neither is given."""
    certificate, key = listening.certificate, listening.key
    if certificate is None and key is None:
        return
    if certificate is None or key is None:
        raise CannotListen("--tls-certificate and --tls-key go together")
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key, password="")
    except (OSError, ValueError) as error:
        raise CannotListen(f"{certificate} with {key}: {getattr(error, 'strerror', None) or error}") from error
