"""What a hub and IndexNow are sent, by a real server's account."""

from __future__ import annotations

import json
from urllib.parse import parse_qsl

import pytest

from bantin_reader.model.change_notices import ChangedArticle
from bantin_reader.model.errors import SourceRefused
from bantin_reader.sources.change_receivers import MAX_CATEGORIES, IndexNow, WebSubHub
from bantin_reader.sources.http_client import FetchOptions, HttpClient
from tests.web_server import Reply, Site

PUBLIC = "https://tinh.example.vn/doc-bao"
KEY = "0123456789abcdef"
CHANGED = [ChangedArticle("lu-ve", "Thời tiết"), ChangedArticle("nang-len", "Thời tiết"), ChangedArticle("tin")]


def client(site: Site) -> HttpClient:
    return HttpClient(FetchOptions(private_hosts=(site.place,), seconds_between=0.0))


def test_a_hub_is_told_of_the_feeds_of_the_site_and_of_the_categories(site: Site) -> None:
    site.replies["/push"] = Reply(204)
    WebSubHub(f"{site.url}/push", PUBLIC, client(site)).notify(CHANGED)
    [(_, media_type, content)] = site.posted
    assert media_type == "application/x-www-form-urlencoded"
    assert parse_qsl(content.decode()) == [
        ("hub.mode", "publish"),
        *(("hub.url", f"{PUBLIC}/feed.{form}") for form in ("atom", "rss", "json")),
        *(("hub.url", f"{PUBLIC}/categories/thoi-tiet/feed.{form}") for form in ("atom", "rss", "json")),
    ]
    assert site.paths == ["/push"], "nothing else is asked, not even robots.txt"


def test_a_notice_names_a_limited_number_of_feeds(site: Site) -> None:
    site.replies["/push"] = Reply(202)
    changed = [ChangedArticle(f"tin-{number}", f"Mục {number}") for number in range(MAX_CATEGORIES + 9)]
    WebSubHub(f"{site.url}/push", PUBLIC, client(site)).notify(changed)
    assert len(parse_qsl(site.posted[0][2].decode())) == 1 + 3 * (1 + MAX_CATEGORIES)


def test_indexnow_is_told_of_the_articles(site: Site) -> None:
    site.replies["/indexnow"] = Reply(200)
    IndexNow(f"{site.url}/indexnow", KEY, PUBLIC, client(site)).notify(CHANGED)
    [(_, media_type, content)] = site.posted
    assert media_type == "application/json; charset=utf-8"
    assert json.loads(content) == {
        "host": "tinh.example.vn",
        "key": KEY,
        "keyLocation": f"{PUBLIC}/{KEY}.txt",
        "urlList": [f"{PUBLIC}/articles/{slug}" for slug in ("lu-ve", "nang-len", "tin")],
    }


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(422, {}, b"Not yours"), "cannot be sent: the response is 422"),
        (Reply(503), "cannot be sent: the response is 503"),
        (Reply(308, {"Location": "/elsewhere"}), "cannot be sent: the response is 308"),
    ],
)
def test_a_notice_that_is_not_accepted_is_an_error(site: Site, reply: Reply, reason: str) -> None:
    site.replies["/indexnow"] = reply
    with pytest.raises(SourceRefused, match=reason):
        IndexNow(f"{site.url}/indexnow", KEY, PUBLIC, client(site)).notify(CHANGED)
    assert site.paths == ["/indexnow"]


def test_nobody_is_told_without_a_public_address(site: Site) -> None:
    for receiver in (
        IndexNow(f"{site.url}/indexnow", KEY, "", client(site)),
        WebSubHub(f"{site.url}/push", "", client(site)),
    ):
        with pytest.raises(SourceRefused, match="BANTIN_PUBLIC_URL is not set"):
            receiver.notify(CHANGED)
    assert site.posted == []


def test_a_notice_goes_to_no_private_address_that_nobody_named(site: Site) -> None:
    with pytest.raises(SourceRefused, match=r"not public|private|loopback"):
        IndexNow(f"{site.url}/indexnow", KEY, PUBLIC, HttpClient()).notify(CHANGED)
    assert site.posted == []
