"""extruct, which crawlers read metadata with."""

from __future__ import annotations

from typing import Any
from urllib.request import urlopen

import extruct
import pytest

from tests.consumers.conftest import AWKWARD, Served


def read(address: str) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """The page's one NewsArticle, and OpenGraph's properties."""
    with urlopen(address) as page:
        found = extruct.extract(page.read(), base_url=address, syntaxes=["json-ld", "opengraph"], errors="strict")
    [news] = [item for item in found["json-ld"] if item["@type"] == "NewsArticle"]
    [graph] = found["opengraph"]
    return news, graph["properties"]


def test_an_article_is_read_whole(site: Served) -> None:
    news, pairs = read(site.pictured)
    graph = dict(pairs)
    assert (news["@type"], graph["og:type"]) == ("NewsArticle", "article")
    assert (
        news["headline"]
        == graph["og:title"]
        == ("Mưa lớn dồn dập, Vân Sơn cảnh báo lũ trên sông Nậm Lam và nguy cơ sạt lở đất")
    )
    assert news["description"] == graph["og:description"]
    assert news["mainEntityOfPage"] == graph["og:url"] == site.pictured
    assert news["author"] == [{"@type": "Person", "name": "Lường Văn Thắng"}]
    assert news["publisher"]["name"] == graph["og:site_name"] == "Bản tin"
    assert news["datePublished"] == graph["article:published_time"] == "2026-10-22T07:30:00+07:00"
    assert news["articleSection"] == graph["article:section"]
    assert news["isAccessibleForFree"] is True
    with urlopen(graph["og:image"]) as picture:
        assert picture.headers.get_content_type() == "image/jpeg"
    assert (graph["og:image:width"], graph["og:image:height"]) == ("1200", "630")


@pytest.mark.parametrize(("article", "lang", "locale"), [("vietnamese", "vi", "vi_VN"), ("english", "en", "en_US")])
def test_each_language_is_read_as_its_own(site: Served, article: str, lang: str, locale: str) -> None:
    news, pairs = read(getattr(site, article))
    assert news["inLanguage"] == lang
    assert dict(pairs)["og:locale"] == locale
    assert dict(pairs)["og:locale:alternate"] != locale


def test_tags_are_read_one_by_one(site: Served) -> None:
    news, pairs = read(site.tagged)
    assert news["keywords"] == [content for name, content in pairs if name == "article:tag"]


def test_odd_signs_are_read_as_they_were_written(site: Served) -> None:
    news, pairs = read(site.awkward)
    assert news["headline"] == dict(pairs)["og:title"] == AWKWARD
