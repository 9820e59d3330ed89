"""The only outgoing HTTP (RFC 9110): fetches documents, with limits of size, time, redirects, pace; sends notices."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy
from types import TracebackType
from typing import IO, TypeVar
from urllib.parse import quote, urldefrag, urlsplit

import httpcore2
import httpx2

from bantin_reader.model.errors import NotFetched, SourceRefused
from bantin_reader.model.source import WEB_SCHEMES, Validators
from bantin_reader.sources.addresses import absolute_address
from bantin_reader.sources.archive import Archive
from bantin_reader.sources.host_addresses import HostAddresses
from bantin_reader.sources.host_pace import HostPace
from bantin_reader.sources.http_response import CANNOT_BE_FETCHED, failure_of, response_of, save
from bantin_reader.sources.http_response import Response as Response
from bantin_reader.sources.http_transport import CheckedBackend, CheckedTransport, Deadline
from bantin_reader.sources.limits import MAX_FILE_BYTES
from bantin_reader.sources.robots import MAX_BYTES as MAX_ROBOTS_BYTES
from bantin_reader.sources.robots import Robots

PRODUCT = "Bantin-Reader"
MAX_SECONDS = 30.0
MAX_REDIRECTS = 5
SECONDS_BETWEEN = 1.0
REDIRECTS = (301, 302, 303, 307, 308)
PAGES = ("text/html", "application/xhtml+xml")
ANYTHING = "*/*"
CANNOT_BE_SENT = "cannot be sent"
# What stays in a path and a query as it is (RFC 3986, section 2).
SAFE = "%/?:@!$&'()*+,;=-._~[]"
FAILURES = (httpcore2.NetworkError, httpcore2.ProtocolError, httpx2.HTTPError, OSError)

Result = TypeVar("Result")
Use = Callable[[httpx2.Response, str], Result]


@dataclass(frozen=True, kw_only=True)
class FetchOptions:
    """How documents are fetched. `contact` stands in the User-Agent; `private_hosts` as HostAddresses takes them."""

    contact: str = ""
    private_hosts: tuple[str, ...] = ()
    seconds_between: float = SECONDS_BETWEEN
    obey_robots: bool = True
    max_seconds: float = MAX_SECONDS


class HttpClient:
    """Fetches documents, one after the other. Sends no cookies, uses no proxy, and verifies certificates."""

    def __init__(self, options: FetchOptions | None = None, pace: HostPace | None = None) -> None:
        self._options = options or FetchOptions()
        self._pace = pace or HostPace()
        self._deadline = Deadline()
        self.robots = Robots(PRODUCT, lambda url: self._document(url, ANYTHING, MAX_ROBOTS_BYTES, None, False).content)
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
        return self._document(url, accept, max_bytes, validators, self._options.obey_robots)

    def download(self, url: str, file: IO[bytes], *, accept: str, max_bytes: int, max_seconds: float) -> None:
        """Write the document at `url` into a file, piece by piece. Raises SourceRefused, NotFetched."""
        self._deadline.start(max_seconds)
        headers = {"Accept": accept, "Accept-Encoding": "identity"}
        self._follow(url, headers, self._options.obey_robots, lambda response, _url: save(response, file, max_bytes))

    def page(self, url: str) -> Archive:
        """The HTML page at `url`. Raises SourceRefused, NotFetched."""
        return page_of(self.get(url, accept=", ".join(PAGES)))

    def post(self, url: str, content: bytes, media_type: str) -> None:
        """Send a document, and read nothing of the response. Raises SourceRefused, NotFetched unless it was accepted; a
        redirect does not accept it."""
        self._deadline.start(self._options.max_seconds)
        target, host = _target(url)
        self._deadline.extend(self._pace.wait(host, self._options.seconds_between))
        with (
            self._failures(CANNOT_BE_SENT),
            self._client.stream("POST", target, content=content, headers={"Content-Type": media_type}) as response,
        ):
            if not 200 <= response.status_code < 300:
                raise failure_of(response, CANNOT_BE_SENT)

    def _document(
        self, url: str, accept: str, max_bytes: int, validators: Validators | None, obey_robots: bool
    ) -> Response:
        headers = {"Accept": accept, **_conditions(validators or Validators())}
        is_conditional = validators is not None
        return self._follow(
            url,
            headers,
            obey_robots,
            lambda response, found: response_of(response, found, max_bytes, is_conditional=is_conditional),
        )

    def _follow(self, url: str, headers: Mapping[str, str], obey_robots: bool, use: Use[Result]) -> Result:
        """What `use` makes of the response at the end of all redirects, and of its address."""
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
                    return use(response, url)
            url = absolute_address(url, location)
        raise NotFetched(f"cannot be fetched: more than {MAX_REDIRECTS} redirects")

    @contextmanager
    def _failures(self, what: str = CANNOT_BE_FETCHED) -> Iterator[None]:
        try:
            yield
        except (TimeoutError, httpcore2.TimeoutException, httpx2.TimeoutException) as error:
            seconds = f"{self._deadline.seconds:g}"
            raise NotFetched(f"{what}: it takes more than {seconds} seconds", is_temporary=True) from error
        except FAILURES as error:
            reason = str(error) or type(error).__name__
            raise NotFetched(f"{what}: {reason}", is_temporary=True) from error


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
    if parts.scheme not in WEB_SCHEMES or not host or parts.username is not None or parts.password is not None:
        raise SourceRefused("no address of a web page: need http:// or https://, a host, and no user name")
    path = quote(parts.path or "/", SAFE) + (f"?{quote(parts.query, SAFE)}" if parts.query else "")
    place = (f"[{host}]" if ":" in host else host) + (f":{port}" if port else "")
    return f"{parts.scheme}://{place}{path}", host


def _conditions(validators: Validators) -> dict[str, str]:
    named = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
    return {name: value for name, value in named.items() if value}
