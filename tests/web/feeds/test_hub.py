"""Feeds name their WebSub hub where one is set, as feedparser and the WebSub specification (section 4) look for it."""

from __future__ import annotations

import json

import feedparser
import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from tests.checking import CheckingClient
from tests.conftest import PORTAL_TEXT, land
from tests.web.feeds.test_feeds import FORMATS, problems

HUB = "https://hub.example.vn/push?a=1&b=2"


@pytest.mark.parametrize("form", FORMATS)
def test_a_feed_names_its_hub_and_itself(settings: Settings, form: str) -> None:
    land(settings, PORTAL_TEXT)
    response = create_app(Settings(data=settings.data, hub=HUB)).test_client().get(f"/feed.{form}?lang=vi")
    address = f"http://localhost/feed.{form}?lang=vi"
    assert problems(form, response.get_data()) == []
    assert response.headers["Link"] == f'<{HUB}>; rel="hub", <{address}>; rel="self"'
    if form == "json":
        assert json.loads(response.get_data())["hubs"] == [{"type": "WebSub", "url": HUB}]
    else:
        links = {link.rel: link.href for link in feedparser.parse(response.get_data()).feed.links}
        assert (links["hub"], links["self"]) == (HUB, address)


@pytest.mark.parametrize("form", FORMATS)
def test_a_feed_without_a_hub_names_none(client: CheckingClient, form: str) -> None:
    response = client.get(f"/feed.{form}")
    assert "Link" not in response.headers
    assert b"hub" not in response.get_data()
