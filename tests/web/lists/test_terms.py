"""The lists of a tag and of an author, the links to them, and the feeds of a tag."""

from __future__ import annotations

from pathlib import Path

import feedparser
import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.model.article import Draft
from bantin_reader.store.opening import open_articles
from tests.checking import CheckingClient, parse, text_of
from tests.conftest import land
from tests.web.lists.test_lists import headlines, link, pages, write


@pytest.fixture
def tagged(settings: Settings, client: CheckingClient) -> list[str]:
    """The titles of 25 articles with two tags and two authors, newest first."""
    store = open_articles(settings, settings.database_url)
    for number in range(25):
        store.save(
            Draft(
                source_id=f"/{number}.md",
                title=f"Tin số {number}",
                sapo="",
                body="<p>Nội dung.</p>",
                lang="vi",
                byline="Bài: Lý Thị Hoa và Trần Nam",
                tags=("Mưa lũ", "!!!"),
            )
        )
    return [f"Tin số {number}" for number in reversed(range(25))]


@pytest.mark.parametrize("address", ["/tags/mua-lu", "/authors/ly-thi-hoa", "/authors/tran-nam"])
def test_a_list_leads_through_all_articles(client: CheckingClient, tagged: list[str], address: str) -> None:
    forward = list(pages(client, address))
    assert [title for page in forward for title in headlines(page)] == tagged
    assert len(forward) == 2


def test_the_heading_says_what_is_listed(client: CheckingClient, tagged: list[str]) -> None:
    assert text_of(next(parse(client.get("/tags/mua-lu").text).iter("h1"))) == "Từ khóa: Mưa lũ"
    assert text_of(next(parse(client.get("/authors/tran-nam").text).iter("h1"))) == "Bài của Trần Nam"


def test_an_article_leads_to_its_tags_and_authors(client: CheckingClient, tagged: list[str]) -> None:
    page = parse(client.get("/articles/tin-so-3").text)
    [byline] = [one for one in page.iter("p") if one.get("class") == "byline"]
    assert text_of(byline) == "Bài: Lý Thị Hoa và Trần Nam"
    assert [one.get("href") for one in byline.iter("a")] == ["/authors/ly-thi-hoa", "/authors/tran-nam"]
    [tags] = [one for one in page.iter("p") if one.get("class") == "br-tags"]
    assert text_of(tags).endswith("Mưa lũ, !!!")
    assert [one.get("href") for one in tags.iter("a")] == ["/tags/mua-lu"]


def test_an_embed_names_authors_without_links(client: CheckingClient, tagged: list[str]) -> None:
    page = client.get("/embed/articles/tin-so-3").text
    assert '<p class="byline">Bài: Lý Thị Hoa và Trần Nam</p>' in page


@pytest.mark.parametrize(
    "address",
    [
        "/tags/khong-co",
        "/tags/%00",
        "/authors/khong-co",
        "/tags/mua-lu?before=x",
        "/tags/mua-lu?before=1999-01-01T00:00:00~1",
        "/tags/khong-co/feed.atom",
    ],
)
def test_there_is_no_other_list(client: CheckingClient, tagged: list[str], address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("form", ["atom", "rss"])
def test_a_tag_has_feeds(client: CheckingClient, tagged: list[str], form: str) -> None:
    feed = feedparser.parse(client.get(f"/tags/mua-lu/feed.{form}").data)
    assert [entry.title for entry in feed.entries] == tagged[:20]
    assert feed.feed.title == "Mưa lũ – Bản tin"
    assert 'href="/tags/mua-lu/feed.atom"' in client.get("/tags/mua-lu").text


def test_a_tag_has_a_json_feed(client: CheckingClient, tagged: list[str]) -> None:
    feed = client.get("/tags/mua-lu/feed.json").get_json()
    assert [item["title"] for item in feed["items"]] == tagged[:20]
    assert feed["home_page_url"].endswith("/tags/mua-lu")


def test_articles_of_a_file_have_their_authors_list(client: CheckingClient, settings: Settings, tmp_path: Path) -> None:
    land(settings, write(tmp_path, 1, byline="Lý Thị Hoa"))
    assert headlines(parse(client.get("/authors/ly-thi-hoa").text)) == ["Tin số 1"]


def test_older_keeps_the_filters_of_a_tag(client: CheckingClient, tagged: list[str]) -> None:
    first = parse(client.get("/tags/mua-lu?lang=vi").text)
    assert link(first, "next").startswith("/tags/mua-lu?")
    assert headlines(parse(client.get(link(first, "next")).text)) == tagged[20:]
    assert "lang=vi" in link(first, "next")
