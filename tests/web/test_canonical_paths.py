"""A path with a slash at its end is redirected to the route without one."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from flask import Flask

from tests.checking import CheckingClient


@pytest.mark.one_site
@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/articles/x/", "/articles/x"),
        ("/articles/x/?lang=en", "/articles/x?lang=en"),
        ("/articles/x///?lang=en&picture=2", "/articles/x?lang=en&picture=2"),
        ("/articles/%C4%91%E1%BB%8Dc/", "/articles/%C4%91%E1%BB%8Dc"),
        ("/embed/articles/x/?level=3&theme=dark", "/embed/articles/x?level=3&theme=dark"),
        ("/embed/latest/", "/embed/latest"),
        ("/oembed/?url=https://bantin.example.vn/articles/x", "/oembed?url=https://bantin.example.vn/articles/x"),
        ("/preferences/", "/preferences"),
        ("/privacy/?lang=%0d%0aSet-Cookie:a=b", "/privacy?lang=%0d%0aSet-Cookie:a=b"),
    ],
)
def test_a_slash_at_the_end_leads_to_the_route_without_it(client: CheckingClient, path: str, location: str) -> None:
    for ask in (client.get, client.head):
        answer = ask(path)
        assert (answer.status_code, answer.headers["Location"]) == (301, location)
        assert "Set-Cookie" not in answer.headers


def test_every_route_has_this_redirect(client: CheckingClient, app: Flask) -> None:
    paths = [rule.rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and not rule.build_only]
    assert "/articles/<slug>" in paths
    for path in paths:
        if path != "/" and "<path:" not in path:
            there = path.replace("<", "").replace(">", "")
            assert client.get(f"{there}/").headers["Location"] == there


def test_a_press_keeps_its_method(client: CheckingClient) -> None:
    answer = client.post("/preferences/", data={"text": "125"})
    assert (answer.status_code, answer.headers["Location"]) == (308, "/preferences")


@pytest.mark.one_site
@pytest.mark.parametrize(
    "path",
    [
        "//evil.example/",
        "//evil.example/articles/x/",
        "///evil.example/",
        "/\\evil.example/",
        "//articles/x/",
        "/evil.example/",
        "/nothing/",
        "/articles/",
        "/pictures/",
        "/static/x.js/",
        "/healthz/",
    ],
)
def test_a_path_that_no_route_has_is_not_found(client: CheckingClient, path: str) -> None:
    answer = client.get("/", environ_overrides={"PATH_INFO": path})
    assert (answer.status_code, answer.headers.get("Location")) == (404, None)


@pytest.mark.one_site
@pytest.mark.parametrize("path", ["/articles/..//evil.example/", "/articles///evil.example/", "/articles/\\x/"])
def test_what_stands_in_the_path_leads_to_no_other_host(client: CheckingClient, path: str) -> None:
    location = client.get("/", environ_overrides={"PATH_INFO": path}).headers.get("Location", "/")
    parts = urlsplit(location)
    assert (parts.scheme, parts.netloc) == ("", "")
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))
