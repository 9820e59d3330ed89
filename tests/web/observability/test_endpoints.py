"""/healthz, /readyz and /metrics: their responses, for whom, and what they do not disclose."""

from __future__ import annotations

import json
import sqlite3
import time
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from flask import Flask

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from bantin_reader.store import health
from bantin_reader.web.observability import readiness
from tests.checking import CheckingClient
from tests.conftest import PORTAL_TEXT, land

TOKEN = "mot-tu-khoa-dai-va-kho-doan"
LOCAL = {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "127.0.0.1:8000"}
FAR = {"REMOTE_ADDR": "203.0.113.9", "HTTP_HOST": "bantin.vanson.example.vn"}


@pytest.fixture(autouse=True)
def _looks_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "CACHED_SECONDS", -1.0)


@pytest.fixture
def held() -> CheckingClient:
    """A client of a site with a metrics token."""
    app = create_app(Settings(metrics_token=TOKEN))
    app.test_client_class = CheckingClient
    return app.test_client()  # type: ignore[return-value]


def missing(client: CheckingClient) -> list[str]:
    answer = client.get("/readyz")
    told: dict[str, Any] = json.loads(answer.get_data())
    assert answer.status_code == (503 if told["missing"] else 200)
    assert told["ready"] is not bool(told["missing"])
    return list(told["missing"])


@pytest.mark.one_site
@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_healthy_process_is_alive_and_ready(client: CheckingClient, path: str, method: str) -> None:
    answer = client.open(path, method=method)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert int(answer.headers["Content-Length"]) > 10
    assert bool(answer.get_data()) == (method == "GET")


@pytest.mark.one_site
@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_they_accept_no_other_method(client: CheckingClient, path: str) -> None:
    answer = client.post(path)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")


def test_a_process_without_a_store_is_alive_and_not_ready(client: CheckingClient, settings: Settings) -> None:
    for file in settings.data.glob("bantin.sqlite3*"):
        file.unlink()
    assert client.get("/healthz").status_code == 200
    assert missing(client) == ["store: is not there"]
    assert not list(settings.data.glob("bantin.sqlite3*")), "looking made a store"


def test_a_store_that_comes_back_is_ready_again(client: CheckingClient, settings: Settings) -> None:
    store = settings.data / "bantin.sqlite3"
    away = store.rename(store.with_name("noi-khac"))
    assert missing(client) == ["store: is not there"]
    away.rename(store)
    assert missing(client) == []


def test_a_store_that_is_no_database_is_reported(client: CheckingClient, settings: Settings) -> None:
    for file in settings.data.glob("bantin.sqlite3*"):
        file.unlink()
    (settings.data / "bantin.sqlite3").write_bytes(b"khong phai co so du lieu" * 100)
    assert missing(client) == ["store: is damaged"]


@pytest.mark.parametrize("schema", ["0001", "9999"])
def test_a_schema_that_is_not_the_newest_is_reported(client: CheckingClient, settings: Settings, schema: str) -> None:
    connection = sqlite3.connect(settings.data / "bantin.sqlite3")
    connection.execute("update alembic_version set version_num = ?", [schema])
    connection.commit()
    connection.close()
    [told] = missing(client)
    assert told.startswith(f"store: has schema {schema}")


def test_a_picture_folder_that_is_a_file_is_reported(client: CheckingClient, settings: Settings) -> None:
    (settings.data / "pictures").touch()
    assert missing(client) == ["pictures: is not a folder"]


@pytest.mark.parametrize(("right", "told"), [(4, "cannot be read"), (2, "cannot be written")])
def test_a_picture_folder_without_permissions_is_reported(
    client: CheckingClient, settings: Settings, monkeypatch: pytest.MonkeyPatch, right: int, told: str
) -> None:
    land(settings, PORTAL_TEXT)
    monkeypatch.setattr("os.access", lambda _path, asked: not asked & right)
    assert missing(client) == [f"pictures: {told}"]


