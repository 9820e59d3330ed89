"""Links within a page: footnotes and tables of contents jump within the article, both ways."""

from __future__ import annotations

import re

import pytest

from bantin_reader.sources.sanitize import clean_body
from tests.unit.sources.html.article_page import body, read
from tests.unit.sources.html.test_blocks import item

NOTE = '<p>Đình cổ<sup><a href="{}" id="r1">[1]</a></sup></p><ol><li id="fn1">Theo bia đá. <a href="{}">↩</a></li></ol>'
BOTH_WAYS = (
    '<p>Đình cổ<sup><a href="#place-1"><span id="place-2">[1]</span></a></sup></p>\n'
    '<ol><li><span id="place-1">Theo</span> bia đá. <a href="#place-2">↩</a></li></ol>'
)


@pytest.mark.parametrize(
    "html",
    [
        NOTE.format("#fn1", "#r1"),
        NOTE.format("https://xa.example/tin#fn1", "https://xa.example/tin#r1"),
        NOTE.format("/tin#fn1", "bai.html#r1"),
        NOTE.format("#fn1", "#khong-co"),
        NOTE.format("#fn1", "#r1").replace('id="r1"', 'name="r1"'),
        NOTE.format("#ghi%20ch%C3%BA", "#r1").replace('id="fn1"', 'id="ghi chú"'),
    ],
)
def test_a_footnote_jumps_to_its_note_and_back(html: str) -> None:
    assert body(html) == BOTH_WAYS


def test_two_marks_of_one_note_lead_to_it_and_it_leads_to_the_first() -> None:
    html = '<p>một<a href="#n">*</a> hai<a href="#n">*</a></p><p id="n">Lời. <a href="#m">lên</a></p>'
    assert body(html) == (
        '<p>một<a href="#place-1"><span id="place-2">*</span></a> hai<a href="#place-1">*</a></p>\n'
        '<p><span id="place-1">Lời.</span> <a href="#place-2">lên</a></p>'
    )


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ('<ul><li><a href="#m">Mục</a></ul><h2 id="m">Kết quả</h2><p>Tốt.</p>',
         '<ul><li><a href="#place-1">Mục</a></li></ul>\n<h2><span id="place-1">Kết</span> quả</h2>\n<p>Tốt.</p>'),
        ('<a href="#m">Mục</a><p><a name="m"></a></p><p>Tốt lắm.</p>',
         '<p><a href="#place-1">Mục</a></p>\n<p><span id="place-1">Tốt</span> lắm.</p>'),
        ('<a href="#m">Mục</a> <a href="#k">Khác</a><div id="m"><div id="k">Tốt lắm.</div></div>',
         '<p><a href="#place-1">Mục</a> <a href="#place-1">Khác</a></p>\n<p><span id="place-1">Tốt</span> lắm.</p>'),
        ('<a href="#m">Mục</a><table><tr><td>a<td>b<tr id="m"><td>c<td>d</table>',
         '<p><a href="#place-1">Mục</a></p>\n<table><tbody><tr><td>a</td><td>b</td></tr><tr><td><span id="place-1">c'
         "</span></td><td>d</td></tr></tbody></table>"),
        ('<a href="#m">Mục</a><pre id="m">\n  a b</pre>',
         '<p><a href="#place-1">Mục</a></p>\n<pre>  <span id="place-1">a</span> b</pre>'),
        (f'<a href="#_ftn1" name="_r">[1]</a>{item("một", "1.").replace("<p ", "<p id=_ftn1 ", 1)}',
         '<p><a href="#place-1">[1]</a></p>\n<ol><li><span id="place-1">một</span></li></ol>'),
    ],
)  # fmt: skip
def test_whatever_has_the_id_is_the_place(html: str, shown: str) -> None:
    assert body(html) == shown


@pytest.mark.parametrize(
    "html",
    [
        '<p>Xem <a href="#muc">mục</a></p>',
        '<p>Xem <a href="#muc">mục</a></p><p id="muc" hidden>ẩn</p>',
        '<p id="muc">Xem <a href="#">mục</a></p>',
        '<p id="muc">Xem <a>mục</a></p>',
    ],
)
def test_a_link_to_a_place_that_the_article_does_not_have_is_its_words(html: str) -> None:
    draft = read(html)
    assert "<p>Xem mục</p>" in draft.body
    assert "href" not in draft.body


def test_a_link_to_a_place_on_another_page_leads_there() -> None:
    html = '<p id="m">Xem <a href="https://xa.example/khac#m">trang khác</a></p>'
    assert body(html) == '<p>Xem <a href="https://xa.example/khac#m">trang khác</a></p>'


def test_no_id_of_a_page_reaches_the_article() -> None:
    html = '<p id="main">Lời <a href="#main" id="toolbar">lên</a> <a href="#toolbar">xuống</a></p>'
    assert set(re.findall(r'(?:id|href)="#?([^"]*)"', body(html))) == {"place-1", "place-2"}


@pytest.mark.parametrize("href", ["#main", "#place-", "#place-1x", "#", "#place-1 onclick"])
def test_the_cleaner_takes_only_links_to_places_of_ours(href: str) -> None:
    assert clean_body(f'<p><a href="{href}">a</a></p>') == "<p><a>a</a></p>"
    assert clean_body('<p><span id="main">a</span></p>') == "<p><span>a</span></p>"
    kept = '<p><a href="#place-1">a</a><span id="place-1">b</span></p>'
    assert clean_body(kept) == kept
