"""OpenGraph, cards, canonical URL and translations of an article's page."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from bantin_reader.web.articles.metadata import og_locale
from tests.conftest import land
from tests.web.articles.heads import PICTURED, PLAIN, TWO_LANGUAGES, Head, head_of, write


def test_an_article_has_its_opengraph_properties(settings: Settings) -> None:
    """ogp.me: the four that every object has, and those of an article."""
    meta = head_of(settings, PICTURED).meta
    slug = "mua-lon-don-dap-van-son-canh-bao-lu-tren-song-nam-lam-va-nguy-co-sat-lo-dat"
    assert meta["og:type"] == ["article"]
    assert meta["og:title"] == ["Mưa lớn dồn dập, Vân Sơn cảnh báo lũ trên sông Nậm Lam và nguy cơ sạt lở đất"]
    assert meta["og:description"] == meta["description"]
    assert meta["og:description"][0].startswith("Mực nước sông Nậm Lam")
    assert meta["og:url"] == [f"http://localhost/articles/{slug}"]
    assert meta["og:site_name"] == ["Bản tin"]
    assert meta["og:locale"] == ["vi_VN"]
    assert meta["og:locale:alternate"] == []
    assert meta["article:published_time"] == ["2026-10-22T07:30:00+07:00"]
    assert meta["article:section"] == ["Phòng chống thiên tai"]


def test_an_article_that_was_changed_says_when(settings: Settings, tmp_path: Path) -> None:
    """ogp.me/#type_article, schema.org/dateModified"""
    head = head_of(settings, write(tmp_path, updated="2026-01-05 08:15"))
    assert head.meta["article:published_time"] == ["2026-01-02"]
    assert head.meta["article:modified_time"] == ["2026-01-05T08:15:00+07:00"]
    assert head.news["dateModified"] == "2026-01-05T08:15:00+07:00"
    unchanged = head_of(settings, write(tmp_path))
    assert "article:modified_time" not in unchanged.meta
    assert "dateModified" not in unchanged.news


def test_its_picture_is_a_card_that_can_be_downloaded(settings: Settings) -> None:
    head = head_of(settings, PICTURED)
    [address] = head.meta["og:image"]
    assert head.meta["twitter:image"] == [address]
    assert head.meta["twitter:card"] == ["summary_large_image"]
    [alt] = head.meta["og:image:alt"]
    assert alt.startswith("Người dân mặc áo mưa")
    assert head.meta["twitter:image:alt"] == [alt]
    assert head.size_of(address) == (1200, 630)
    assert (head.meta["og:image:width"], head.meta["og:image:height"]) == (["1200"], ["630"])


def test_an_article_without_picture_has_a_small_card(settings: Settings) -> None:
    head = head_of(settings, PLAIN)
    assert head.meta["twitter:card"] == ["summary"]
    assert not [name for name in head.meta if "image" in name]
    assert "image" not in head.news


def test_a_picture_within_the_text_is_shown_where_there_is_no_other(settings: Settings, tmp_path: Path) -> None:
    Image.new("RGB", (30, 20)).save(tmp_path / "anh.png")
    head = head_of(settings, write(tmp_path, '![](anh.png "Cầu Huổi Lắc")'))
    assert head.meta["og:image"][0].endswith("-card.jpg")
    assert head.meta["og:image:alt"] == ["Cầu Huổi Lắc"], "the caption serves where there is no other text"
    assert (head.news["image"]["width"], head.news["image"]["height"]) == (30, 20)


def test_an_article_in_one_language_has_no_alternates(settings: Settings) -> None:
    assert not [link for link in head_of(settings, PLAIN).links("alternate") if link.get("hreflang")]


def test_translations_link_each_other_and_themselves(settings: Settings) -> None:
    slugs = dict(zip(("vi", "en"), land(settings, *TWO_LANGUAGES), strict=True))
    addresses = {lang: f"http://localhost/articles/{slug}" for lang, slug in slugs.items()}
    for lang, other in (("vi", "en_US"), ("en", "vi_VN")):
        head = Head(settings, slugs[lang])
        named = {link.get("hreflang"): link.get("href") for link in head.links("alternate") if link.get("hreflang")}
        assert named == addresses
        assert head.meta["og:locale:alternate"] == [other]
        assert [link.get("href") for link in head.links("canonical")] == [addresses[lang]]
        assert head.news["inLanguage"] == lang


@pytest.mark.parametrize(
    ("tag", "locale"),
    [
        *(("vi", "vi_VN"), ("en", "en_US"), ("en-GB", "en_GB"), ("fr", "fr_FR"), ("zh-Hant", "zh_TW"), ("km", "km_KH")),
        *((tag, "") for tag in ("xx", "", "không phải", "x" * 35)),
    ],
)
def test_a_language_is_spelled_as_opengraph_requires(tag: str, locale: str) -> None:
    assert og_locale(tag) == locale


@pytest.mark.parametrize("public_url", [None, "https://bantin.example.vn", "https://example.vn:8443/tin"])
def test_every_url_is_absolute_and_public(settings: Settings, tmp_path: Path, public_url: str | None) -> None:
    logo = tmp_path / "logo.svg"
    logo.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")
    site = Settings(data=settings.data, public_url=public_url, hosts="localhost", logo=logo)
    head = head_of(site, *TWO_LANGUAGES)
    news = head.news
    addresses = [content for contents in head.meta.values() for content in contents if content.startswith("http")]
    addresses += [link.get("href") or "" for rel in ("canonical", "alternate") for link in head.links(rel)]
    addresses = [one for one in addresses if not one.endswith("/feed.atom")]
    addresses += [news["image"]["url"], news["mainEntityOfPage"], news["publisher"]["logo"]]
    assert len(addresses) == 11
    assert [one for one in addresses if not one.startswith(f"{public_url or 'http://localhost'}/")] == []
    assert news["publisher"]["url"] == (public_url or "http://localhost")


def test_preferences_do_not_change_metadata(settings: Settings) -> None:
    [slug] = land(settings, PICTURED)
    client = create_app(settings).test_client()
    pages = [client.get(f"/articles/{slug}{query}").text for query in ("", "?lang=en", "?picture=1&lang=vi")]
    client.set_cookie("bantin_prefs", "images=off&text=150&lang=en")
    pages.append(client.get(f"/articles/{slug}").text)
    parts = {page[page.index('<link rel="canonical"') : page.index("<script defer")] for page in pages}
    assert len(parts) == 1
