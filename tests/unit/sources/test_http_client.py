"""Fetching one page: what is accepted, what is refused, and which hosts a redirect may lead to."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import trustme

from bantin_reader.model.errors import SourceRefused
from bantin_reader.sources import http_client
from bantin_reader.sources.http_client import MAX_REDIRECTS, fetch_page

HTML = {"Content-Type": "text/html; charset=windows-1258"}
PAGE = "<h1>Khuổi Mây</h1>".encode()
RESPONSES: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/bai": (200, HTML, PAGE),
    "/b%C3%A0i?t=%E1%BA%A3": (200, {"Content-Type": "application/xhtml+xml"}, b"<p>"),
    "/moved": (301, {"Location": "bai#top"}, b""),
    "/moved/elsewhere": (302, {"Location": "http://127.0.0.1:9/"}, b""),
    "/moved/by-name": (307, {"Location": "http://localhost:9/"}, b""),
    "/moved/to-file": (308, {"Location": "file:///etc/passwd"}, b""),
    "/moved/nowhere": (302, HTML, PAGE),
    "/round": (302, {"Location": "/round"}, b""),
    "/gone": (410, HTML, PAGE),
    "/picture": (200, {"Content-Type": "image/png"}, b"\x89PNG"),
    "/unnamed": (200, {}, PAGE),
    "/big": (200, HTML, b"a" * 2_001),
}


class Handler(BaseHTTPRequestHandler):
    """Responds as RESPONSES say, and records the requests."""

    requests: list[tuple[str, dict[str, str]]]

    def do_GET(self) -> None:
        self.requests.append((self.path, dict(self.headers)))
        status, headers, body = RESPONSES[self.path]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def _serve(tls: ssl.SSLContext | None) -> Iterator[str]:
    Handler.requests = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        if tls:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=partial(server.serve_forever, 0.05))
        thread.start()
        yield f"{'https' if tls else 'http'}://localhost:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    yield from _serve(None)


@pytest.fixture(scope="module")
def secure_site(authority: trustme.CA) -> Iterator[str]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    yield from _serve(context)


def refusal(url: str) -> str:
    with pytest.raises(SourceRefused) as refused:
        fetch_page(url)
    return str(refused.value)


def test_a_page_comes_with_its_encoding_and_its_address(site: str) -> None:
    page = fetch_page(f"{site}/bai#top")
    assert (page.page, page.charset, page.address) == (PAGE, "windows-1258", f"{site}/bai#top")


def test_a_redirect_is_followed_to_the_address_of_the_page(site: str) -> None:
    assert fetch_page(f"{site}/moved").address == f"{site}/bai#top"


def test_an_address_beyond_ascii_is_encoded(site: str) -> None:
    assert fetch_page(f"{site}/bài?t=ả").page == b"<p>"


def test_a_request_asks_for_a_page_that_is_not_compressed_and_sends_nothing_else(site: str) -> None:
    Handler.requests.clear()
    fetch_page(f"{site}/bai")
    [(_, headers)] = Handler.requests
    assert headers == {
        "Host": site.removeprefix("http://"),
        "User-Agent": "Bantin-Reader",
        "Accept": "text/html, application/xhtml+xml",
        "Accept-Encoding": "identity",
    }


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/gone", "cannot be fetched: the response is 410 Gone"),
        ("/moved/nowhere", "cannot be fetched: the response is 302 Found"),
        ("/picture", "no web page: the response is image/png"),
        ("/unnamed", "no web page: the response is text/plain"),
        ("/round", f"cannot be fetched: more than {MAX_REDIRECTS} redirects"),
        ("/moved/elsewhere", "it is redirected to 127.0.0.1, port 9, in a private network"),
        ("/moved/by-name", "it is redirected to localhost, port 9, in a private network"),
        ("/moved/to-file", "no address of a web page: need http:// or https://, a host, and no user name"),
    ],
)
def test_another_response_is_refused_with_the_reason(site: str, path: str, reason: str) -> None:
    assert refusal(site + path) == reason


def test_a_page_that_is_too_big_is_refused(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_client, "MAX_FILE_BYTES", 2_001)
    assert len(fetch_page(f"{site}/big").page) == 2_001
    monkeypatch.setattr(http_client, "MAX_FILE_BYTES", 2_000)
    assert refusal(f"{site}/big") == "too big: more than 2,000 bytes"


def test_redirects_are_counted(site: str) -> None:
    Handler.requests.clear()
    refusal(f"{site}/round")
    assert len(Handler.requests) == MAX_REDIRECTS + 1


@pytest.mark.parametrize(
    "url",
    [
        "https://",
        "http://a:b@localhost/",
        "http://localhost:99999/",
        "http://[::1/",
        f"http://{'a' * 70}.vn/",
        "http://a\n",
    ],
)
def test_what_is_no_address_of_a_web_page_is_refused(url: str) -> None:
    assert refusal(url).startswith(("no address of a web page: ", "cannot be fetched: "))


def test_a_server_that_does_not_respond_in_time_is_refused() -> None:
    slow = pytest.raises(SourceRefused, match=r"cannot be fetched: it takes more than 0\.2 seconds")
    with socket.create_server(("127.0.0.1", 0)) as silent, slow:
        fetch_page(f"http://127.0.0.1:{silent.getsockname()[1]}/", max_seconds=0.2)


def test_a_server_that_is_not_there_is_refused() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    assert refusal(f"http://127.0.0.1:{port}/") == "cannot be fetched: [Errno 111] Connection refused"


def test_https_needs_a_certificate_that_is_trusted(
    secure_site: str, authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "certificate verify failed" in refusal(f"{secure_site}/bai")
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    assert fetch_page(f"{secure_site}/bai").page == PAGE
    other_name = secure_site.replace("localhost", "127.0.0.1")
    assert "certificate is not valid for" in refusal(f"{other_name}/bai")
