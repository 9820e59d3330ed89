"""Log lines: JSON objects with the request's id; requests and client addresses only where settings say so."""

from __future__ import annotations

import logging

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as rules
from hypothesis import strategies as st
from werkzeug.test import create_environ, run_wsgi_app

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from bantin_reader.web.observability import logging as logs
from tests.checking import CheckingClient
from tests.conftest import PORTAL_TEXT, land
from tests.web.observability.log_lines import broken, lines

READER = "203.0.113.9"


def client_of(**options: bool | str) -> CheckingClient:
    app = create_app(Settings(**options))
    app.test_client_class = CheckingClient
    return app.test_client()  # type: ignore[return-value]


def test_requests_are_not_logged_by_default(client: CheckingClient, capfd: pytest.CaptureFixture[str]) -> None:
    client.get("/")
    client.get("/khong-co")
    assert lines(capfd) == []


def test_a_request_is_one_line(settings: Settings, capfd: pytest.CaptureFixture[str]) -> None:
    [slug] = land(settings, PORTAL_TEXT)
    answer = client_of(log_access=True).get(
        f"/articles/{slug}?bi-mat=1", environ_overrides={"REMOTE_ADDR": READER, "HTTP_USER_AGENT": "Trinh-duyet/1"}
    )
    [line] = lines(capfd)
    assert line.pop("time").endswith("Z")
    assert 0 < line.pop("seconds") < 60
    assert line == {
        "level": "info",
        "message": "request",
        "id": answer.headers["X-Request-ID"],
        "method": "GET",
        "path": f"/articles/{slug}",
        "status": 200,
        "bytes": len(answer.get_data()),
    }


def test_a_response_without_body_is_logged_with_no_bytes(capfd: pytest.CaptureFixture[str]) -> None:
    client = client_of(log_access=True)
    etag = client.get("/").headers["ETag"]
    client.get("/", headers={"If-None-Match": etag})
    client.head("/")
    assert [(line["status"], line["bytes"] > 0) for line in lines(capfd)] == [(200, True), (304, False), (200, False)]


def test_an_error_is_one_line_with_the_code_that_the_reader_sees(capfd: pytest.CaptureFixture[str]) -> None:
    client = client_of(log_access=True)
    broken(client.application)
    answer = client.get("/hong?x=1", headers={"Accept-Language": "en"}, environ_overrides={"REMOTE_ADDR": READER})
    error, access = lines(capfd)
    assert answer.status_code == 500
    assert (error["level"], error["message"], error["path"]) == ("error", "a request failed", "/hong")
    assert error["error"] == "ZeroDivisionError: chia cho không 1"
    assert error["traceback"].startswith("Traceback")
    assert error["traceback"].count("\n") > 3
    assert error["id"] == access["id"] == answer.headers["X-Request-ID"]
    assert f'<code translate="no">{error["code"]}</code>' in answer.get_data(as_text=True)
    assert "Error code:" in answer.get_data(as_text=True)


def test_client_addresses_are_not_logged_by_default(capfd: pytest.CaptureFixture[str]) -> None:
    client = client_of(log_access=True)
    broken(client.application)
    carried = {"X-Forwarded-For": READER, "X-Real-IP": READER, "Forwarded": f"for={READER}"}
    for path in ("/", "/khong-co", "/hong", "/healthz", "/metrics"):
        client.get(path, headers=carried, environ_overrides={"REMOTE_ADDR": READER})
    client.post("/preferences", data={"x": "1"}, headers=carried, environ_overrides={"REMOTE_ADDR": READER})
    assert READER not in capfd.readouterr().err


def test_client_addresses_are_logged_where_the_setting_says_so(capfd: pytest.CaptureFixture[str]) -> None:
    client = client_of(log_access=True, log_addresses=True)
    page = client.get("/privacy", headers={"Accept-Language": "en"}, environ_overrides={"REMOTE_ADDR": READER})
    assert [line["address"] for line in lines(capfd)] == [READER]
    assert "writes down each request with the address of the device" in page.get_data(as_text=True)


def test_behind_a_trusted_proxy_the_logged_address_is_the_clients(capfd: pytest.CaptureFixture[str]) -> None:
    passed = {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": READER}
    for ours in ("", "127.0.0.1"):
        client_of(log_access=True, log_addresses=True, proxies=ours).get("/", environ_overrides=passed)
    assert [line["address"] for line in lines(capfd)] == ["127.0.0.1", READER]


def test_the_privacy_page_says_whether_requests_are_logged() -> None:
    for options in ({}, {"log_access": True}, {"log_addresses": True}):
        page = client_of(**options).get("/privacy", headers={"Accept-Language": "en"}).get_data(as_text=True)
        assert "keeps no record of who read what" in page
        assert "writes down" not in page


@pytest.mark.parametrize(
    "path",
    ['/a"}\n{"level": "error"}', "/a\r\nb", "/\x1b[2J", "/\x7f\x9b31m", "/a\u2028b", "/\u202eb", "/" + "x" * 9000],
)
def test_no_path_ends_a_line_or_controls_a_terminal(path: str, capfd: pytest.CaptureFixture[str]) -> None:
    client = client_of(log_access=True)
    environ = create_environ("/") | {"PATH_INFO": path.encode().decode("latin-1")}
    run_wsgi_app(client.application, environ)
    [line] = lines(capfd)
    assert line["path"] == path[:1000] + ("…" if len(path) > 1000 else "")


@rules(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(max_codepoint=255)), st.text())
def test_whatever_is_written_is_one_line(capfd: pytest.CaptureFixture[str], path: str, message: str) -> None:
    logs.write_line("info", message, path=logs.path_of({"PATH_INFO": path}))
    [line] = lines(capfd)
    assert line["message"] == message


def test_a_log_that_cannot_be_written_does_not_stop_the_response(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_file: int, _text: bytes) -> int:
        raise OSError(28, "No space left on device")

    client = client_of(log_access=True)
    monkeypatch.setattr("os.write", full)
    assert client.get("/").status_code == 200


def test_a_librarys_warning_is_a_line_of_json(capfd: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger()
    before = root.handlers.copy()
    logs.configure_root_logging()
    try:
        logging.getLogger("thu-vien").warning("lạ %s", "quá")
        logging.getLogger("bantin_reader.web.page_cache.middleware").warning("của ta")
    finally:
        root.handlers = before
        logging.captureWarnings(False)
    found = [(line["level"], line["message"], line["logger"]) for line in lines(capfd)]
    assert ("warning", "lạ quá", "thu-vien") in found
    assert sum(message == "của ta" for _, message, _ in found) <= 1
