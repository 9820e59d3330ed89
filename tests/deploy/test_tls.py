"""TLS and HTTP/2, with OpenSSL and curl as clients."""

from __future__ import annotations

import socket
import ssl
import subprocess
import warnings

import pytest

from tests.deploy.client import Readers
from tests.deploy.nginx import SITE, Nginx, program


def handshake(nginx: Nginx, version: ssl.TLSVersion, protocols: list[str]) -> ssl.SSLSocket:
    trust = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    trust.load_verify_locations(nginx.certificate_file)
    trust.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        trust.minimum_version = trust.maximum_version = version
    trust.set_alpn_protocols(protocols)
    plain = socket.create_connection(("127.0.0.1", nginx.port), timeout=20)
    try:
        return trust.wrap_socket(plain, server_hostname=SITE)
    except ssl.SSLError:
        plain.close()
        raise


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_tls_1_2_and_1_3_are_spoken_with_modern_ciphers(nginx: Nginx, version: ssl.TLSVersion) -> None:
    with handshake(nginx, version, ["h2", "http/1.1"]) as connection:
        assert connection.selected_alpn_protocol() == "h2"
        cipher = connection.cipher()
        assert cipher is not None
        assert "GCM" in cipher[0] or "CHACHA20" in cipher[0]


def test_a_tls_session_is_resumed(nginx: Nginx) -> None:
    def visit(session: ssl.SSLSession | None) -> tuple[ssl.SSLSession | None, bool | None]:
        plain = socket.create_connection(("127.0.0.1", nginx.port), timeout=20)
        with nginx.trust.wrap_socket(plain, server_hostname=SITE, session=session) as connection:
            connection.sendall(f"HEAD /healthz HTTP/1.1\r\nHost: {SITE}\r\nConnection: close\r\n\r\n".encode())
            while connection.recv(4096):
                pass
            return connection.session, connection.session_reused

    session, _ = visit(None)
    assert visit(session)[1]


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
def test_old_tls_is_refused(nginx: Nginx, version: ssl.TLSVersion) -> None:
    with pytest.raises((ssl.SSLError, OSError)):
        handshake(nginx, version, ["http/1.1"])


def curl(nginx: Nginx, path: str, *options: str) -> str:
    place = ("--resolve", f"{SITE}:{nginx.port}:127.0.0.1", "--cacert", str(nginx.certificate_file))
    command = (program("curl"), "--silent", "--show-error", "--noproxy", "*", "--max-time", "20", *place, *options)
    done = subprocess.run([*command, f"https://{SITE}:{nginx.port}{path}"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_page_is_served_over_http_2(nginx: Nginx, readers: Readers, article: str) -> None:
    version = curl(nginx, article, "--http2", "--write-out", "\n%{http_version} %{http_code}")
    page, _, last = version.rpartition("\n")
    assert last == "2 200"
    assert page == readers.ask(article).text


def test_split_cookie_headers_are_joined(nginx: Nginx, readers: Readers) -> None:
    """HTTP/2 lets a browser send each cookie in a header field of its own (RFC 9113, 8.2.3)."""
    page = curl(nginx, "/privacy", "--http2", "-H", "Cookie: other=1", "-H", "Cookie: bantin_prefs=text=175&plain=1")
    assert 'data-text="175"' in page


def test_a_press_works_over_http_2(nginx: Nginx, readers: Readers) -> None:
    answer = curl(
        nginx,
        "/preferences",
        "--http2",
        "--include",
        "--data",
        "text=125&next=/",
        "-H",
        "Cookie: bantin_prefs=theme=dark",
    )
    assert answer.startswith("HTTP/2 303")
    assert "set-cookie: bantin_prefs=text=125&theme=dark&plain=1;" in answer
