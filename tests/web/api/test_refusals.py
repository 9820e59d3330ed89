"""Requests that are refused: each with its status, and with what to mend (RFC 9457, RFC 6750)."""

from __future__ import annotations

from typing import Any

import pytest
from werkzeug.test import TestResponse

from bantin_reader.web.api.problems import MAX_PUSH_BYTES
from tests.web.api.pushing import ARTICLE, PushSite, add_token, revoke_token

EVIL = "https://evil.example"


def problem(answer: TestResponse, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.get_data(as_text=True)
    assert answer.content_type == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.json is not None
    assert answer.json["status"] == status
    assert answer.json["title"]
    return dict(answer.json)


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_without_a_token_a_request_is_told_how_to_authenticate(site: PushSite, method: str) -> None:
    answer = site.app.test_client().open("/api/articles/1", method=method, json=ARTICLE)
    assert "token add" in problem(answer, 401)["detail"]
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="bantin-reader"'


@pytest.mark.parametrize("credentials", ["Bearer bantin_khong-co", "Bearer a", "bearer bantin_x=="])
def test_an_unknown_token_is_refused_as_invalid(site: PushSite, credentials: str) -> None:
    answer = site.put("1", json=ARTICLE, headers={"Authorization": credentials})
    assert "revoked" in problem(answer, 401)["detail"]
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="bantin-reader", error="invalid_token"'


@pytest.mark.parametrize("credentials", ["", "Bearer", "Basic YTpi", "Bearer a b", "Bearer é", "Bearer " + "a" * 9000])
def test_other_credentials_are_no_token(site: PushSite, credentials: str) -> None:
    answer = site.put("1", json=ARTICLE, headers={"Authorization": credentials})
    problem(answer, 401)
    assert "error=" not in answer.headers["WWW-Authenticate"]


def test_a_revoked_token_is_refused_from_the_next_request_on(site: PushSite) -> None:
    other = PushSite(site.settings, site.app, add_token(site.settings, "cu"))
    assert other.put("1", json=ARTICLE).status_code == 201
    revoke_token(site.settings, "cu")
    problem(other.put("1", json=ARTICLE), 401)


def test_a_cookie_is_no_authority(site: PushSite) -> None:
    client = site.app.test_client()
    client.set_cookie("token", site.token)
    client.set_cookie("Authorization", f"Bearer {site.token}")
    problem(client.put("/api/articles/1", json=ARTICLE), 401)


@pytest.mark.parametrize("header", [("Origin", EVIL), ("Origin", "null"), ("Sec-Fetch-Site", "cross-site")])
def test_a_page_of_another_site_is_refused_even_with_a_token(site: PushSite, header: tuple[str, str]) -> None:
    assert "server" in problem(site.put("1", json=ARTICLE, headers=dict([header])), 403)["detail"]


def test_no_answer_allows_other_origins_to_read_it(site: PushSite) -> None:
    answers = [site.put("cors", json=ARTICLE), site.put("1", json=ARTICLE, headers={"Origin": EVIL})]
    answers.append(site.app.test_client().options("/api/articles/1", headers={"Origin": EVIL}))
    answers.append(site.app.test_client().get("/api/openapi.json", headers={"Origin": EVIL}))
    for answer in answers:
        assert "Access-Control-Allow-Origin" not in answer.headers


def test_the_address_of_another_article_is_a_conflict(site: PushSite) -> None:
    site.put("mot", json={**ARTICLE, "slug": "dia-chi"})
    detail = problem(site.put("hai", json={**ARTICLE, "slug": "dia-chi"}), 409)["detail"]
    assert "dia-chi" in detail
    assert "Send another slug, or none." in detail


def test_what_was_never_pushed_cannot_be_deleted(site: PushSite) -> None:
    assert "khong-co" in problem(site.delete("khong-co"), 404)["detail"]


def test_a_body_over_the_limit_is_too_large_and_the_limit_is_told(site: PushSite) -> None:
    large = b'{"title": "' + b"a" * MAX_PUSH_BYTES + b'"}'
    answer = site.put("lon", data=large, content_type="application/json")
    assert f"{MAX_PUSH_BYTES:,}" in problem(answer, 413)["detail"]
    head = b'--b\r\nContent-Disposition: form-data; name="anh"; filename="a.jpg"\r\n\r\n'
    parts = head + b"a" * MAX_PUSH_BYTES + b"\r\n--b--\r\n"
    problem(site.put("lon", data=parts, content_type="multipart/form-data; boundary=b"), 413)


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "", "application/xml"])
def test_another_kind_of_content_is_refused_with_the_kinds_that_are_read(site: PushSite, kind: str) -> None:
    detail = problem(site.put("1", data=b"a=b", content_type=kind), 415)["detail"]
    assert "application/json" in detail
    assert "multipart/form-data" in detail


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b'{"title": 1'])
def test_what_is_no_json_is_refused(site: PushSite, content: bytes) -> None:
    assert "JSON" in problem(site.put("1", data=content, content_type="application/json"), 400)["detail"]


