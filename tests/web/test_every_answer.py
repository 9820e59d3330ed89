"""Security headers of every kind of response, and the attributes of the cookies."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from bantin_reader.source_factory import create_withdrawal
from tests.checking import CheckingClient
from tests.conftest import PORTAL_TEXT, land
from tests.web.embed.oembed import PICTURED

HOST = "bantin.example.vn"
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
HSTS = "Strict-Transport-Security"
SETUPS: dict[str, tuple[dict[str, Any], str]] = {
    "first try": ({}, "http"),
    "its own certificate": ({}, "https"),
    "public and behind a proxy": ({"public_url": f"https://{HOST}"}, "http"),
    "public with its own certificate": ({"public_url": f"https://{HOST}"}, "https"),
}

Ask = Callable[..., TestResponse]


def answers(ask: Ask, settings: Settings) -> Iterator[tuple[str, TestResponse, int]]:
    """Every kind of response with its expected status."""
    slug, gone = land(settings, PICTURED, PORTAL_TEXT)
    create_withdrawal(settings).withdraw(gone, "Sai.")
    article = ask(f"/articles/{slug}")
    yield "page", article, 200
    yield "cached page", ask(f"/articles/{slug}"), 200
    yield "page unchanged", ask(f"/articles/{slug}", headers={"If-None-Match": article.headers["ETag"]}), 304
    for method in ("HEAD", "OPTIONS"):
        yield method, ask(f"/articles/{slug}", method=method), 200
    for method in ("DELETE", "PUT", "TRACE", "BREW", "a" * 300):
        yield method, ask(f"/articles/{slug}", method=method), 405
    yield "no page", ask("/nothing"), 404
    yield "withdrawn", ask(f"/articles/{gone}"), 410
    yield "redirect", ask("/?page=1"), 303
    yield "press", ask("/preferences", method="POST", data={"text": "125"}), 303
    yield "toolbar", ask("/preferences", method="POST", data={"text": "125"}, headers={"HX-Request": "true"}), 200
    yield "unknown setting", ask("/preferences", method="POST", data={"a": "b"}), 422
    yield "foreign", ask("/preferences", method="POST", headers={"Sec-Fetch-Site": "cross-site"}), 403
    yield "large", ask("/preferences", method="POST", data={"text": "1" * 70_000}), 413
    yield "failure", ask("/broken"), 500
    yield "bad host", ask("/", headers={"Host": "a b"}), 400
    if settings.public_url:
        yield "other host", ask("/", headers={"Host": "evil.example"}), 421
    yield "long", ask("/?" + "a" * 9000), 414
    yield "embed", ask(f"/embed/articles/{slug}"), 200
    yield "embed pressed", ask(f"/embed/articles/{slug}?set-text=125&pressed=larger"), 200
    yield "embed of nothing", ask("/embed/articles/nothing"), 404
    yield "embed toolbar", ask(f"/embed/toolbar?page=/embed/articles/{slug}"), 200
    yield "host script", ask("/embed/v1.js"), 200
    site = settings.public_url or str(article.request.host_url).rstrip("/")
    for form in ("json", "xml"):
        yield form, ask(f"/oembed?url={site}/articles/{slug}&format={form}"), 200
    yield "oembed without address", ask("/oembed"), 400
    yield "oembed elsewhere", ask("/oembed?url=https://evil.example/"), 404
    yield "oembed in another form", ask(f"/oembed?url={site}/articles/{slug}&format=html"), 501
    for path in ("/feed.atom", "/feed.rss", "/feed.json", "/sitemap.xml", "/sitemaps/1.xml", "/robots.txt"):
        yield path, ask(path), 200
    for method in ("PUT", "DELETE"):
        yield f"{method} without a token", ask("/api/articles/1", method=method), 401
    yield "description of the API", ask("/api/openapi.json"), 200
    picture = re.findall(r"/pictures/[^\s\",]+", article.text)[0]
    shown = ask(picture)
    yield "picture", shown, 200
    yield "picture unchanged", ask(picture, headers={"If-None-Match": shown.headers["ETag"]}), 304
    yield "part of a picture", ask(picture, headers={"Range": "bytes=0-9"}), 206
    yield "no part of a picture", ask(picture, headers={"Range": "bytes=99999999-"}), 416
    yield "no picture", ask("/pictures/none.webp"), 404
    yield "logo", ask("/logo"), 200
    built = re.findall(r'(?:href|src)="(/static/[^"]+)"', article.text)[0]
    file = ask(built)
    yield "built file", file, 200
    yield "built file unchanged", ask(built, headers={"If-None-Match": file.headers["ETag"]}), 304
    yield "no part of a built file", ask(built, headers={"Range": "bytes=99999999-"}), 416
    yield "built file by POST", ask(built, method="POST"), 405
    yield "no built file", ask("/static/none.css"), 404


@pytest.fixture
def app(settings: Settings, tmp_path: Path) -> Callable[..., Flask]:
    logo = tmp_path / "logo.svg"
    logo.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")

    def make(values: dict[str, Any]) -> Flask:
        app = create_app(Settings(data=settings.data, logo=logo, **values))
        app.test_client_class = CheckingClient
        app.add_url_rule("/broken", view_func=lambda: str(1 / 0))
        return app

    return make


@pytest.mark.parametrize("setup", SETUPS)
def test_every_response_has_the_security_headers(
    app: Callable[..., Flask], settings: Settings, setup: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    values, scheme = SETUPS[setup]
    client = app(values).test_client()

    def ask(path: str, **more: Any) -> TestResponse:
        return client.open(path, base_url=f"{scheme}://{HOST}", **more)

    seen = Counter[int]()
    for kind, answer, status in answers(ask, Settings(data=settings.data, **values)):
        assert answer.status_code == status, kind
        seen[status] += 1
        headers = answer.headers
        assert [name for name, count in Counter(name.lower() for name, _ in headers).items() if count > 1] == [], kind
        assert {name: headers.get(name) for name in ALWAYS} == ALWAYS, kind
        assert headers.get(HSTS) == (None if setup == "first try" else "max-age=31536000"), kind
        policy = headers["Content-Security-Policy"]
        assert "unsafe" not in policy, kind
        assert "default-src 'none'" in policy, kind
        assert "base-uri 'none'" in policy, kind
        assert "require-trusted-types-for 'script'" in policy, kind
        own, embed = headers["Cross-Origin-Resource-Policy"] == "same-origin", kind.startswith("embed")
        assert ("frame-ancestors 'self' *" in policy) == embed, kind
        assert not (own and embed), kind
        assert ("Access-Control-Allow-Origin" in headers) == (not own and not embed), kind
        assert "X-Frame-Options" not in headers, kind
        assert "Access-Control-Allow-Credentials" not in headers, kind
        assert answer.mimetype != "text/html" or answer.content_type == "text/html; charset=utf-8", kind
    assert len(seen) >= 15


def cookies(answer: TestResponse) -> list[tuple[str, list[str]]]:
    """The value of each cookie and its attributes, without Expires, which repeats Max-Age."""
    lines = [line.split("; ") for line in answer.headers.getlist("Set-Cookie")]
    return [(line[0], sorted(part for part in line[1:] if not part.startswith("Expires="))) for line in lines]


@pytest.mark.parametrize("setup", SETUPS)
@pytest.mark.parametrize(
    ("form", "value", "age"),
    [
        ({"text": "125", "theme": "dark"}, "bantin_prefs=text=125&theme=dark&plain=1", 31536000),
        ({"text": "100"}, "bantin_prefs=", 0),
        ({"lang": "en"}, "bantin_prefs=lang=en&plain=1", 31536000),
    ],
)
def test_the_sites_cookie_has_its_attributes_and_no_other(
    app: Callable[..., Flask], setup: str, form: dict[str, str], value: str, age: int
) -> None:
    values, scheme = SETUPS[setup]
    answer = app(values).test_client().post("/preferences", data=form, base_url=f"{scheme}://{HOST}")
    secure = [] if setup == "first try" else ["Secure"]
    assert cookies(answer) == [(value, sorted([f"Max-Age={age}", "Path=/", "SameSite=Lax", *secure]))]


@pytest.mark.parametrize("setup", SETUPS)
def test_an_embeds_cookie_has_its_attributes_and_no_other(app: Callable[..., Flask], setup: str) -> None:
    values, scheme = SETUPS[setup]
    client = app(values).test_client()
    answer = client.get("/embed/latest?set-text=125&pressed=larger", base_url=f"{scheme}://{HOST}")
    attributes = ["HttpOnly", "Max-Age=31536000", "Partitioned", "Path=/", "SameSite=None", "Secure"]
    assert cookies(answer) == [("__Host-bantin_widget=text=125", attributes)]
    assert "no-store" in answer.headers["Cache-Control"]
