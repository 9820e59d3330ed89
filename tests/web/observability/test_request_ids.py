"""Request ids: used or made, sent back, and shown on error pages."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.test import create_environ, run_wsgi_app

from bantin_reader.web.observability import logging as logs
from tests.checking import CheckingClient
from tests.web.observability.log_lines import broken, lines


@pytest.mark.one_site
@pytest.mark.parametrize("given", ["0af7651916cd43dd8448eb211c80319c", "a", "A.b_c-9", "x" * 64])
def test_a_plain_request_id_is_used_and_sent_back(client: CheckingClient, given: str) -> None:
    assert client.get("/", headers={"X-Request-ID": given}).headers.getlist("X-Request-ID") == [given]


@pytest.mark.one_site
@pytest.mark.parametrize("given", ["", "x" * 65, "a b", "a,b", "ệ", 'a"b', "a\tb", "<b>", "a;b", "%0a"])
def test_any_other_request_id_is_not(client: CheckingClient, given: str) -> None:
    environ = create_environ("/") | {"HTTP_X_REQUEST_ID": given.encode().decode("latin-1")}
    _, _, headers = run_wsgi_app(client.application, environ)
    [made] = headers.getlist("X-Request-ID")
    assert logs.short_code(made) == made != given
    assert made.replace("-", "").isalnum()


def test_every_request_has_an_id_of_its_own(client: CheckingClient) -> None:
    ids = [client.get(path).headers["X-Request-ID"] for path in ["/", "/", "/healthz", "/khong-co"] * 5]
    assert len(set(ids)) == 20


def test_a_long_id_from_a_proxy_gives_a_short_error_code(
    app: Flask, client: CheckingClient, capfd: pytest.CaptureFixture[str]
) -> None:
    broken(app)
    answer = client.get("/hong", headers={"X-Request-ID": "0af7651916cd43dd8448eb211c80319c"})
    assert '<code translate="no">1c80319c</code>' in answer.get_data(as_text=True)
    [error] = lines(capfd)
    assert (error["id"], error["code"]) == ("0af7651916cd43dd8448eb211c80319c", "1c80319c")


@pytest.mark.one_site
@pytest.mark.parametrize("path", ["/khong-co", "/articles/khong-co", "/oembed?url=x"])
def test_a_client_error_has_no_code(client: CheckingClient, path: str) -> None:
    assert "Error code:" not in client.get(path, headers={"Accept-Language": "en"}).get_data(as_text=True)


def test_an_error_whose_page_cannot_be_rendered_shows_its_code(
    app: Flask, client: CheckingClient, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> str:
        raise RuntimeError("khuôn hỏng")

    monkeypatch.setattr("bantin_reader.web.error_pages.render_template", fails)
    answer = client.get("/khong-co")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (500, "no-store")
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    *_, error = lines(capfd)
    assert error["id"] == answer.headers["X-Request-ID"]
    page = answer.get_data(as_text=True)
    assert "Mã lỗi" in page
    assert "Error code" in page
    assert f"<code>{error['code']}</code>" in page
    assert "khuôn hỏng" not in page
    assert client.head("/khong-co").get_data() == b""
