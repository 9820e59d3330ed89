"""X-Forwarded-* headers count if they come from a trusted proxy, and not otherwise."""

from __future__ import annotations

from typing import Any

import pytest
from werkzeug.test import create_environ

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from bantin_reader.web.middleware.proxy_headers import ProxyHeaders

NGINX = "127.0.0.1"
CDN = "198.51.100.7"
READER = "203.0.113.9"
FORGED = {
    "HTTP_X_FORWARDED_HOST": "evil.example",
    "HTTP_X_FORWARDED_PORT": "4444",
    "HTTP_X_FORWARDED_PREFIX": "//evil.example",
    "HTTP_X_FORWARDED_SERVER": "evil.example",
    "HTTP_FORWARDED": "for=192.0.2.66;host=evil.example;proto=gopher",
    "HTTP_X_REAL_IP": "192.0.2.66",
    "HTTP_X_FORWARDED_SSL": "on",
    "HTTP_FRONT_END_HTTPS": "on",
}


def seen(ours: str, peer: str, **headers: str) -> dict[str, Any]:
    """What the application behind the proxies receives."""
    found: dict[str, Any] = {}

    def app(environ: dict[str, Any], _start: object) -> list[bytes]:
        found.update(environ)
        return []

    ProxyHeaders(app, ours)({**create_environ("/"), "REMOTE_ADDR": peer, **headers}, lambda *_: None)  # type: ignore[arg-type]
    return found


def client(passed: str, ours: str = f"{NGINX}/32 {CDN}/32", peer: str = NGINX) -> str:
    return str(seen(ours, peer, HTTP_X_FORWARDED_FOR=passed)["REMOTE_ADDR"])


@pytest.mark.parametrize(
    ("passed", "address"),
    [
        (READER, READER),
        (f"192.0.2.66, {READER}", READER),
        (f"192.0.2.66,{READER}, {CDN}", READER),
        (f"{CDN}, {CDN}", CDN),
        ("2001:DB8::1", "2001:db8::1"),
        (f"::ffff:{READER}", READER),
        (f"{READER}:4711", READER),
        ("[2001:db8::1]:4711", "2001:db8::1"),
        ("unknown", NGINX),
        (f"{READER}, _hidden", NGINX),
        (f"192.0.2.66, , {CDN}", CDN),
        ("", NGINX),
        (",,,", NGINX),
        ("<script>", NGINX),
        ("1.2.3.4\r\nX: y", NGINX),
        ("1" * 1_000_000, NGINX),
        (f"{CDN}," * 10_000 + CDN, CDN),
    ],
)
def test_the_client_is_the_last_address_that_is_no_trusted_proxy(passed: str, address: str) -> None:
    assert client(passed) == address


@pytest.mark.parametrize(
    ("said", "scheme"),
    [
        ("https", "https"),
        ("HTTPS", "https"),
        ("http, https", "https"),
        ("https,http", "http"),
        ("", "http"),
        ("gopher", "http"),
        ("https;", "http"),
        ("javascript", "http"),
        ("https\r\nX: y", "http"),
    ],
)
def test_the_scheme_is_that_of_the_nearest_proxy(said: str, scheme: str) -> None:
    assert seen(f"{NGINX}/32", NGINX, HTTP_X_FORWARDED_PROTO=said)["wsgi.url_scheme"] == scheme


@pytest.mark.parametrize("peer", [READER, "127.0.0.2", "::1", "", "unix:", "không phải"])
def test_headers_of_an_untrusted_peer_are_ignored(peer: str) -> None:
    found = seen(f"{NGINX}/32", peer, HTTP_X_FORWARDED_FOR="192.0.2.66", HTTP_X_FORWARDED_PROTO="https")
    assert (found["REMOTE_ADDR"], found["wsgi.url_scheme"]) == (peer, "http")


@pytest.mark.parametrize("peer", ["10.1.2.3", "::ffff:10.1.2.3", "10.255.255.255"])
def test_a_proxy_matches_by_its_network_and_as_an_ipv4_mapped_address(peer: str) -> None:
    assert client(READER, ours="10.0.0.0/8", peer=peer) == READER


def test_no_other_header_of_a_proxy_is_used() -> None:
    plain = seen(f"{NGINX}/32", NGINX)
    found = seen(f"{NGINX}/32", NGINX, **FORGED)
    assert {name: value for name, value in found.items() if name not in FORGED and name != "wsgi.input"} == {
        name: value for name, value in plain.items() if name != "wsgi.input"
    } | {"wsgi.errors": found["wsgi.errors"]}


HTTPS = {"X-Forwarded-Proto": "https", "X-Forwarded-For": READER}


def press(settings: Settings, peer: str, **values: str) -> Any:
    """A press as the nginx configuration passes it on."""
    app = create_app(Settings(data=settings.data, **values))
    return app.test_client().post(
        "/preferences", data={"text": "125"}, headers={**HTTPS, "Host": "localhost"}, environ_base={"REMOTE_ADDR": peer}
    )


def test_behind_a_trusted_proxy_the_cookie_is_secure_and_hsts_is_set(settings: Settings) -> None:
    answer = press(settings, NGINX, proxies=NGINX)
    assert "; Secure" in answer.headers["Set-Cookie"]
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


@pytest.mark.parametrize(("peer", "values"), [(NGINX, {}), (READER, {"proxies": NGINX})])
def test_without_the_setting_or_from_another_peer_the_scheme_is_http(
    settings: Settings, peer: str, values: dict[str, str]
) -> None:
    answer = press(settings, peer, **values)
    assert "Secure" not in answer.headers["Set-Cookie"]
    assert "Strict-Transport-Security" not in answer.headers


def test_pages_cached_for_one_scheme_are_not_served_for_the_other(settings: Settings) -> None:
    client = create_app(Settings(data=settings.data, proxies=NGINX)).test_client()
    for headers, scheme in ((HTTPS, "https"), ({}, "http"), (HTTPS, "https"), ({}, "http")):
        answer = client.get("/embed/latest", headers=headers, environ_base={"REMOTE_ADDR": NGINX})
        assert ("Strict-Transport-Security" in answer.headers) == (scheme == "https")
        oembed = client.get("/privacy", headers=headers, environ_base={"REMOTE_ADDR": NGINX})
        assert f"{scheme}://localhost/privacy" in oembed.text


def test_a_post_with_the_origin_behind_the_proxy_is_same_origin(settings: Settings) -> None:
    client = create_app(Settings(data=settings.data, proxies=NGINX)).test_client()
    for origin, status in (("https://localhost", 303), ("http://localhost", 403)):
        answer = client.post(
            "/preferences",
            data={"text": "125"},
            headers={**HTTPS, "Origin": origin},
            environ_base={"REMOTE_ADDR": NGINX},
        )
        assert answer.status_code == status
