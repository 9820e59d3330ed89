"""Fetches one web page by HTTP or HTTPS, with limits of size, time and redirects (RFC 9110)."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from contextlib import closing
from dataclasses import dataclass
from urllib.parse import quote, urldefrag, urljoin, urlsplit

from bantin_reader.model.errors import SourceRefused
from bantin_reader.sources.archive import Archive
from bantin_reader.sources.host_addresses import HTTPS_PORT, HostAddresses
from bantin_reader.sources.limits import MAX_FILE_BYTES

MAX_SECONDS = 30
MAX_REDIRECTS = 5
# Of one connection, and of one wait for the next bytes.
SOCKET_SECONDS = 10
HTTP_PORT = 80
SCHEMES = ("http", "https")
REDIRECTS = (301, 302, 303, 307, 308)
TYPES = ("text/html", "application/xhtml+xml")
HEADERS = {"User-Agent": "Bantin-Reader", "Accept": ", ".join(TYPES), "Accept-Encoding": "identity"}
# What stays in a path and a query as it is (RFC 3986, section 2).
SAFE = "%/?:@!$&'()*+,;=-._~[]"


@dataclass(frozen=True)
class Target:
    """A parsed URL: the host in ASCII, and the path with its query in ASCII."""

    url: str
    scheme: str
    host: str
    port: int
    path: str


def fetch_page(url: str, max_seconds: float = MAX_SECONDS) -> Archive:
    """The HTML page at `url` with its address after redirects. Raises SourceRefused."""
    results: list[Archive | SourceRefused] = []

    def work() -> None:
        try:
            results.append(_follow(url))
        except SourceRefused as error:
            results.append(error)
        except (OSError, http.client.HTTPException) as error:
            results.append(SourceRefused(f"cannot be fetched: {str(error) or type(error).__name__}"))

    # A thread, because looking up a name has no time limit of its own, and a server may send a byte now and then.
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(max_seconds)
    if not results:
        raise SourceRefused(f"cannot be fetched: it takes more than {max_seconds:g} seconds")
    [result] = results
    if isinstance(result, SourceRefused):
        raise result
    return result


def _follow(url: str) -> Archive:
    target = _target(url)
    hosts = HostAddresses(target.host, target.port)
    for _ in range(MAX_REDIRECTS + 1):
        with closing(_connection(target, hosts)) as connection:
            connection.request("GET", target.path, headers=HEADERS)
            # A response that ends with its connection is not closed with it.
            with closing(connection.getresponse()) as response:
                location = response.getheader("Location", "")
                if response.status not in REDIRECTS or not location:
                    return _page(response, target.url)
        target = _target(urljoin(target.url, location))
    raise SourceRefused(f"cannot be fetched: more than {MAX_REDIRECTS} redirects")


def _target(url: str) -> Target:
    """Raises SourceRefused for what is no address of a web page."""
    try:
        parts = urlsplit(urldefrag(url).url)
        host, port = (parts.hostname or "").encode("idna").decode("ascii"), parts.port
    except ValueError as error:
        raise SourceRefused(f"no address of a web page: {error}") from error
    if parts.scheme not in SCHEMES or not host or parts.username is not None or parts.password is not None:
        raise SourceRefused("no address of a web page: need http:// or https://, a host, and no user name")
    path = quote(parts.path or "/", SAFE) + (f"?{quote(parts.query, SAFE)}" if parts.query else "")
    return Target(url, parts.scheme, host, port or (HTTPS_PORT if parts.scheme == "https" else HTTP_PORT), path)


class _Connection(http.client.HTTPConnection):
    """Connects to the addresses that were checked, and to no others."""

    def __init__(self, target: Target, hosts: HostAddresses) -> None:
        super().__init__(target.host, target.port, timeout=SOCKET_SECONDS)
        self._hosts = hosts

    def connect(self) -> None:
        refused: OSError | None = None
        for address in self._hosts.of(self.host, self.port):
            try:
                self.sock = socket.create_connection((str(address), self.port), SOCKET_SECONDS)
                return
            except OSError as error:
                refused = error
        raise refused or OSError(f"{self.host} has no address")


class _TLSConnection(_Connection):
    default_port = HTTPS_PORT

    def connect(self) -> None:
        super().connect()
        self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


def _connection(target: Target, hosts: HostAddresses) -> http.client.HTTPConnection:
    return _TLSConnection(target, hosts) if target.scheme == "https" else _Connection(target, hosts)


def _page(response: http.client.HTTPResponse, url: str) -> Archive:
    """The page in a response. Raises SourceRefused."""
    if response.status != 200:
        raise SourceRefused(f"cannot be fetched: the response is {response.status} {response.reason}")
    if (kind := response.headers.get_content_type()) not in TYPES:
        raise SourceRefused(f"no web page: the response is {kind}")
    content = response.read(MAX_FILE_BYTES + 1)
    if len(content) > MAX_FILE_BYTES:
        raise SourceRefused(f"too big: more than {MAX_FILE_BYTES:,} bytes")
    return Archive(page=content, charset=response.headers.get_content_charset() or "", address=url)
