"""The sitemap index, its parts, the news sitemap and robots.txt."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from urllib.robotparser import RobotFileParser
from xml.etree.ElementTree import fromstring
from zoneinfo import ZoneInfo

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from bantin_reader.services import sitemaps
from bantin_reader.source_factory import create_withdrawal
from tests.checking import CheckingClient
from tests.conftest import SAMPLES, land
from tests.web.embed.oembed import PICTURED
from tests.web.sitemaps.rules import IMAGE, NEWS, SITEMAP, XHTML, locations, problems

ENGLISH = SAMPLES / "khuoi-may-digital-team.md"
VIETNAMESE = SAMPLES / "to-cong-nghe-so-khuoi-may.md"
SITE = "https://tinh.example.vn/doc-bao"
ARTICLES = "http://localhost/articles/"


@pytest.fixture
def samples(settings: Settings) -> list[str]:
    return land(settings, PICTURED, ENGLISH, VIETNAMESE)


def write(folder: Path, name: str, date: datetime) -> Path:
    file = folder / f"{name}.md"
    file.write_text(f"---\ntitle: Tin {name}\ndate: {date:%Y-%m-%dT%H:%M}\n---\nNội dung.\n", "utf-8")
    return file


@pytest.mark.one_site
def test_the_index_names_parts_that_name_every_article(client: CheckingClient, samples: list[str]) -> None:
    index = client.get("/sitemap.xml")
    assert index.content_type == "application/xml; charset=utf-8"
    assert problems(index.get_data()) == []
    [part] = locations(index.get_data())
    content = client.get(part).get_data()
    assert problems(content) == []
    addresses = [url.findtext(f"{SITEMAP}loc") for url in fromstring(content)]
    assert addresses == ["http://localhost/", *(ARTICLES + slug for slug in samples)]


def test_many_articles_make_many_parts(
    client: CheckingClient, samples: list[str], monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    monkeypatch.setattr(sitemaps, "PART_SIZE", 2)
    parts = locations(client.get("/sitemap.xml").get_data())
    assert parts == ["http://localhost/sitemaps/1.xml", "http://localhost/sitemaps/2.xml"]
    found = [locations(client.get(part).get_data()) for part in parts]
    articles = [[loc for loc in part if loc.startswith(ARTICLES)] for part in found]
    assert articles == [[ARTICLES + slug for slug in samples[:2]], [ARTICLES + samples[2]]]
    create_withdrawal(settings).withdraw(samples[0], "Sai.")
    assert [ARTICLES + samples[2]] == [
        loc for loc in locations(client.get(parts[1]).get_data()) if loc.startswith(ARTICLES)
    ], "an article stays in its part"


@pytest.mark.one_site
@pytest.mark.parametrize("number", ["0", "2", "01", "-1", "1a", "99999999999"])
def test_there_is_no_other_part(client: CheckingClient, samples: list[str], number: str) -> None:
    assert client.get(f"/sitemaps/{number}.xml").status_code == 404


@pytest.mark.one_site
def test_an_article_has_its_picture_and_both_languages(client: CheckingClient, samples: list[str]) -> None:
    urls = {url.findtext(f"{SITEMAP}loc"): url for url in fromstring(client.get("/sitemaps/1.xml").get_data())}
    school, english, vietnamese = (urls[ARTICLES + slug] for slug in samples)
    picture = school.findtext(f"{IMAGE}image/{IMAGE}loc")
    assert picture
    assert client.get(picture).mimetype == "image/jpeg"
    assert list(school.iter(f"{XHTML}link")) == []
    pairs = {"en": ARTICLES + samples[1], "vi": ARTICLES + samples[2]}
    for url in (english, vietnamese):
        assert {link.get("hreflang"): link.get("href") for link in url.iter(f"{XHTML}link")} == pairs


def test_an_empty_site_has_a_valid_sitemap(client: CheckingClient) -> None:
    [part] = locations(client.get("/sitemap.xml").get_data())
    assert locations(client.get(part).get_data()) == ["http://localhost/"]
    assert problems(client.get("/sitemap-news.xml").get_data()) == []


def test_the_news_sitemap_holds_the_last_two_days(
    client: CheckingClient, settings: Settings, samples: list[str], tmp_path: Path
) -> None:
    now = datetime.now(ZoneInfo(settings.time_zone))
    ages = {"moi": 1, "cu": 47, "qua-cu": 49}
    slugs = [land(settings, write(tmp_path, name, now - timedelta(hours=age)))[0] for name, age in ages.items()]
    content = client.get("/sitemap-news.xml").get_data()
    assert problems(content) == []
    assert [url.findtext(f"{SITEMAP}loc") for url in fromstring(content)] == [ARTICLES + slug for slug in slugs[:2]]
    [name] = {name.text for name in fromstring(content).iter(f"{NEWS}name")}
    assert name == "Bản tin"
    [language] = {language.text for language in fromstring(content).iter(f"{NEWS}language")}
    assert language == "vi"


def test_the_news_sitemap_has_an_end(
    client: CheckingClient, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemaps, "NEWS_LIMIT", 1)
    now = datetime.now(ZoneInfo(settings.time_zone))
    land(settings, *(write(tmp_path, f"so-{age}", now - timedelta(hours=age)) for age in (1, 2)))
    assert locations(client.get("/sitemap-news.xml").get_data()) == [f"{ARTICLES}tin-so-1"]


@pytest.mark.one_site
@pytest.mark.parametrize("path", ["/sitemap.xml", "/sitemaps/1.xml", "/sitemap-news.xml", "/robots.txt"])
def test_a_crawler_that_has_the_newest_copy_gets_304(client: CheckingClient, samples: list[str], path: str) -> None:
    first = client.get(path)
    assert first.headers["Cache-Control"] == "public, max-age=300"
    assert client.get(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


@pytest.mark.one_site
def test_every_address_is_that_of_the_public_site(settings: Settings, samples: list[str]) -> None:
    client = create_app(Settings(data=settings.data, public_url=SITE)).test_client()
    for path in ("/sitemap.xml", "/sitemaps/1.xml", "/sitemap-news.xml"):
        content = client.get(f"/doc-bao{path}", base_url=SITE).get_data()
        assert problems(content) == []
        assert all(loc.startswith(f"{SITE}/") for loc in locations(content))


@pytest.mark.one_site
def test_robots_txt_names_the_sitemaps_and_forbids_settings_and_books_alone(
    client: CheckingClient, samples: list[str]
) -> None:
    response = client.get("/robots.txt")
    assert response.content_type == "text/plain; charset=utf-8"
    rules = RobotFileParser()
    rules.parse(response.text.splitlines())
    assert rules.site_maps() == ["http://localhost/sitemap.xml", "http://localhost/sitemap-news.xml"]
    assert not rules.can_fetch("bot", "http://localhost/preferences")
    forbidden = [line for line in response.text.splitlines() if line.startswith("Disallow:")]
    assert forbidden == ["Disallow: /preferences", "Disallow: /*/book.epub"]
    for path in ("/", f"/articles/{samples[0]}", "/feed.atom", "/pictures/a.jpg"):
        assert rules.can_fetch("bot", f"http://localhost{path}")


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("/sitemap.xml", b"<loc>http://localhost", b"<loc>"),
        ("/sitemaps/1.xml", b"<lastmod>", b"<lastmod>a"),
        ("/sitemaps/1.xml", b"<image:loc>http:", b"<image:loc>"),
        ("/sitemaps/1.xml", b'href="http:', b'href="'),
        ("/sitemaps/1.xml", b"localhost/articles", b"elsewhere/articles"),
        ("/sitemap-news.xml", b"<news:title>Tin moi</news:title>", b""),
    ],
)
def test_the_rules_find_what_is_wrong(
    client: CheckingClient,
    settings: Settings,
    samples: list[str],
    tmp_path: Path,
    path: str,
    before: bytes,
    after: bytes,
) -> None:
    now = datetime.now(ZoneInfo(settings.time_zone))
    land(settings, write(tmp_path, "moi", now - timedelta(hours=1)))
    content = client.get(path).get_data()
    assert before in content
    assert problems(content.replace(before, after)) != []
