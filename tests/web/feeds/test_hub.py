"""The feeds that a WebSub hub is notified of name it, as feedparser and the WebSub specification (section 4) look for
it."""

from __future__ import annotations

import html
import json
from urllib.parse import parse_qs

import feedparser
import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from bantin_reader.model.article import Draft
from bantin_reader.model.change_notices import ChangedArticle
from bantin_reader.sources.change_receivers import WebSubHub
from bantin_reader.sources.http_client import HttpClient
from bantin_reader.store.opening import open_articles
from tests.checking import CheckingClient
from tests.conftest import land
from tests.web.embed.oembed import PICTURED
from tests.web.feeds.test_feeds import FORMATS, problems

HUB = "https://hub.example.vn/push?a=1&b=2"


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("folder", ["", "/categories/giao-duc"])
def test_a_feed_names_its_hub_and_itself(settings: Settings, form: str, folder: str) -> None:
    land(settings, PICTURED)
    response = create_app(Settings(data=settings.data, hub=HUB)).test_client().get(f"{folder}/feed.{form}")
    address = f"http://localhost{folder}/feed.{form}"
    assert problems(form, response.get_data()) == []
    assert response.headers["Link"] == f'<{HUB}>; rel="hub", <{address}>; rel="self"'
    if form == "json":
        assert json.loads(response.get_data())["hubs"] == [{"type": "WebSub", "url": HUB}]
    else:
        links = {link.rel: link.href for link in feedparser.parse(response.get_data()).feed.links}
        assert (links["hub"], links["self"]) == (HUB, address)


class Posts(HttpClient):
    """Records the bodies that are posted."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []

    def post(self, url: str, content: bytes, media_type: str) -> None:
        self.bodies.append(content)


@pytest.mark.parametrize("form", FORMATS)
def test_only_the_feeds_that_the_hub_is_notified_of_name_it(settings: Settings, form: str) -> None:
    tagged = Draft(
        source_id="tin.md", title="Tin", sapo="", body="<p>Nội dung.</p>", lang="vi", category="Giáo dục", tags=("Lũ",)
    )
    open_articles(settings, settings.database_url).save(tagged)
    posts = Posts()
    WebSubHub(HUB, "http://localhost", posts).notify([ChangedArticle("tin", "Giáo dục")])
    topics = {topic.removeprefix("http://localhost") for topic in parse_qs(posts.bodies[0].decode())["hub.url"]}
    client = create_app(Settings(data=settings.data, hub=HUB)).test_client()
    for folder in ("", "/categories/giao-duc", "/tags/lu"):
        for query in ("",) if folder == "/tags/lu" else ("", "?lang=vi"):
            address = f"{folder}/feed.{form}{query}"
            response = client.get(address)
            assert response.status_code == 200
            is_named = ("Link" in response.headers, HUB in html.unescape(response.text))
            assert is_named == (address in topics,) * 2, address


@pytest.mark.parametrize("form", FORMATS)
def test_a_feed_without_a_hub_names_none(client: CheckingClient, form: str) -> None:
    response = client.get(f"/feed.{form}")
    assert "Link" not in response.headers
    assert b"hub" not in response.get_data()