def test_every_wrong_field_is_named_by_its_place(site: PushSite) -> None:
    wrong = {"title": 5, "tags": ["a", 7], "published": "2026-13-01", "bodi": "x", "figure": {"alt": "x"}, "slug": "Á"}
    found = problem(site.put("1", json=wrong), 422)
    pointers = {one["pointer"]: one["detail"] for one in found["errors"]}
    assert set(pointers) == {"#/title", "#/body", "#/tags/1", "#/published", "#/bodi", "#/figure/src", "#/slug"}
    assert pointers["#/body"] == "it is missing"
    assert "there are title, body" in pointers["#/bodi"]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"body": "<p>&nbsp;</p>"}, "No body"),
        ({"body": " \n", "format": "markdown"}, "No body"),
        ({"title": "\u200b"}, "No title"),
        ({"sapo": "a" * 10_001}, "sapo"),
        ({"body": "<div>" * 4000 + "a"}, "nested too deeply"),
        ({"body": "a" * 1_000_001, "format": "markdown"}, "at most 1,000,000"),
    ],
)
def test_what_the_importer_refuses_is_refused_with_its_reason(
    site: PushSite, fields: dict[str, Any], reason: str
) -> None:
    assert reason in str(problem(site.put("tu-choi", json={**ARTICLE, **fields}), 422))
    problem(site.delete("tu-choi"), 404)


@pytest.mark.parametrize("identity", ["a b", "á", "a" * 201, "a%00", "a%3Cb"])
def test_an_id_of_other_characters_is_refused(site: PushSite, identity: str) -> None:
    assert "digits" in problem(site.put(identity, json=ARTICLE), 422)["detail"]


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PATCH"])
def test_other_methods_are_answered_with_those_that_there_are(site: PushSite, method: str) -> None:
    answer = site.ask(method, "1")
    assert {"PUT", "DELETE"} <= set(answer.headers["Allow"].split(", "))
    if method == "HEAD":
        assert answer.status_code == 405
    else:
        assert "PUT" in problem(answer, 405)["detail"]


@pytest.mark.parametrize("path", ["/api/khong-co", "/api/articles", "/api/articles/1/2"])
@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_an_address_that_is_none_is_answered_with_those_that_there_are(site: PushSite, method: str, path: str) -> None:
    answer = site.app.test_client().open(path, method=method)
    assert "/api/openapi.json" in problem(answer, 404)["detail"]


def test_an_error_elsewhere_is_a_page(site: PushSite) -> None:
    for method, path, status in (("GET", "/api-khong-co", 404), ("PUT", "/", 405)):
        answer = site.app.test_client().open(path, method=method)
        assert (answer.status_code, answer.mimetype) == (status, "text/html")


def test_a_site_without_tokens_answers_that_it_knows_none(site: PushSite) -> None:
    for name in ("cms",):
        revoke_token(site.settings, name)
    problem(site.put("1", json=ARTICLE), 401)
