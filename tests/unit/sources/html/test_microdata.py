"""Microdata of a page's article (HTML Standard, 5): properties of the item that holds the heading or the body."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from bantin_reader.sources.html.microdata import read_microdata
from bantin_reader.sources.html.page_metadata import ARTICLES, Metadata

HEADING = "<h1>Khuổi Mây mở lớp</h1>"


def properties(
    inner: str, kind: str = "https://schema.org/NewsArticle", heading: str = HEADING
) -> dict[str, list[str]]:
    return read_microdata(LexborHTMLParser(f"<div itemscope itemtype='{kind}'>{heading}{inner}</div>"), ARTICLES)


@pytest.mark.parametrize(
    ("markup", "name", "texts"),
    [
        ('<time itemprop="datePublished" datetime="2026-10-12">hôm qua</time>', "datePublished", ["2026-10-12"]),
        ('<span itemprop="datePublished" content="2026-10-12">hôm qua</span>', "datePublished", ["2026-10-12"]),
        ('<time itemprop="datePublished">12/10/2026</time>', "datePublished", ["12/10/2026"]),
        ('<meta itemprop="articleSection" content="Giáo dục">', "articleSection", ["Giáo dục"]),
        ('<p itemprop="author">Lò Thị Én</p>', "author", ["Lò Thị Én"]),
        ('<p itemprop="author creator">Lò Thị Én</p>', "creator", ["Lò Thị Én"]),
        ('<p itemprop="author" itemscope><a href="/"><b itemprop="name">Én</b></a></p>', "author", ["Én"]),
        ('<p itemprop="author" itemscope><meta itemprop="name" content="Én"></p>', "author", ["Én"]),
        ('<i itemprop="author">Én</i><i itemprop="author">Dín</i>', "author", ["Én", "Dín"]),
    ],
)
def test_a_property_has_the_value_that_its_element_gives(markup: str, name: str, texts: list[str]) -> None:
    assert properties(markup)[name] == texts


@pytest.mark.parametrize(
    "markup",
    [
        '<div itemscope itemtype="https://schema.org/Person"><b itemprop="author">Én</b></div>',
        '<p itemprop="author" itemscope></p>',
        '<p itemprop="author"></p>',
        '<div itemprop="articleBody">Toàn bài</div>',
    ],
)
def test_properties_of_other_items_and_the_body_are_none_of_its_properties(markup: str) -> None:
    assert properties(markup) == {}


@pytest.mark.parametrize(
    ("kind", "heading"),
    [("https://schema.org/Person", HEADING), ("https://schema.org/NewsArticle", "<h3>Tin khác</h3>"), ("", HEADING)],
)
def test_an_item_that_is_no_article_of_the_page_is_not_read(kind: str, heading: str) -> None:
    assert properties('<p itemprop="author">Én</p>', kind, heading) == {}


def test_the_article_is_found_among_the_items_of_a_list() -> None:
    other = '<li itemscope itemtype="http://schema.org/Article"><h3>Tin khác</h3><i itemprop="author">Dín</i></li>'
    body = '<div itemprop="articleBody">Chữ</div><i itemprop="author">Én</i>'
    page = f'<ul>{other * 5}</ul><div itemscope itemtype="http://schema.org/NewsArticle">{body}</div>'
    assert read_microdata(LexborHTMLParser(page), ARTICLES) == {"author": ["Én"]}


def test_json_ld_precedes_microdata_and_microdata_precedes_meta_elements() -> None:
    linked = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Một"}</script>'
    named = '<meta property="og:title" content="Ba"><meta name="author" content="Dín">'
    item = '<div itemscope itemtype="https://schema.org/Article"><h1 itemprop="headline">Hai</h1>{}</div>'
    author = '<i itemprop="author">Én</i>'
    whole = Metadata(LexborHTMLParser(linked + named + item.format(author)))
    assert (whole.of("title"), whole.origin("title")) == (["Một"], "JSON-LD headline")
    assert (whole.of("author"), whole.origin("author")) == (["Én"], "microdata author")
    without = Metadata(LexborHTMLParser(named + item.format("")))
    assert (without.of("title"), without.of("author")) == (["Hai"], ["Dín"])
