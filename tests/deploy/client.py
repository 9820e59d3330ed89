"""An HTTP/1.1 client over TLS for nginx, with a connection for each request or a persistent one."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from email.message import Message
from typing import Any

from tests.deploy.nginx import PATIENCE, SITE, Nginx

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


class Connection(http.client.HTTPSConnection):
    """A connection to nginx from the loopback address `source`; checks the certificate for `name`."""

    def __init__(self, nginx: Nginx, name: str = SITE, source: str = "127.0.0.1") -> None:
        super().__init__(name, nginx.port, timeout=PATIENCE)
        self._nginx = nginx
        self._source = source

    def connect(self) -> None:
        plain = socket.create_connection(("127.0.0.1", self.port), self.timeout, (self._source, 0))
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

    def __init__(self, nginx: Nginx) -> None:
        self.nginx = nginx
        self._connections: dict[str, Connection] = {}

    def ask(self, path: str, *, source: str = "127.0.0.1", **options: Any) -> Answer:
        """Send a request on the persistent connection from `source`."""
        if source not in self._connections:
            self._connections[source] = Connection(self.nginx, source=source)
        return self._connections[source].ask(path, **options)

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
