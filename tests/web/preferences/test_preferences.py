"""POST /preferences: its contract."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from flask import Flask

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from bantin_reader.model.preferences import COOKIE, TABLE
from tests.checking import CheckingClient

pytestmark = pytest.mark.one_site

HTMX = {"HX-Request": "true"}
OURS = "http://localhost"


def set_cookie(response: Any) -> str:
    [line] = response.headers.getlist("Set-Cookie")
    return str(line)


def test_with_htmx_the_response_is_the_toolbar_alone(client: CheckingClient) -> None:
    answer = client.post("/preferences", data={"text": "125", "next": "/privacy"}, headers=HTMX)
    assert answer.status_code == 200
    assert answer.text.startswith("<section")
    assert answer.text.endswith("</section>")
    assert 'id="toolbar"' in answer.text
    assert '<span class="br-toolbar__value" id="toolbar-value">125%</span>' in answer.text
    assert 'name="next" value="/privacy"' in answer.text


def test_the_cookie_has_exactly_its_attributes(client: CheckingClient) -> None:
    answer = client.post("/preferences", data={"text": "125", "theme": "dark"}, headers=HTMX)
    value, *attributes = set_cookie(answer).split("; ")
    assert value == f"{COOKIE}=text=125&theme=dark"
    attributes = [attribute for attribute in attributes if not attribute.startswith("Expires=")]
    assert sorted(attributes) == ["Max-Age=31536000", "Path=/", "SameSite=Lax"]
    secure = client.post("/preferences", data={"text": "90"}, headers=HTMX, base_url="https://localhost")
    assert "Secure" in set_cookie(secure)


def test_without_htmx_it_redirects_back_and_marks_the_reader_as_plain(client: CheckingClient) -> None:
    answer = client.post("/preferences", data={"theme": "sepia", "next": "/articles/x?lang=en"})
    assert answer.status_code == 303
    assert answer.location == "/articles/x?lang=en#toolbar"
    assert set_cookie(answer).startswith(f"{COOKIE}=theme=sepia&plain=1;")


def test_a_press_keeps_the_cookies_other_values(client: CheckingClient) -> None:
    client.set_cookie(COOKIE, "text=150&theme=dark&plain=1")
    answer = client.post("/preferences", data={"text": "175"}, headers=HTMX)
    assert set_cookie(answer).startswith(f"{COOKIE}=text=175&theme=dark;")


def test_at_the_defaults_the_cookie_is_deleted(client: CheckingClient) -> None:
    client.set_cookie(COOKIE, "text=110")
    answer = client.post("/preferences", data={"text": "100"}, headers=HTMX)
    assert "Max-Age=0" in set_cookie(answer)


def test_setting_the_language_removes_it_from_the_address(client: CheckingClient) -> None:
    answer = client.post("/preferences", data={"lang": "en", "next": "/?page=2&lang=vi&x="})
    assert answer.location == "/?page=2&x=#toolbar"
    assert "lang=en" in set_cookie(answer)


def test_a_language_is_a_whole_page_with_htmx_too(client: CheckingClient) -> None:
    answer = client.post("/preferences", data={"lang": "en", "text": "110"}, headers=HTMX)
    assert answer.status_code == 303
    assert set_cookie(answer).startswith(f"{COOKIE}=text=110&lang=en;")


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"next": "/privacy"},
        {"text": "101"},
        {"text": ""},
        {"size": "125"},
        {"theme": "dark", "text": "9999"},
        {"plain": "1"},
        {"text": ["125", "150"]},
        {"theme": "Dark"},
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_unknown_names_or_values_change_nothing(
    client: CheckingClient, data: dict[str, Any], headers: dict[str, str]
) -> None:
    answer = client.post("/preferences", data=data, headers=headers)
    assert answer.status_code == 422
    assert "Set-Cookie" not in answer.headers
    assert "Cài đặt chưa được thay đổi" in answer.text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "none"}, 303),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": OURS}, 403),
        ({"Origin": OURS}, 303),
        ({"Origin": "http://localhost:81"}, 403),
        ({"Origin": "https://localhost"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({}, 303),
    ],
)
def test_posts_from_other_origins_are_refused(client: CheckingClient, headers: dict[str, str], status: int) -> None:
    answer = client.post("/preferences", data={"text": "125"}, headers=headers)
    assert answer.status_code == status
    assert ("Set-Cookie" in answer.headers) == (status == 303)


def test_the_origin_of_the_public_url_may_post(settings: Settings) -> None:
    app = create_app(Settings(data=settings.data, public_url="https://bantin.example.vn", hosts="localhost"))
    client = app.test_client()
    answer = client.post("/preferences", data={"text": "125"}, headers={"Origin": "https://bantin.example.vn"})
    assert answer.status_code == 303
    assert "Secure" in set_cookie(answer)


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example/x",
        "https://evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "/%0d%0aSet-Cookie:x",
        "/a\r\nSet-Cookie: x=1",
        "evil.example",
        "///evil.example",
        "/／evil.example",
        "/" + "a" * 3000,
        "",
    ],
)
def test_next_never_leaves_this_site(client: CheckingClient, path: str) -> None:
    answer = client.post("/preferences", data={"text": "125", "next": path})
    assert answer.status_code == 303
    assert answer.location in ("/#toolbar", "/%0d%0aSet-Cookie:x#toolbar")
    assert "x" not in answer.headers


@pytest.mark.parametrize("query", ["lang=ế", "lang=%E1%BA%BF&page=2", "page=<b>&lang='", "page=" + "y" * 3000, "a=1"])
def test_a_page_with_an_unusual_query_is_returned_to(client: CheckingClient, query: str) -> None:
    page = client.get(f"/privacy?{query}").text
    match = re.search(r'name="next" value="([^"]*)"', page)
    assert match
    answer = client.post("/preferences", data={"text": "125", "next": html.unescape(match[1])})
    assert answer.location.startswith("/privacy")


def test_a_body_over_the_limit_is_refused(client: CheckingClient) -> None:
    answer = client.post("/preferences", data={"text": "1" * 100_000})
    assert answer.status_code == 413


def test_the_partial_and_the_page_show_the_same_toolbar(client: CheckingClient, app: Flask) -> None:
    answer = client.post("/preferences?lang=vi", data={"text": "150", "next": "/privacy"}, headers=HTMX)
    page = client.get("/privacy").text
    assert answer.text in page


def test_a_reset_of_everything_leads_to_the_settings_page_that_offers_to_undo_it(client: CheckingClient) -> None:
    defaults = {name: row.default for name, row in TABLE.items()}
    client.set_cookie(COOKIE, "text=150&theme=dark&plain=1")
    answer = client.post("/preferences", data={**defaults, "next": "/preferences?saved=1"})
    assert answer.location == "/preferences?saved=1&undo=text%3D150%26theme%3Ddark#settings-reset"
    page = client.get(answer.location).text
    form = page[: page.index('id="settings-undo"')].rpartition("<form")[2]
    assert '<input type="hidden" name="text" value="150">' in form
    assert '<input type="hidden" name="theme" value="dark">' in form
    assert '<input type="hidden" name="face" value="system">' in form


@pytest.mark.parametrize("undo", ["", "text=100", "text=999", "<b>", "a=1", "text=150" * 99])
def test_there_is_no_undo_without_a_choice_that_the_table_knows(client: CheckingClient, undo: str) -> None:
    page = client.get("/preferences", query_string={"saved": "1", "undo": undo})
    assert 'id="settings-undo"' not in page.text


def test_there_is_no_undo_once_something_else_has_been_chosen(client: CheckingClient) -> None:
    client.set_cookie(COOKIE, "text=125")
    page = client.get("/preferences?undo=text=150")
    assert 'id="settings-undo"' not in page.text
