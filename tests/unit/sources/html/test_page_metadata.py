"""Metadata in the head of a saved page (JSON-LD, Open Graph, meta names) and the fields that are read from it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from bantin_reader.model.article import Draft
from bantin_reader.model.errors import SourceRefused
from bantin_reader.sources.html import HtmlPageParser
from bantin_reader.sources.html.page_metadata import Metadata
from bantin_reader.sources.html.profile import Profile

ARTICLE = {"@type": "NewsArticle", "headline": "Tên"}
OTHER = {"@type": "Organization", "headline": "Báo", "name": "Báo"}
OG = '<meta property="og:title" content="Mở">'
PROFILE = Profile(name="x", fields={"title": "h1", "body": "#bai"})  # type: ignore[dict-item]


def linked(*things: object) -> str:
    scripts = (thing if isinstance(thing, str) else json.dumps(thing, ensure_ascii=False) for thing in things)
    return "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)


def of(head: str, field: str = "title") -> list[str]:
    return Metadata(LexborHTMLParser(f"<head>{head}</head><p>Đã.")).of(field)


def read(head: str, body: str = "<p>Đã thông đường.</p>", title: str = "<h1>Khuổi Mây</h1>") -> Draft:
    page = f"<html lang=vi><head>{head}</head>{title}<div id=bai>{body}</div></html>"
    return HtmlPageParser([], PROFILE).read(page, Path("bai.html"))


@pytest.mark.parametrize(
    "head",
    [
        linked(ARTICLE),
        linked([OTHER, ARTICLE]),
        linked({"@context": "https://schema.org", "@graph": [OTHER, ARTICLE]}),
        linked({"@graph": ARTICLE}),
        linked(ARTICLE | {"@type": ["Article", "NewsArticle"]}),
        linked(ARTICLE | {"@type": "BlogPosting"}),
        linked(OTHER, ARTICLE),
        linked('{"@type": "NewsArticle", "headline": "Tên",}', ARTICLE),
        linked("", "[]", "null", "5", '"a"', ARTICLE),
        linked("[" * 100_000, ARTICLE),
        linked({"@type": [{"a": "b"}], "headline": "Lạ"}, ARTICLE),
        linked({"@type": None, "@graph": None}, ARTICLE),
        linked('{"@type": "NewsArticle",\n "headline": "  Tên\n"}'),
        linked(ARTICLE | {"headline": "Te\u0302n\u200b"}),
        linked(ARTICLE) + OG,
    ],
)
def test_the_article_is_found_in_every_shape_of_json_ld(head: str) -> None:
    assert of(head) == ["Tên"]


@pytest.mark.parametrize(
    "head",
    [
        OG,
        linked(OTHER) + OG,
        linked("{") + OG,
        linked(ARTICLE | {"headline": ""}) + OG,
        linked(ARTICLE | {"headline": 5}) + OG,
        linked({"@type": "NewsArticle"}) + OG,
        '<meta name="og:title" content=" Mở ">',
        '<meta property="OG:TITLE" content="Mở">',
        '<meta name="twitter:title" content="Sau">' + OG,
        '<meta name="twitter:title" content="Mở">',
        '<meta name="DC.title" content="Mở">',
        '<meta property="og:title" content=" "><meta name="dc.title" content="Mở">',
    ],
)
def test_without_json_ld_the_meta_elements_are_read(head: str) -> None:
    assert of(head) == ["Mở"]


@pytest.mark.parametrize("head", ["", "<title>Báo Vân Sơn</title>", linked(OTHER), "<meta property=og:title>"])
def test_a_page_without_a_title_is_refused(head: str) -> None:
    assert of(head) == []
    with pytest.raises(SourceRefused, match="no title: the profile x finds none, nor does the page name one"):
        read(head, title="")


def test_a_title_of_the_page_has_precedence_over_one_of_the_metadata() -> None:
    assert (read(OG).title, read(OG, title="").title) == ("Khuổi Mây", "Mở")


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        ("Lò Ín", "Lò Ín"),
        ("Tác giả: Lò Ín", "Lò Ín"),
        ({"@type": "Person", "name": "Lò Ín"}, "Lò Ín"),
        ({"@type": "Person"}, ""),
        (["Lò Ín", "Vi Na"], "Lò Ín, Vi Na"),
        ([{"name": "Lò Ín"}, {"name": "Vi Na"}, {"url": "b"}], "Lò Ín, Vi Na"),
        ({"name": ["Lò Ín", "Vi Na"]}, "Lò Ín, Vi Na"),
        (None, ""),
        (7, ""),
    ],
)
def test_an_author_is_a_text_a_thing_with_a_name_or_a_list(author: object, byline: str) -> None:
    assert read(linked(ARTICLE | {"author": author})).byline == byline


def test_the_author_at_the_end_of_the_text_has_precedence_over_the_one_of_the_metadata() -> None:
    head = '<meta name="author" content="Vàng Thị Mẩy">'
    assert read(head).byline == "Vàng Thị Mẩy"
    assert read(head, "<p>Đã.</p><p align=right>Lò Ín</p>").byline == "Lò Ín"


BODY = "<p>Mờ sáng, sương phủ &amp; che bản.</p><p>Bà con lên nương<br>rất sớm.</p>"


@pytest.mark.parametrize(
    ("said", "sapo"),
    [
        ("Cây cầu thứ tư của tỉnh.", "Cây cầu thứ tư của tỉnh."),
        ("Mờ sáng, sương phủ & che bản.", ""),
        ("Mờ sáng, sương…", ""),
        ("MỜ SÁNG, SƯƠNG ...", ""),
        ("Mờ sáng, sương phủ & che bản. Bà con lên...", ""),
        ("Mờ sáng, sương phủ & che bản. Bà con lên nương rất sớm.", ""),
        ("Bà con lên nương rất sớm.", "Bà con lên nương rất sớm."),
        ("Khuổi Mây", ""),
        ("...", ""),
    ],
)
def test_a_description_is_the_sapo_unless_it_repeats_the_start_of_the_body(said: str, sapo: str) -> None:
    assert read(linked(ARTICLE | {"description": said}), BODY).sapo == sapo
    assert read(f'<meta name="description" content="{said}">', BODY).sapo == sapo


@pytest.mark.parametrize(
    ("head", "tags"),
    [
        (linked(ARTICLE | {"keywords": ["rừng", "bản", "rừng", ""]}), ("rừng", "bản")),
        (linked(ARTICLE | {"keywords": "rừng, bản;  nương,"}), ("rừng", "bản", "nương")),
        ('<meta name="keywords" content="Từ khóa: rừng, bản">', ("rừng", "bản")),
        ('<meta name="news_keywords" content="rừng"><meta name="keywords" content="báo">', ("rừng",)),
        ('<meta property="article:tag" content="rừng, suối"><meta property="article:tag" content="bản">',
         ("rừng, suối", "bản")),
        ('<meta property="article:tag" content="rừng"><meta name="keywords" content="báo">', ("rừng",)),
        ('<meta name="keywords" content=" , ">', ()),
        ("", ()),
    ],
)  # fmt: skip
def test_keywords_are_the_tags(head: str, tags: tuple[str, ...]) -> None:
    assert read(head).tags == tags


def test_an_author_who_is_named_by_an_id_stands_beside_the_article() -> None:
    person = {"@type": "Person", "@id": "#a", "name": "Vàng Thị Mẩy"}
    graph = [person, ARTICLE | {"author": [{"@id": "#a"}, {"@id": "#b"}]}]
    assert read(linked({"@graph": graph})).byline == "Vàng Thị Mẩy"
    assert read(linked({"@graph": graph[1:]})).byline == ""
