"""An HTTP/1.1 client over TLS for nginx, with a connection for each request or a persistent one."""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from email.message import Message
from typing import Any, Protocol

from tests.deploy.nginx import PATIENCE, SITE

PREFERENCES = "bantin_prefs"
EMBED = "__Host-bantin_widget"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Message
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode("utf-8")


class Listening(Protocol):
    """An nginx that listens: one of the tests, or that of containers."""

    @property
    def port(self) -> int: ...

    @property
    def trust(self) -> ssl.SSLContext: ...

    def connect(self, timeout: float, source: str) -> socket.socket:
        """A connection from the loopback address `source`."""
        ...


class Connection(http.client.HTTPSConnection):
    """A connection to nginx from the loopback address `source`; checks the certificate for `name`."""

    def __init__(self, nginx: Listening, name: str = SITE, source: str = "127.0.0.1") -> None:
        super().__init__(name, nginx.port, timeout=PATIENCE)
        self._nginx = nginx
        self._source = source

    def connect(self) -> None:
        plain = self._nginx.connect(PATIENCE, self._source)
        self.sock = self._nginx.trust.wrap_socket(plain, server_hostname=self.host)

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
        """Send a request. Header names have `_` for `-`; a header with an empty value is not sent.

        A surrogate in a value is sent as the byte that it escapes (PEP 383).
        """
        named = {"Host": SITE, "Accept-Encoding": ""} | {name.replace("_", "-"): text for name, text in headers.items()}
        self.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, text in named.items():
            if text:
                self.putheader(name, text.encode("utf-8", "surrogateescape"))
        if body is not None:
            self.putheader("Content-Length", str(len(body)))
        self.endheaders(body)
        answer = self.getresponse()
        return Answer(answer.status, answer.headers, answer.read())


class Readers:
    """Readers of the site through this nginx."""

    def __init__(self, nginx: Listening) -> None:
        self.nginx = nginx
        self._connections: dict[str, Connection] = {}

    def ask(self, path: str, *, source: str = "127.0.0.1", **options: Any) -> Answer:
        """Send a request on the persistent connection from `source`."""
        if source not in self._connections:
            self._connections[source] = Connection(self.nginx, source=source)
        return self._connections[source].ask(path, **options)

    def opens(self, path: str) -> bool:
        """Whether the page is answered, by an nginx that may not listen yet."""
        try:
            return self.ask_anew(path).status == 200
        except OSError:
            return False

    def ask_anew(self, path: str, **options: Any) -> Answer:
        connection = Connection(self.nginx)
        try:
            return connection.ask(path, **options)
        finally:
            connection.close()

    def leave(self) -> None:
        for connection in self._connections.values():
            connection.close()

    def with_cookie(self, path: str, value: str, **options: Any) -> Answer:
        return self.ask(path, Cookie=f"{PREFERENCES}={value}", **options)

    def at_once(self, number: int, path: str, **options: Any) -> list[Answer]:
        with ThreadPoolExecutor(number) as pool:
            return list(pool.map(lambda _: self.ask_anew(path, **options), range(number)))


def form(**fields: str) -> Mapping[str, Any]:
    """The request of a press without htmx, as a browser sends it."""
    return {
        "method": "POST",
        "body": "&".join(f"{name}={value}" for name, value in fields.items()).encode(),
        "Content_Type": "application/x-www-form-urlencoded",
        "Sec_Fetch_Site": "same-origin",
    }
