"""Cache headers, compression and security headers."""

from __future__ import annotations

import re

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.model.preferences import COOKIE
from tests.checking import CheckingClient
from tests.conftest import PORTAL_TEXT, land


def test_a_page_is_revalidated_and_304_while_unchanged(client: CheckingClient, settings: Settings) -> None:
    [slug] = land(settings, PORTAL_TEXT)
    first = client.get(f"/articles/{slug}")
    assert first.headers["Cache-Control"] == "no-cache"
    assert {part.strip() for part in first.headers["Vary"].split(",")} == {
        "Cookie",
        "Accept-Language",
        "Accept-Encoding",
    }
    same = client.get(f"/articles/{slug}", headers={"If-None-Match": first.headers["ETag"]})
    assert same.status_code == 304
    assert same.get_data() == b""
    client.set_cookie(COOKIE, "text=125")
    other = client.get(f"/articles/{slug}", headers={"If-None-Match": first.headers["ETag"]})
    assert other.status_code == 200


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_pages_are_compressed_and_keep_their_validator(client: CheckingClient, encoding: str) -> None:
    page = client.get("/accessibility", headers={"Accept-Encoding": encoding})
    assert page.headers["Content-Encoding"] == encoding
    again = client.get("/accessibility", headers={"Accept-Encoding": encoding, "If-None-Match": page.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("accepted", ["br;q=0", "br;q=0, gzip;q=0.0", "BR;Q=0", "identity"])
def test_a_refused_encoding_is_not_used(client: CheckingClient, accepted: str) -> None:
    assert "Content-Encoding" not in client.get("/accessibility", headers={"Accept-Encoding": accepted}).headers


def test_the_builds_manifest_is_not_served(client: CheckingClient) -> None:
    assert client.get("/static/meta.json").status_code == 404


def test_head_has_the_headers_of_get(client: CheckingClient) -> None:
    head, get = client.head("/privacy"), client.get("/privacy")
    assert head.get_data() == b""
    for name in ("ETag", "Content-Type", "Content-Length", "Vary", "Cache-Control"):
        assert head.headers[name] == get.headers[name]


def test_built_files_are_immutable_and_compressed(client: CheckingClient) -> None:
    for address in re.findall(r'(?:href|src)="(/static/[^"]+)"', client.get("/").text):
        built = client.get(address, headers={"Accept-Encoding": "br"})
        assert built.status_code == 200
        assert "immutable" in built.headers["Cache-Control"]
        assert address.endswith(".svg") or built.headers["Content-Encoding"] == "br"
        assert re.search(r"-[A-Z0-9]{8}\.", address)


def test_every_response_has_a_policy_without_unsafe_sources(client: CheckingClient) -> None:
    built = re.findall(r'href="(/static/[^"]+)"', client.get("/").text)
    for path in ("/", "/nothing", "/privacy", "/pictures/none.webp", *built):
        answer = client.get(path)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'self'" in policy
        assert "require-trusted-types-for 'script'" in policy


def test_a_get_varies_on_no_htmx_header(client: CheckingClient) -> None:
    assert client.get("/privacy").text == client.get("/privacy", headers={"HX-Request": "true"}).text
