"""The feed of a search, as feed readers get it."""

from __future__ import annotations

import html
import json
from pathlib import Path
from urllib.parse import quote

import feedparser
import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from bantin_reader.services.feeds import ENTRIES
from bantin_reader.store.search import sqlite
from tests.checking import CheckingClient
from tests.conftest import land
from tests.web.feeds.test_feeds import FORMATS, entries, problems
from tests.web.search.pages import write


@pytest.fixture
def site(client: CheckingClient, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CheckingClient:
    monkeypatch.setattr(sqlite, "MAX_SECONDS", 60)
    land(
        settings,
        write(tmp_path, "1", "Nước lũ rút", category="Giáo dục", date="2025-05-01"),
        write(tmp_path, "2", "Vân Sơn", body="Đêm qua **lũ** về.", date="2026-03-01"),
        write(tmp_path, "3", "Flood, lu, in Van Son", lang="en"),
        write(tmp_path, "4", "Trời nắng"),
    )
    return client


def titles(client: CheckingClient, address: str) -> list[str]:
    response = client.get(address)
    form = address.partition("?")[0].rpartition(".")[2]
    assert response.content_type == f"{FORMATS[form]}; charset=utf-8"
    assert problems(form, response.get_data()) == []
    return [entry["title"] for entry in entries(form, response.get_data())]


@pytest.mark.one_site
@pytest.mark.parametrize("form", FORMATS)
def test_the_feed_holds_what_the_search_finds_newest_first(site: CheckingClient, form: str) -> None:
    found = ["Vân Sơn", "Flood, lu, in Van Son", "Nước lũ rút"]
    assert titles(site, f"/search/feed.{form}?q=lũ") == found
    assert titles(site, f"/search/feed.{form}?q=lũ&year=2026") == found[:2]
    assert titles(site, f"/search/feed.{form}?q=lũ&category=giao-duc") == found[2:]
    assert titles(site, f"/search/feed.{form}?q=lũ&year=2026&lang=vi&category=thoi-su") == found[:1]
    assert titles(site, f"/search/feed.{form}?q=lũ+-rút") == found[:2]
    [article, *_] = entries(form, site.get(f"/search/feed.{form}?q=lũ").get_data())
    assert "<strong>lũ</strong>" in article["html"]


@pytest.mark.one_site
@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("query", ["", "?q=", "?q=-lũ", "?q=%00%EF%BF%BE", "?q=khong-co-gi", "?q=%22%3C%26%5D%5D%3E"])
def test_a_search_that_finds_nothing_has_a_valid_feed(site: CheckingClient, form: str, query: str) -> None:
    assert titles(site, f"/search/feed.{form}{query}") == []


def test_the_feed_has_at_most_as_many_entries_as_others(
    client: CheckingClient, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "MAX_SECONDS", 60)
    land(settings, *(write(tmp_path, f"{number}", f"Lũ {number}") for number in range(ENTRIES + 1)))
    assert len(titles(client, "/search/feed.atom?q=lũ")) == ENTRIES


def test_a_search_that_takes_too_much_work_has_an_empty_feed(
    site: CheckingClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "MAX_SECONDS", -1)
    monkeypatch.setattr(sqlite, "STEPS_PER_CALL", 1)
    assert titles(site, "/search/feed.atom?q=lũ") == []


@pytest.mark.one_site
@pytest.mark.parametrize("form", FORMATS)
def test_the_feed_names_its_query_its_page_and_no_hub(settings: Settings, site: CheckingClient, form: str) -> None:
    client = create_app(Settings(data=settings.data, hub="https://hub.example.vn/")).test_client()
    response = client.get(f"/search/feed.{form}?q=%20lũ%20%20về%0A&year=2026&lang=x1&before=1")
    query = f"?q={quote('lũ về').replace('%20', '+')}&year=2026"
    page, address = f"http://localhost/search{query}", f"http://localhost/search/feed.{form}{query}"
    assert "Link" not in response.headers
    if form == "json":
        feed = json.loads(response.get_data())
        assert (feed["title"], feed["home_page_url"], feed["feed_url"]) == ("“lũ về” – Bản tin", page, address)
        assert "hubs" not in feed
    else:
        parsed = feedparser.parse(response.get_data()).feed
        assert (parsed.title, parsed.link) == ("“lũ về” – Bản tin", page)
        assert {link.href for link in parsed.links if link.rel == "self"} == {address}
        assert not [link for link in parsed.links if link.rel == "hub"]


@pytest.mark.one_site
@pytest.mark.parametrize("form", FORMATS)
def test_a_feed_reader_that_has_the_newest_feed_of_a_search_gets_304(site: CheckingClient, form: str) -> None:
    first = site.get(f"/search/feed.{form}?q=lũ")
    assert first.headers["Cache-Control"] == "public, max-age=300"
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    again = site.get(f"/search/feed.{form}?q=lũ", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.get_data()) == (304, b"")


@pytest.mark.one_site
def test_the_page_leads_to_the_feed_of_what_it_shows(site: CheckingClient) -> None:
    page = site.get("/search?q=lũ&year=2026&category=thoi-su").text
    link = '<link rel="alternate" type="application/atom+xml" title="“lũ” – Bản tin" href="'
    address = html.unescape(page.partition(link)[2].partition('"')[0])
    assert address == f"/search/feed.atom?q={quote('lũ')}&category=thoi-su&year=2026"
    assert titles(site, address) == ["Vân Sơn", "Flood, lu, in Van Son"]
    assert link not in site.get("/search").text
