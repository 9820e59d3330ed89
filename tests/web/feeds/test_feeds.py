"""Feeds of the site and of a category, as feed readers get them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import feedparser
import pytest
from flask import Flask

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from bantin_reader.source_factory import create_withdrawal
from tests.checking import CheckingClient
from tests.conftest import SAMPLES, land
from tests.web.embed.oembed import PICTURED
from tests.web.feeds.rules import ATOM, XML_LANG, atom_problems, json_feed_problems, rss_problems

FORMATS = {"atom": "application/atom+xml", "rss": "application/rss+xml", "json": "application/feed+json"}
ENGLISH = SAMPLES / "khuoi-may-digital-team.md"
VIETNAMESE = SAMPLES / "to-cong-nghe-so-khuoi-may.md"
SITE = "https://tinh.example.vn/doc-bao"


@pytest.fixture
def samples(settings: Settings) -> list[str]:
    return land(settings, PICTURED, ENGLISH, VIETNAMESE)


def problems(form: str, content: bytes) -> list[str]:
    match form:
        case "atom":
            return atom_problems(content)
        case "rss":
            return rss_problems(content)
        case _:
            return json_feed_problems(json.loads(content))


def entries(form: str, content: bytes) -> list[dict[str, Any]]:
    """Address, title, language, summary, HTML and authors of each entry, as a feed reader sees them."""
    if form == "json":
        return [
            {
                "link": item["url"],
                "title": item["title"],
                "lang": item["language"],
                "summary": item.get("summary", ""),
                "html": item["content_html"],
                "authors": [author["name"] for author in item.get("authors", [])],
            }
            for item in json.loads(content)["items"]
        ]
    parsed = feedparser.parse(content, sanitize_html=False, resolve_relative_uris=False)
    assert not parsed.bozo, parsed.get("bozo_exception")
    return [
        {
            "link": entry.link,
            "title": entry.title,
            "lang": entry.title_detail.language,
            "summary": entry.get("summary", ""),
            "html": entry.content[0].value,
            "authors": [author["name"] for author in entry.get("authors", []) if author],
        }
        for entry in parsed.entries
    ]


@pytest.mark.one_site
@pytest.mark.parametrize("form", FORMATS)
def test_a_feed_reader_reads_the_whole_articles_back(client: CheckingClient, samples: list[str], form: str) -> None:
    response = client.get(f"/feed.{form}")
    assert response.status_code == 200
    assert response.content_type == f"{FORMATS[form]}; charset=utf-8"
    assert problems(form, response.get_data()) == []
    read = entries(form, response.get_data())
    assert {entry["link"] for entry in read} == {f"http://localhost/articles/{slug}" for slug in samples}
    assert sorted(entry["lang"] for entry in read) == ["en", "vi", "vi"]
    [school] = [entry for entry in read if entry["link"].endswith(samples[0])]
    assert school["title"] == "Ngôi trường lưng chừng núi ở Tà Lùng Thượng: nơi ba trăm học trò gọi là nhà"
    assert school["summary"].startswith("Cách trung tâm tỉnh lỵ 68 km")
    assert school["authors"] == ["Trần Quốc Hưng"]
    assert "Năm giờ sáng ở lưng núi</h2>" in school["html"]
    assert '<figure><img src="http://localhost/pictures/' in school["html"]


@pytest.mark.one_site
@pytest.mark.parametrize("form", FORMATS)
def test_a_feed_of_a_language_or_a_category_holds_its_articles_alone(
    client: CheckingClient, samples: list[str], form: str
) -> None:
    def links(path: str) -> list[str]:
        response = client.get(path)
        assert problems(form, response.get_data()) == []
        return [entry["link"].rpartition("/")[2] for entry in entries(form, response.get_data())]

    assert links(f"/feed.{form}?lang=en") == [samples[1]]
    assert links(f"/categories/giao-duc/feed.{form}") == [samples[0]]
    assert links(f"/categories/giao-duc/feed.{form}?lang=en") == []
    assert sorted(links(f"/feed.{form}?lang=x1")) == sorted(samples), "what is no language restricts nothing"


def test_a_feed_names_its_category_and_its_page(client: CheckingClient, samples: list[str]) -> None:
    feed = fromstring(client.get("/categories/giao-duc/feed.atom").get_data())
    assert feed.findtext(f"{ATOM}title") == "Giáo dục – Bản tin"
    assert feed.get(XML_LANG) == "vi"
    assert [link.get("href") for link in feed.findall(f"{ATOM}link")] == [
        "http://localhost/categories/giao-duc/feed.atom",
        "http://localhost/",
    ]
    [enclosure] = [link for link in feed.iter(f"{ATOM}link") if link.get("rel") == "enclosure"]
    assert client.get(str(enclosure.get("href"))).mimetype == "image/jpeg"


@pytest.mark.parametrize("form", FORMATS)
def test_a_category_that_has_no_article_has_no_feed(client: CheckingClient, samples: list[str], form: str) -> None:
    assert client.get(f"/categories/khong-co/feed.{form}").status_code == 404
    assert client.get(f"/categories/%00/feed.{form}").status_code == 404


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_site_has_a_valid_feed(client: CheckingClient, form: str) -> None:
    content = client.get(f"/feed.{form}").get_data()
    assert problems(form, content) == []
    assert entries(form, content) == []


@pytest.mark.parametrize("form", FORMATS)
def test_a_feed_reader_that_has_the_newest_feed_gets_304(
    client: CheckingClient, settings: Settings, samples: list[str], form: str
) -> None:
    first = client.get(f"/feed.{form}")
    again = {"If-None-Match": first.headers["ETag"]}
    assert client.get(f"/feed.{form}", headers=again).status_code == 304
    assert first.headers["Cache-Control"] == "public, max-age=300"
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    create_withdrawal(settings).withdraw(samples[0], "Sai tên.")
    later = create_app(settings).test_client().get(f"/feed.{form}", headers=again)
    assert later.status_code == 200
    assert samples[0] not in later.text


@pytest.mark.parametrize("form", FORMATS)
def test_every_address_is_that_of_the_public_site(settings: Settings, samples: list[str], form: str) -> None:
    app = create_app(Settings(data=settings.data, public_url=SITE))
    response = app.test_client().get(f"/doc-bao/feed.{form}", base_url=SITE)
    assert response.status_code == 200
    assert "localhost" not in response.text
    assert f"{SITE}/articles/{samples[0]}" in response.text
    assert f"{SITE}/pictures/" in response.text


HOSTILE = "</title><script>alert(1)</script> ]]> &amp; <!-- \"' {{ 7*7 }}"


@pytest.mark.parametrize("form", FORMATS)
def test_no_title_changes_a_feeds_structure(app: Flask, settings: Settings, tmp_path: Path, form: str) -> None:
    facts = dict.fromkeys(("title", "sapo", "byline", "category"), HOSTILE)
    lines = [f"{name}: {json.dumps(value)}" for name, value in facts.items()]
    file = tmp_path / "bai.md"
    file.write_text("\n".join(["---", *lines, "---", "Nội dung & <b>đậm</b>."]), "utf-8")
    land(settings, file)
    content = app.test_client().get(f"/feed.{form}").get_data()
    assert problems(form, content) == []
    [entry] = entries(form, content)
    assert entry["title"] == HOSTILE
    assert entry["summary"] == HOSTILE
    assert b"<script>" not in content or form == "json"


def test_a_page_leads_to_the_feed(client: CheckingClient, samples: list[str]) -> None:
    link = '<link rel="alternate" type="application/atom+xml" title="Bản tin" href="/feed.atom">'
    for path in ("/", f"/articles/{samples[0]}", "/privacy"):
        assert link in client.get(path).text


@pytest.mark.one_site
@pytest.mark.parametrize(
    ("form", "before", "after"),
    [
        ("atom", b"<id>", b"<id>a"),
        ("atom", b"</updated>", b"x</updated>"),
        ("atom", b'href="http', b'href="'),
        ("atom", b"<author><name>", b"<author><name> </name><name>"),
        ("atom", b"<summary>", b"<summary>a</summary><summary>"),
        ("rss", b"</pubDate>", b" x</pubDate>"),
        ("rss", b'<guid isPermaLink="true">', b"<guid>/"),
        ("json", b'"items"', b'"entries"'),
        ("json", b'"image": "http://localhost', b'"image": "'),
    ],
)
def test_the_rules_find_what_is_wrong(
    client: CheckingClient, samples: list[str], form: str, before: bytes, after: bytes
) -> None:
    content = client.get(f"/feed.{form}").get_data()
    assert before in content
    assert problems(form, content.replace(before, after)) != []
