"""Which requests nginx passes to the app servers, and what it tells them about the client."""

from __future__ import annotations

import socket
import ssl

import pytest

from tests.deploy.client import Readers, form
from tests.deploy.nginx import SITE, Nginx
from tests.deploy.upstream import AppServers

FORGED = "203.0.113.9"


def plain_http(nginx: Nginx, request: str) -> str:
    with socket.create_connection(("127.0.0.1", nginx.http_port), timeout=20) as connection:
        connection.sendall(request.encode())
        return b"".join(iter(lambda: connection.recv(65536), b"")).decode("utf-8", "replace")


@pytest.mark.parametrize("path", ["/privacy", "/preferences", "/embed/latest", "/embed/v1.js"])
def test_the_client_address_is_the_one_that_nginx_sees(readers: Readers, apps: AppServers, path: str) -> None:
    forged = {"X_Forwarded_For": FORGED, "X_Real_Ip": FORGED, "X_Forwarded_Proto": "http", "X_Request_Id": "forged"}
    answer = readers.ask(path, source="127.0.0.2", **forged)
    headers = apps.last(path).headers
    assert (headers["X-Forwarded-For"], headers["X-Forwarded-Proto"]) == ("127.0.0.2", "https")
    assert "X-Real-Ip" not in headers
    assert headers["X-Request-Id"] == answer.headers["X-Request-ID"] != "forged"
    assert FORGED not in str(headers)


def test_the_log_has_the_request_id_and_no_address(readers: Readers, nginx: Nginx) -> None:
    request_id = readers.ask("/privacy", source="127.0.0.3").headers["X-Request-ID"]
    [line] = nginx.logged(request_id)
    assert '"GET /privacy HTTP/1.1"' in line
    assert "127.0.0.3" not in line


def test_a_cached_page_has_the_id_of_its_own_request(readers: Readers, apps: AppServers) -> None:
    apps.extra = [("X-Request-ID", "of the first")]
    try:
        answers = [readers.ask("/accessibility") for _ in range(3)]
    finally:
        apps.extra = []
    found = [request_id for answer in answers for request_id in answer.headers.get_all("X-Request-ID", [])]
    assert len(set(found)) == len(found) == 3


def test_the_app_knows_that_readers_use_https(readers: Readers, article: str) -> None:
    for path in (article, "/preferences", f"/embed{article}"):
        assert len(readers.ask(path).headers.get_all("Strict-Transport-Security", [])) == 1
    assert "; Secure" in readers.ask("/preferences", **form(text="125")).headers["Set-Cookie"]


def test_a_press_reaches_the_app_with_the_preferences_cookie_and_is_not_cached(
    readers: Readers, apps: AppServers, article: str
) -> None:
    pressed = form(theme="dark", next=article)
    first = readers.with_cookie("/preferences", "text=125", **pressed)
    assert first.status == 303
    assert first.headers["Location"] == f"{article}#toolbar"
    assert first.headers["Set-Cookie"].startswith("bantin_prefs=text=125&theme=dark&plain=1;")
    assert readers.ask("/preferences", **pressed).headers["Set-Cookie"].startswith("bantin_prefs=theme=dark&plain=1;")
    assert [one.status for one in apps.requests] == [303, 303]
    for path in (article, "/preferences"):
        assert "Set-Cookie" not in readers.ask(path).headers


def test_the_settings_page_is_not_shared(readers: Readers) -> None:
    assert 'data-text="125"' in readers.with_cookie("/preferences", "text=125").text
    assert 'data-text="100"' in readers.ask("/preferences").text


def test_a_press_from_another_site_is_refused_by_the_app(readers: Readers) -> None:
    hostile = {**form(text="125"), "Sec_Fetch_Site": "cross-site", "Origin": "https://evil.example"}
    assert readers.ask("/preferences", **hostile).status == 403


@pytest.mark.parametrize(
    "path", ["/metrics", "/readyz", "/%6detrics", "//metrics", "/x/../readyz", "/metrics/", "/metrics?a"]
)
def test_the_operators_pages_are_not_public(readers: Readers, apps: AppServers, path: str) -> None:
    assert readers.ask(path).status == 404
    assert apps.requests == []


def test_healthz_is_not_cached(readers: Readers, apps: AppServers) -> None:
    for _ in range(2):
        readers.ask("/healthz")
    assert len(apps.requests) == 2


@pytest.mark.parametrize("host", ["evil.example", f"{SITE}.evil.example", "127.0.0.1", "localhost", f"x@{SITE}"])
def test_an_unknown_host_is_refused(readers: Readers, apps: AppServers, host: str) -> None:
    assert readers.ask("/", Host=host).status in (400, 421)
    assert apps.requests == []


def test_an_unknown_name_is_refused_in_the_handshake(nginx: Nginx) -> None:
    for name in ("evil.example", None):
        trust = ssl.create_default_context()
        trust.check_hostname, trust.verify_mode = False, ssl.CERT_NONE
        with socket.create_connection(("127.0.0.1", nginx.port), timeout=20) as plain, pytest.raises(ssl.SSLError):
            trust.wrap_socket(plain, server_hostname=name)


def test_http_redirects_to_https_for_the_sites_name_alone(nginx: Nginx) -> None:
    ours = plain_http(nginx, f"GET /a?b=1 HTTP/1.0\r\nHost: {SITE}\r\n\r\n")
    assert ours.startswith("HTTP/1.1 301")
    assert f"Location: https://{SITE}/a?b=1\r\n" in ours
    for host in ("evil.example", ""):
        foreign = plain_http(nginx, f"GET / HTTP/1.0\r\nHost: {host}\r\n\r\n")
        assert foreign.startswith("HTTP/1.1 4")
        assert "Location" not in foreign


@pytest.mark.parametrize("path", ["/", "/preferences", "/embed/latest"])
def test_a_request_body_that_is_too_large_is_refused(readers: Readers, apps: AppServers, path: str) -> None:
    assert readers.ask(path, method="POST", Content_Length=str(64 * 1024 + 1)).status == 413
    assert apps.requests == []


def test_headers_that_are_too_large_are_refused(readers: Readers, apps: AppServers) -> None:
    assert readers.with_cookie("/", "x" * 9_000).status == 400
    assert readers.ask("/" + "x" * 9_000).status == 414
    many = {f"X_{number}": "x" * 1_000 for number in range(40)}
    assert readers.ask("/", **many).status == 400
    assert apps.requests == []


def test_responses_that_nginx_makes_have_a_content_security_policy(readers: Readers) -> None:
    for answer in (readers.ask("/metrics"), readers.with_cookie("/", "x" * 9_000)):
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "nginx/" not in answer.text + str(answer.headers)
