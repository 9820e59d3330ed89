"""Words of different blocks are separated, and words of one line are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.sources.html.article_page import PARSER, body


@pytest.mark.parametrize(
    "html",
    [
        '<span style="display:block">Ông Páo</span><span style="display:block">Bà Say</span>',
        '<a style="display: flex !important">Ông Páo</a><b style="DISPLAY:GRID">Bà Say</b>',
        "<thong-tin>Ông Páo</thong-tin><thong-tin>Bà Say</thong-tin>",
        "<card>Ông Páo</card><card>Bà Say</card>",
        '<p><span style="display:block">Ông Páo</span>Bà Say</p>',
        "<table><tr><td>Ông Páo</td><td>Bà Say</td></tr></table>",
        "<table><tr><td>Ông Páo</td></tr><tr><td>Bà Say</td></tr></table>",
        "<center>Ông Páo</center><address>Bà Say</address>",
        "<legend>Ông Páo</legend><summary>Bà Say</summary>",
    ],
)
def test_blocks_become_separate_paragraphs(html: str) -> None:
    assert body(html).replace("<strong>", "").replace("</strong>", "") == "<p>Ông Páo</p>\n<p>Bà Say</p>"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("Ông Páo<br>Bà Say", "Ông Páo<br>Bà Say"),
        ("<p><x-a>Ông Páo</x-a><x-b>Bà Say</x-b></p>", "Ông Páo Bà Say"),
        ("Ông Páo\u2028Bà Say", "Ông Páo Bà Say"),
        ('<span style="display:inline-block; width:100px">Ông Páo</span>Bà Say', "Ông Páo Bà Say"),
        ("H<x-sub>2</x-sub>O", "H2O"),
        ("Khuổi<b>Mây</b>", "Khuổi<strong>Mây</strong>"),
        ("<o:p>Khuổi</o:p><o:p>Mây</o:p>", "KhuổiMây"),
        ('<div style="display:inline">Khuổi</div> Mây', "Khuổi Mây"),
        ('<span style="display:inline-block">Khuổi</span>Mây', "KhuổiMây"),
    ],
)
def test_inline_content_stays_in_one_line(html: str, text: str) -> None:
    assert body(html) == f"<p>{text}</p>"


def test_links_directly_in_a_list_become_items() -> None:
    link = '<a href="https://xa.example/{0}">Mục {0}</a>'
    assert body(f"<ul>{link.format(1)}{link.format(2)}</ul>") == (
        f"<ul><li>{link.format(1)}</li><li>{link.format(2)}</li></ul>"
    )


@pytest.mark.parametrize(
    "title",
    [
        "Chợ phiên<br>Khuổi Mây",
        '<span style="display:block">Chợ phiên</span><span style="display:block">Khuổi Mây</span>',
        "<x-kicker>Chợ phiên</x-kicker><x-title>Khuổi Mây</x-title>",
    ],
)
def test_the_lines_of_a_title_never_touch(title: str) -> None:
    page = f'<html lang="vi"><h1 data-role="title">{title}</h1><p data-role="content">Bà con đi chợ.</p></html>'
    assert PARSER.read(page, Path("/nowhere/bai.html")).title == "Chợ phiên Khuổi Mây"


def test_a_caption_keeps_words_whole_that_marks_part() -> None:
    figure = "<figure><img src='a.jpg' alt='Bể'><figcaption>Bể <b>H</b><sub>2</sub>O</figcaption></figure>"
    assert "<figcaption>Bể H2O</figcaption>" in body(figure)
