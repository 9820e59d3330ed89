"""The only outgoing HTTP: fetches documents with limits of size, time, redirects and pace (RFC 9110)."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.cookiejar import CookieJar, DefaultCookiePolicy
from types import TracebackType
from urllib.parse import quote, urldefrag, urljoin, urlsplit

import httpcore2
import httpx2

from bantin_reader.model.errors import NotFetched, SourceRefused
from bantin_reader.model.source import Validators
from bantin_reader.sources.archive import Archive
from bantin_reader.sources.host_addresses import HostAddresses
from bantin_reader.sources.host_pace import HostPace
from bantin_reader.sources.http_transport import CheckedBackend, CheckedTransport, Deadline
from bantin_reader.sources.limits import MAX_FILE_BYTES
from bantin_reader.sources.robots import MAX_BYTES as MAX_ROBOTS_BYTES
from bantin_reader.sources.robots import Robots

PRODUCT = "Bantin-Reader"
MAX_SECONDS = 30.0
MAX_REDIRECTS = 5
SECONDS_BETWEEN = 1.0
SCHEMES = ("http", "https")
REDIRECTS = (301, 302, 303, 307, 308)
# Responses after which another attempt may succeed.
TEMPORARY = (408, 425, 429, 500, 502, 503, 504)
PAGES = ("text/html", "application/xhtml+xml")
ANYTHING = "*/*"
# What stays in a path and a query as it is (RFC 3986, section 2).
SAFE = "%/?:@!$&'()*+,;=-._~[]"
FAILURES = (httpcore2.NetworkError, httpcore2.ProtocolError, httpx2.HTTPError, OSError)


@dataclass(frozen=True, kw_only=True)
class FetchOptions:
    """How documents are fetched. `contact` stands in the User-Agent; `private_hosts` as HostAddresses takes them."""

    contact: str = ""
    private_hosts: tuple[str, ...] = ()
    seconds_between: float = SECONDS_BETWEEN
    obey_robots: bool = True
    max_seconds: float = MAX_SECONDS


@dataclass(frozen=True, kw_only=True)
class Response:
    """A document. `url` is its address after redirects; `is_unchanged` says that the version which the validators name
    is still the present one, and `content` is then empty."""

    url: str
    content: bytes = b""
    media_type: str = ""
    charset: str = ""
    validators: Validators = field(default_factory=Validators)
    is_unchanged: bool = False


class HttpClient:
    """Fetches documents, one after the other. Sends no cookies, uses no proxy, and verifies certificates."""

    def __init__(self, options: FetchOptions | None = None, pace: HostPace | None = None) -> None:
        self._options = options or FetchOptions()
        self._pace = pace or HostPace()
        self._deadline = Deadline()
        self.robots = Robots(PRODUCT, lambda url: self._follow(url, ANYTHING, MAX_ROBOTS_BYTES, None, False).content)
        backend = CheckedBackend(HostAddresses(self._options.private_hosts), self._deadline)
        self._client = httpx2.Client(
            transport=CheckedTransport(backend),
            headers={"User-Agent": " ".join(filter(None, (PRODUCT, self._options.contact))), "Accept-Encoding": "gzip"},
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            trust_env=False,
            follow_redirects=False,
        )

    def __enter__(self) -> HttpClient:
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._client.close()

    def get(
        self,
        url: str,
        *,
        accept: str = ANYTHING,
        max_bytes: int = MAX_FILE_BYTES,
        validators: Validators | None = None,
    ) -> Response:
        """The document at `url`, unless it is the version that `validators` name. Raises SourceRefused, NotFetched."""
        self._deadline.start(self._options.max_seconds)
        return self._follow(url, accept, max_bytes, validators, self._options.obey_robots)

    def page(self, url: str) -> Archive:
        """The HTML page at `url`. Raises SourceRefused, NotFetched."""
        return page_of(self.get(url, accept=", ".join(PAGES)))

    def _follow(
        self, url: str, accept: str, max_bytes: int, validators: Validators | None, obey_robots: bool
    ) -> Response:
        headers = {"Accept": accept, **_conditions(validators or Validators())}
        for _ in range(MAX_REDIRECTS + 1):
            target, host = _target(url)
            delay = self._options.seconds_between
            if obey_robots:
                self.robots.require_allowed(target)
                delay = max(delay, self.robots.delay(target)) if delay else 0.0
            self._deadline.extend(self._pace.wait(host, delay))
            with self._failures(), self._client.stream("GET", target, headers=headers) as response:
                location = response.headers.get("Location", "")
                if response.status_code not in REDIRECTS or not location:
                    return _response(response, url, max_bytes, is_conditional=validators is not None)
            url = urljoin(url, location)
        raise NotFetched(f"cannot be fetched: more than {MAX_REDIRECTS} redirects")

    @contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            yield
        except (TimeoutError, httpcore2.TimeoutException, httpx2.TimeoutException) as error:
            seconds = f"{self._options.max_seconds:g}"
            raise NotFetched(f"cannot be fetched: it takes more than {seconds} seconds", is_temporary=True) from error
        except FAILURES as error:
            reason = str(error) or type(error).__name__
            raise NotFetched(f"cannot be fetched: {reason}", is_temporary=True) from error


def page_of(response: Response) -> Archive:
    """The HTML page in a response. Raises SourceRefused."""
    if response.media_type not in PAGES:
        raise SourceRefused(f"no web page: the response is {response.media_type}")
    return Archive(page=response.content, charset=response.charset, address=response.url)


def _target(url: str) -> tuple[str, str]:
    """The address in ASCII and its host. Raises SourceRefused for what is no address of a document on the web."""
    try:
        parts = urlsplit(urldefrag(url).url)
        host, port = (parts.hostname or "").encode("idna").decode("ascii"), parts.port
    except ValueError as error:
        raise SourceRefused(f"no address of a web page: {error}") from error
    if parts.scheme not in SCHEMES or not host or parts.username is not None or parts.password is not None:
        raise SourceRefused("no address of a web page: need http:// or https://, a host, and no user name")
    path = quote(parts.path or "/", SAFE) + (f"?{quote(parts.query, SAFE)}" if parts.query else "")
    place = (f"[{host}]" if ":" in host else host) + (f":{port}" if port else "")
    return f"{parts.scheme}://{place}{path}", host


def _conditions(validators: Validators) -> dict[str, str]:
    named = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
    return {name: value for name, value in named.items() if value}


def _response(response: httpx2.Response, url: str, max_bytes: int, *, is_conditional: bool) -> Response:
    status = response.status_code
    if status == 304 and is_conditional:
        return Response(url=url, is_unchanged=True)
    if status != 200:
        reason = f"cannot be fetched: the response is {status} {response.reason_phrase}".rstrip()
        raise NotFetched(reason, status, is_temporary=status in TEMPORARY)
    content_type = Message()
    content_type["Content-Type"] = response.headers.get("Content-Type", "")
    return Response(
        url=url,
        content=_content(response.iter_raw(), response.headers.get("Content-Encoding", ""), max_bytes),
        media_type=content_type.get_content_type(),
        charset=content_type.get_content_charset() or "",
        validators=Validators(
            etag=response.headers.get("ETag", ""), last_modified=response.headers.get("Last-Modified", "")
        ),
    )


def _content(chunks: Iterable[bytes], encoding: str, max_bytes: int) -> bytes:
    """At most `max_bytes` of a response's body, decompressed no further than that. Raises NotFetched."""
    coding = encoding.strip().lower()
    if coding not in ("", "identity", "gzip", "x-gzip"):
        raise NotFetched(f"cannot be read: its content is encoded as {coding[:40]}")
    gzip = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16) if coding.endswith("gzip") else None
    content = bytearray()
    try:
        for chunk in chunks:
            content += gzip.decompress(chunk, max_bytes + 1 - len(content)) if gzip else chunk
            if len(content) > max_bytes:
                raise NotFetched(f"too big: more than {max_bytes:,} bytes")
    except zlib.error as error:
        raise NotFetched(f"cannot be read: its compression is broken: {error}") from error
    if gzip and not gzip.eof:
        raise NotFetched("cannot be read: its compression is cut off", is_temporary=True)
    return bytes(content)
