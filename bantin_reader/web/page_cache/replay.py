"""Repeats responses of the page cache to equal requests, before a WSGI environment is made."""

from __future__ import annotations

from collections.abc import Iterable
from time import perf_counter
from typing import Any, NamedTuple, Protocol
from weakref import ref
from wsgiref.types import WSGIEnvironment

from bantin_reader.web.page_cache.lru import CachedBody, CachedPage
from bantin_reader.web.page_cache.middleware import PageCache

MOST_RESPONSES = 256
LONGEST_REQUEST = 1500
# The header fields that a cached page may depend on; a request with one of the others is never equal to another.
READ = {b"host", b"cookie", b"accept-language", b"accept-encoding", b"if-none-match"}
UNEQUAL = {b"x-request-id", b"content-length", b"transfer-encoding"}
REQUEST_ID = "x-request-id"

# The connection scope of an HTTP request (ASGI).
Scope = dict[str, Any]
RawHeaders = list[tuple[bytes, bytes]]
RawRequest = tuple[bytes | str | tuple[bytes, bytes], ...]


class RequestLog(Protocol):
    """Identifies and counts requests (Instrumentation)."""

    def new_id(self) -> str: ...
    def record(
        self, environ: WSGIEnvironment, status: str, headers: list[tuple[str, str]], request_id: str, seconds: float
    ) -> None: ...


class _Response(NamedTuple):
    page: ref[CachedPage]
    status: int
    status_line: str
    headers: list[tuple[str, str]]
    raw_headers: RawHeaders
    has_body: bool
    environ: WSGIEnvironment


def _compared(scope: Scope) -> RawRequest | None:
    """What two equal requests have in common; None for one that is not to be compared."""
    parts: list[bytes | str | tuple[bytes, bytes]] = [
        scope["method"], scope["scheme"], scope["raw_path"], scope["query_string"]
    ]  # fmt: skip
    for header in scope["headers"]:
        if header[0] in READ:
            parts.append(header)
        elif header[0] in UNEQUAL:
            return None
    return tuple(parts)


class ResponseReplay:
    """The last responses that were cached pages, by their requests. For one thread, which it never makes wait.

    A response is repeated as long as its page is in the cache and current. It has a request id of its own, and is
    counted and logged as any other. The one learned first is forgotten first; the page cache then gives it again.
    """

    def __init__(self, cache: PageCache, log: RequestLog) -> None:
        self._cache = cache
        self._log = log
        self._responses: dict[RawRequest, _Response] = {}

    def find(self, scope: Scope) -> tuple[int, RawHeaders, bytes] | None:
        """Status, headers and body of the response to a request that is equal to an earlier one."""
        began = perf_counter()
        request = _compared(scope)
        response = self._responses.get(request) if request else None
        if response is None:
            return None
        page = response.page()
        if page is None or not self._cache.may_replay(page):
            return None
        request_id = self._log.new_id()
        environ = {**response.environ, "REMOTE_ADDR": scope["client"][0]}
        self._log.record(environ, response.status_line, response.headers, request_id, perf_counter() - began)
        headers = [*response.raw_headers, (b"x-request-id", request_id.encode())]
        return response.status, headers, page.body[0] if response.has_body else b""

    def learn(
        self, scope: Scope, environ: WSGIEnvironment, body: Iterable[bytes], status: str, headers: list[tuple[str, str]]
    ) -> None:
        """Remember the response to a request if it is a cached page. `environ` is that of the request after its way
        through the middleware, `body` what the application returned."""
        if not isinstance(body, CachedBody):
            return
        request = _compared(scope)
        if request is None or sum(map(_length, request)) > LONGEST_REQUEST:
            return
        headers = [(name, value) for name, value in headers if name.lower() != REQUEST_ID]
        raw = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        read = {name: environ[name] for name in ("REQUEST_METHOD", "PATH_INFO")}
        self._responses[request] = _Response(ref(body.page), int(status[:3]), status, headers, raw, bool(body), read)
        if len(self._responses) > MOST_RESPONSES:
            del self._responses[next(iter(self._responses))]


def _length(part: bytes | str | tuple[bytes, bytes]) -> int:
    return len(part[1]) if isinstance(part, tuple) else len(part)
