"""Connects to addresses that were checked, and gives all that one fetch does a single time limit."""

from __future__ import annotations

import ssl
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import Any

import httpcore2
import httpx2

from bantin_reader.sources.host_addresses import HostAddresses

# Of one connection, and of one wait for the next bytes.
SOCKET_SECONDS = 10.0
MAX_CONNECTIONS = 4


class Deadline:
    """When the fetch that is in progress must have ended; `seconds` are those that it was given at its start."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._at = 0.0

    def start(self, seconds: float) -> None:
        self.seconds = seconds
        self._at = monotonic() + seconds

    def extend(self, seconds: float) -> None:
        self._at += seconds

    def left(self) -> float:
        """Seconds for the next wait, at most SOCKET_SECONDS. Raises TimeoutError if none is left."""
        seconds = self._at - monotonic()
        if seconds <= 0:
            raise TimeoutError
        return min(seconds, SOCKET_SECONDS)


class _Stream(httpcore2.NetworkStream):
    """A connection, each wait of which ends by the deadline: a server may send a byte now and then."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, self._deadline.left()), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class CheckedBackend(httpcore2.NetworkBackend):
    """Resolves a host, checks its addresses and connects to one of them, so that no name changes in between."""

    def __init__(self, hosts: HostAddresses, deadline: Deadline) -> None:
        self._hosts = hosts
        self._deadline = deadline
        self._sockets = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """Raises SourceRefused for a host of a private network."""
        refused: Exception | None = None
        for address in self._hosts.of(host, port, self._deadline.left()):
            try:
                stream = self._sockets.connect_tcp(
                    str(address), port, self._deadline.left(), local_address, socket_options or ()
                )
                return _Stream(stream, self._deadline)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                refused = error
        raise refused or httpcore2.ConnectError(f"{host} has no address")


class _Body(httpx2.SyncByteStream):
    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        self._stream.close()


class CheckedTransport(httpx2.BaseTransport):
    """Sends the requests of an `httpx2.Client` through a pool of connections that a CheckedBackend makes. Raises the
    exceptions of httpcore2.

    The pool is created for the first request: to load the system's certificates takes some 20 ms of processor time,
    which an import of files need not spend.
    """

    def __init__(self, backend: CheckedBackend) -> None:
        self._backend = backend
        self._pool: httpcore2.ConnectionPool | None = None

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        url = request.url
        target = httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        if self._pool is None:
            self._pool = httpcore2.ConnectionPool(
                ssl_context=ssl.create_default_context(), network_backend=self._backend, max_connections=MAX_CONNECTIONS
            )
        response = self._pool.handle_request(
            httpcore2.Request(request.method, target, headers=request.headers.raw, content=request.read())
        )
        return httpx2.Response(response.status, headers=response.headers, stream=_Body(response.stream))

    def close(self) -> None:
        if self._pool:
            self._pool.close()
