"""Cookies of other applications on the same domain, with bytes beyond ASCII."""

from __future__ import annotations

import http.client
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from bantin_reader.config.settings import Settings
from tests.conftest import PORTAL_TEXT, land
from tests.deploy.nginx import program
from tests.serving.server import PATIENCE_SECONDS, Server, serving

OTHERS = [b"khac=\xc3\xa9", b"khac=\xff\x80", "tên=giá trị".encode(), b'khac="a,b"']
OURS = b"bantin_prefs=text=150&theme=dark"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    settings = Settings(data=tmp_path_factory.mktemp("site") / "var")
    land(settings, PORTAL_TEXT)
    with serving(settings.data, "--workers", "1") as running:
        yield running


def ask(server: Server, method: str, path: str, cookies: list[bytes], body: bytes = b"") -> tuple[int, str, bytes]:
    """Status, Set-Cookie and body of the response to a request with a Cookie field for each of `cookies`."""
    head = f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n".encode()
    form = b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n" % len(body) if body else b""
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE_SECONDS) as connection:
        connection.sendall(head + form + b"".join(b"Cookie: %s\r\n" % cookie for cookie in cookies) + b"\r\n" + body)
        with http.client.HTTPResponse(connection, method=method) as response:
            response.begin()
            return response.status, response.getheader("Set-Cookie", ""), response.read()


@pytest.mark.parametrize("other", OTHERS)
@pytest.mark.parametrize("is_first", [True, False])
def test_another_applications_cookie_hides_nothing_from_a_page(server: Server, other: bytes, is_first: bool) -> None:
    cookie = b"; ".join([other, OURS] if is_first else [OURS, other])
    for _ in range(3):
        page = ask(server, "GET", "/", [cookie])[2]
        assert b'data-text="150"' in page
        assert b'data-theme="dark"' in page


@pytest.mark.parametrize("other", OTHERS)
def test_a_press_beside_another_applications_cookie_erases_nothing(server: Server, other: bytes) -> None:
    status, cookie, _ = ask(server, "POST", "/preferences", [other + b"; " + OURS], b"text=200")
    assert (status, "text=200&theme=dark" in cookie) == (303, True)


def test_cookies_may_arrive_in_fields_of_their_own(server: Server) -> None:
    """As HTTP/2 has them (RFC 9113, 8.2.3)."""
    assert b'data-text="150"' in ask(server, "GET", "/", [OTHERS[0], OURS, b"them=1"])[2]


def test_requests_that_differ_in_a_cookie_get_different_pages(server: Server) -> None:
    for text in (b"150", b"200", b"150", b"200"):
        page = ask(server, "GET", "/", [OTHERS[0] + b"; bantin_prefs=text=" + text])[2]
        assert b'data-text="%s"' % text in page


def test_a_press_by_http_2_beside_another_applications_cookie_erases_nothing(
    settings: Settings, certificate: tuple[Path, Path, trustme.CA]
) -> None:
    chain, key, authority = certificate
    tls = ["--tls-certificate", str(chain), "--tls-key", str(key)]
    with serving(settings.data, *tls) as server, authority.cert_pem.tempfile() as trusted:
        options = ["--silent", "--show-error", "--noproxy", "*", "--include", "--cacert", trusted, "--http2"]
        for other in OTHERS:
            fields = [b"-H", b"Cookie: " + other, b"-H", b"Cookie: " + OURS, b"--data", b"text=200"]
            address = f"https://localhost:{server.port}/preferences"
            done = subprocess.run([program("curl"), *options, *fields, address], capture_output=True, check=True)
            assert done.stdout.startswith(b"HTTP/2 303")
            assert b"text=200&theme=dark" in done.stdout
