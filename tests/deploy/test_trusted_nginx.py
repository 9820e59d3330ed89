"""nginx in front of a real server that trusts its headers: scheme, client address and host are the reader's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.server.granian import THREADS
from bantin_reader.web.api.problems import MAX_PUSH_BYTES
from tests.conftest import PORTAL_TEXT, land
from tests.deploy.client import Connection, Readers, form
from tests.deploy.nginx import SITE, Nginx
from tests.serving.server import Server, serving
from tests.web.api.pushing import ARTICLE, add_token

READER = "127.0.0.2"
FORGED = {
    "X_Forwarded_For": "203.0.113.9",
    "X_Forwarded_Proto": "http",
    "X_Forwarded_Host": "evil.example",
    "Forwarded": "for=203.0.113.9;host=evil.example;proto=http",
}


@pytest.fixture(scope="module")
def logged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("log") / "log.jsonl"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("trusting")


@pytest.fixture(scope="module")
def trusting(data: Path, logged: Path) -> Iterator[Server]:
    """A server without BANTIN_PUBLIC_URL, which learns from nginx alone that readers use HTTPS."""
    land(Settings(data=data), PORTAL_TEXT)
    settings = {"BANTIN_HOSTS": SITE, "BANTIN_PROXIES": "127.0.0.1", "BANTIN_LOG_ADDRESSES": "true"}
    with (
        logged.open("wb") as log,
        serving(data, "--workers", "1", "--access-log", environment=settings, stderr=log) as server,
    ):
        while server.get("/healthz")[0] != 200:
            pass
        yield server


@pytest.fixture(scope="module")
def nginx(trusting: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nginx]:
    server = Nginx(tmp_path_factory.mktemp("nginx"), [trusting.port, trusting.port])
    yield server
    server.stop()


@pytest.fixture
def readers(nginx: Nginx) -> Iterator[Readers]:
    readers = Readers(nginx)
    yield readers
    readers.leave()


def test_urls_have_the_scheme_and_host_that_the_reader_used(readers: Readers) -> None:
    answer = readers.ask("/privacy", source=READER, **FORGED)
    assert f"https://{SITE}/privacy" in answer.text
    assert "evil.example" not in answer.text
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_cookies_are_secure_and_origins_are_compared_with_the_readers(readers: Readers) -> None:
    without_metadata = {name: value for name, value in form(text="125").items() if name != "Sec_Fetch_Site"}
    for origin, status in ((f"https://{SITE}", 303), (f"http://{SITE}", 403), ("https://evil.example", 403)):
        answer = readers.ask("/preferences", source=READER, **without_metadata, **FORGED, Origin=origin)
        assert answer.status == status
        assert "; Secure" in answer.headers.get("Set-Cookie", "; Secure")


def test_the_log_has_the_readers_address_and_no_forged_one(readers: Readers, logged: Path) -> None:
    asked = readers.ask("/accessibility", source=READER, **FORGED).headers["X-Request-ID"]
    [line] = [found for found in map(json.loads, logged.read_text("utf-8").splitlines()) if found.get("id") == asked]
    assert line["address"] == READER


def test_x_forwarded_host_is_not_believed(trusting: Server) -> None:
    _, headers, _ = trusting.get("/privacy", {"Host": "evil.example", "X-Forwarded-Host": SITE})
    assert "location" not in headers
    assert trusting.get("/privacy", {"Host": "evil.example"})[0] == 421


def test_a_push_with_a_long_body_passes_and_nothing_longer(readers: Readers, trusting: Server, data: Path) -> None:
    push = {"method": "PUT", "Authorization": f"Bearer {add_token(Settings(data=data), 'cms')}", **FORGED}
    fields = {**ARTICLE, "body": f"<p>{'trồng rừng ' * 20_000}</p>"}
    answer = readers.ask("/api/articles/1", body=json.dumps(fields).encode(), Content_Type="application/json", **push)
    assert (answer.status, json.loads(answer.text)["url"]) == (201, f"https://{SITE}/articles/khuoi-may-trong-rung")
    assert readers.ask("/articles/khuoi-may-trong-rung").status == 200
    too_long = readers.ask_anew("/api/articles/1", Content_Length=str(MAX_PUSH_BYTES + 1), **push)
    assert too_long.status == 413


def test_slow_request_bodies_do_not_reach_the_server(nginx: Nginx, readers: Readers) -> None:
    held = [Connection(nginx) for _ in range(2 * THREADS)]
    try:
        for connection in held:
            connection.putrequest("POST", "/preferences", skip_host=True)
            for name, value in (("Host", SITE), ("Content-Length", "100"), ("Sec-Fetch-Site", "same-origin")):
                connection.putheader(name, value)
            connection.endheaders(b"text")
        assert readers.ask("/preferences", **form(text="125")).status == 303
        assert readers.ask("/accessibility?a").status == 200
    finally:
        for connection in held:
            connection.close()
