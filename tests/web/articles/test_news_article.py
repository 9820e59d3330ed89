"""schema.org metadata of an article's page."""

from __future__ import annotations

from pathlib import Path

import pytest

from bantin_reader.config.settings import Settings
from tests.web.articles.heads import PICTURED, TAGGED, head_of, write

MARKUP = "</script><script>alert(1)</script><!-- <b title=\"x\"> & 'y' \u2028"


def test_an_article_is_a_news_article(settings: Settings) -> None:
    """schema.org/NewsArticle"""
    head = head_of(settings, PICTURED)
    image = head.news["image"]
    assert {name: value for name, value in head.news.items() if name not in ("description", "image")} == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": head.meta["og:title"][0],
        "inLanguage": "vi",
        "datePublished": "2026-10-22T07:30:00+07:00",
        "author": [{"@type": "Person", "name": "Lường Văn Thắng"}],
        "publisher": {"@type": "Organization", "name": "Bản tin", "url": "http://localhost"},
        "mainEntityOfPage": head.meta["og:url"][0],
        "articleSection": "Phòng chống thiên tai",
        "isAccessibleForFree": True,
    }
    assert head.news["description"] == head.meta["og:description"][0]
    assert image["@type"] == "ImageObject"
    assert head.size_of(image["url"]) == (image["width"], image["height"])


def test_tags_are_article_tags_and_keywords(settings: Settings) -> None:
    head = head_of(settings, TAGGED)
    assert len(head.meta["article:tag"]) > 1
    assert head.news["keywords"] == head.meta["article:tag"]


@pytest.mark.parametrize(
    ("zone", "date", "told"),
    [
        ("Asia/Ho_Chi_Minh", "2026-10-22 07:30", "2026-10-22T07:30:00+07:00"),
        ("Europe/Paris", "2026-07-01 07:30", "2026-07-01T07:30:00+02:00"),
        ("Europe/Paris", "2026-11-01 07:30", "2026-11-01T07:30:00+01:00"),
        ("UTC", "2026-10-22 00:00", "2026-10-22T00:00:00+00:00"),
        ("Asia/Ho_Chi_Minh", "2026-10-22", "2026-10-22"),
    ],
)
def test_the_date_is_a_moment_in_the_sites_time_zone_or_a_date(
    settings: Settings, tmp_path: Path, zone: str, date: str, told: str
) -> None:
    head = head_of(Settings(data=settings.data, time_zone=zone), write(tmp_path, date=date))
    assert head.news["datePublished"] == told
    assert head.meta["article:published_time"] == [told]


@pytest.mark.parametrize(
    ("fields", "authors"),
    [
        ({"byline": "Lò Ín, Giàng A Páo"}, [("Person", "Lò Ín"), ("Person", "Giàng A Páo")]),
        ({"byline": "Ban biên tập"}, [("Organization", "Ban biên tập")]),
        ({"source": "Báo Vân Sơn"}, [("Organization", "Báo Vân Sơn")]),
        ({}, [("Organization", "Bản tin")]),
    ],
)
def test_there_is_always_an_author(
    settings: Settings, tmp_path: Path, fields: dict[str, str], authors: list[tuple[str, str]]
) -> None:
    news = head_of(settings, write(tmp_path, **fields)).news
    assert [(author["@type"], author["name"]) for author in news["author"]] == authors


def test_no_word_of_an_article_breaks_out_of_its_element(settings: Settings, tmp_path: Path) -> None:
    fields = {name: f"{name} {MARKUP}".strip() for name in ("title", "sapo", "category")}
    site = Settings(data=settings.data, site_name=f"Tin {MARKUP}")
    head = head_of(site, write(tmp_path, byline="A </script><script>", **fields))
    assert head.meta["og:title"] == [head.news["headline"]]
    assert head.news["headline"].startswith("title </script><script>alert(1)</script><!-- <b title=\"x\"> & 'y'")
    assert head.news["description"] == head.meta["og:description"][0]
    assert head.news["publisher"]["name"] == head.meta["og:site_name"][0]
    assert [script.text for script in head.head.iter("script") if "alert" in (script.text or "")] == [
        script.text for script in head.head.iter("script") if script.get("type") == "application/ld+json"
    ]
    assert not list(head.head.iter("b"))


def test_missing_facts_are_left_out(settings: Settings, tmp_path: Path) -> None:
    head = head_of(settings, write(tmp_path, date=""))
    assert not {"description", "datePublished", "articleSection", "keywords", "image"} & set(head.news)
    for name in ("og:description", "article:published_time", "article:section", "article:tag"):
        assert head.meta[name] == []
    assert all(content for contents in head.meta.values() for content in contents)
