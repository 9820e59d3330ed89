"""The oEmbed provider: errors, headers, and the links that lead to it."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.source_factory import create_withdrawal
from tests.checking import CheckingClient, parse
from tests.web.embed.oembed import ask, fields


def test_article_pages_link_to_oembed_before_scripts_and_styles(client: CheckingClient, pictured: str) -> None:
    page = client.get(urlsplit(pictured).path).text
    head = list(next(parse(page).iter("head")))
    links = [element for element in head if "oembed" in (element.get("type") or "")]
    assert [link.get("type") for link in links] == ["application/json+oembed", "text/xml+oembed"]
    first_big = next(index for index, element in enumerate(head) if element.tag == "script")
    assert all(link.get("rel") == "alternate" and head.index(link) < first_big for link in links)
    for link, form in zip(links, ("json", "xml"), strict=True):
        parts = urlsplit(link.get("href", ""))
        assert f"{parts.scheme}://{parts.netloc}{parts.path}" == "http://localhost/oembed"
        assert parse_qs(parts.query) == {"url": [pictured], "format": [form]}
        assert client.get(link.get("href", "")).status_code == 200


def test_no_other_page_links_to_oembed(client: CheckingClient, pictured: str) -> None:
    for path in ("/", "/privacy", "/preferences", "/articles/khong-co"):
        assert "+oembed" not in client.get(path).text


@pytest.mark.parametrize(
    ("form", "content_type"), [(None, "application/json"), ("json", "application/json"), ("xml", "text/xml")]
)
def test_the_response_has_the_media_type_of_the_specification(
    client: CheckingClient, pictured: str, form: str | None, content_type: str
) -> None:
    assert ask(client, pictured, **({"format": form} if form else {})).mimetype == content_type


def test_a_withdrawn_article_is_not_found(client: CheckingClient, settings: Settings, plain: str) -> None:
    create_withdrawal(settings).withdraw(plain.rpartition("/")[2], "Sai số liệu.")
    answer = ask(client, plain)
    assert answer.status_code == 404
    assert "Sai số liệu" not in answer.text
    create_withdrawal(settings).reinstate(plain.rpartition("/")[2])
    assert ask(client, plain).status_code == 200


@pytest.mark.parametrize(
    ("query", "status", "sentence"),
    [
        ("", 400, "The argument url is missing."),
        ("url=", 400, "The argument url is missing."),
        ("url=http://localhost/articles/x&format=yaml", 501, "The format can be json or xml."),
        ("url=http://localhost/articles/x&format=JSON", 501, "The format can be json or xml."),
        ("url=http://localhost/articles/x", 404, "This site has no article at that address."),
    ],
)
def test_an_error_is_one_sentence_of_plain_text(client: CheckingClient, query: str, status: int, sentence: str) -> None:
    answer = client.get(f"/oembed?{query}")
    assert (answer.status_code, answer.mimetype, answer.text) == (status, "text/plain", f"{sentence}\n")


def test_an_unavailable_store_is_one_sentence_too(client: CheckingClient, settings: Settings, plain: str) -> None:
    import sqlite3

    with sqlite3.connect(settings.data / "bantin.sqlite3") as database:
        database.execute("DROP TABLE articles")
    database.close()
    answer = ask(client, plain)
    assert (answer.status_code, answer.mimetype) == (500, "text/plain")


@pytest.mark.one_site
def test_unknown_arguments_are_ignored(client: CheckingClient, plain: str) -> None:
    assert fields(client, plain, discover="1", theme="dark", callback="alert(1)", lang="en") == fields(client, plain)


@pytest.mark.one_site
@pytest.mark.parametrize(
    "arguments", [{}, {"format": "xml"}, {"format": "yaml"}, {"url": ""}, {"url": "http://evil.example"}]
)
def test_any_site_may_read_every_response(client: CheckingClient, plain: str, arguments: dict[str, str]) -> None:
    answer = client.get("/oembed", query_string={"url": plain} | arguments, headers={"Origin": "null"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Set-Cookie" not in answer.headers


@pytest.mark.one_site
def test_a_response_may_be_cached_for_minutes_and_an_error_may_not(client: CheckingClient, plain: str) -> None:
    offer = ask(client, plain)
    assert offer.headers["Cache-Control"] == "public, max-age=300"
    assert offer.headers["Vary"] == "Accept-Encoding", "neither reader nor language change it"
    again = client.get("/oembed", query_string={"url": plain}, headers={"If-None-Match": offer.headers["ETag"]})
    assert again.status_code == 304
    assert ask(client, "http://localhost/articles/x").headers["Cache-Control"] == "no-cache"


@pytest.mark.one_site
def test_head_has_the_headers_of_get(client: CheckingClient, plain: str) -> None:
    head, get = client.head("/oembed", query_string={"url": plain}), ask(client, plain)
    assert (head.status_code, head.get_data()) == (200, b"")
    for name in ("ETag", "Content-Type", "Content-Length", "Cache-Control"):
        assert head.headers[name] == get.headers[name]
    assert client.head("/oembed").status_code == 400