def test_a_missing_front_end_is_reported(
    client: CheckingClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("bantin_reader.web.templating.assets.Assets.problem", lambda *_: "has files missing")
    assert missing(client) == ["front end: has files missing"]


@pytest.mark.slow  # waits two seconds
def test_a_database_that_hangs_is_reported_within_seconds(
    app: Flask, client: CheckingClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = Event()
    monkeypatch.setattr(health, "problem", lambda _url: over.wait() * "")
    began = time.monotonic()
    assert missing(client) == ["store: does not answer"]
    assert time.monotonic() - began < 5
    assert client.get("/healthz").status_code == 200
    over.set()


def test_readiness_does_not_disclose_the_database_url(client: CheckingClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(_url: str) -> str:
        raise ConnectionError("postgresql://vanson:matkhau@may-chu/bantin")

    monkeypatch.setattr(health, "problem", refuses)
    assert missing(client) == ["store: cannot be checked"]


@pytest.mark.one_site
@pytest.mark.parametrize("peer", ["127.0.0.1", "127.8.9.1", "::1", "::ffff:127.0.0.1"])
@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "[::1]:8000"])
def test_metrics_are_served_to_this_machine(client: CheckingClient, peer: str, host: str) -> None:
    answer = client.get("/metrics", environ_overrides={"REMOTE_ADDR": peer, "HTTP_HOST": host})
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"


@pytest.mark.one_site
@pytest.mark.parametrize(
    "odd",
    [
        {"REMOTE_ADDR": "203.0.113.9"},
        {"REMOTE_ADDR": "10.0.0.2"},
        {"REMOTE_ADDR": ""},
        {"REMOTE_ADDR": "127.0.0.1.example.org"},
        {"HTTP_HOST": "bantin.vanson.example.vn"},
        {"HTTP_HOST": "127.0.0.1.example.org"},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_X_FORWARDED_FOR": ""},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"HTTP_X_FORWARDED_SERVER": "x"},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
        {"HTTP_X_REAL_IP": "127.0.0.1"},
        {"HTTP_VIA": "1.1 proxy"},
        {"HTTP_AUTHORIZATION": "Bearer "},
        {"HTTP_AUTHORIZATION": "Bearer x", "REMOTE_ADDR": "203.0.113.9"},
    ],
)
def test_metrics_are_not_found_by_other_clients(client: CheckingClient, odd: dict[str, str]) -> None:
    answer = client.get("/metrics", environ_overrides=LOCAL | odd)
    if odd == {"HTTP_AUTHORIZATION": "Bearer "}:
        assert answer.status_code == 200, "this machine needs no token"
        return
    nowhere = client.get("/khong-co-gi", environ_overrides=LOCAL | odd)
    assert answer.status_code == nowhere.status_code >= 400
    assert answer.get_data().replace(b"/metrics", b"/khong-co-gi") == nowhere.get_data()


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
def test_the_token_gives_access_to_metrics_from_anywhere(held: CheckingClient, scheme: str) -> None:
    authorization = {"HTTP_AUTHORIZATION": f"{scheme} {TOKEN}", "HTTP_X_FORWARDED_FOR": "203.0.113.9"}
    assert held.get("/metrics", environ_overrides=FAR | authorization).status_code == 200


@pytest.mark.parametrize(
    "wrong", ["", "Bearer", "Bearer ", f"Basic {TOKEN}", TOKEN, f"Bearer {TOKEN}x", f"Bearer {TOKEN[:-1]}", "Bearer ÿ"]
)
def test_a_wrong_token_gives_no_access(held: CheckingClient, wrong: str) -> None:
    assert held.get("/metrics", environ_overrides=FAR | {"HTTP_AUTHORIZATION": wrong}).status_code == 404


def test_an_empty_token_gives_no_access_where_none_is_set(client: CheckingClient) -> None:
    for given in ("Bearer ", "Bearer None", "Bearer  "):
        assert client.get("/metrics", environ_overrides=FAR | {"HTTP_AUTHORIZATION": given}).status_code == 404
