"""Rarer forms of content are kept or reported; visual copies of content are removed."""

from __future__ import annotations

import pytest

from tests.unit.sources.html.article_page import body, told

MATH = "<math><mi>y</mi></math>"


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ('m<span style="vertical-align: 30%; font-size: 8pt">2</span>', "m<sup>2</sup>"),
        ('H<span style="vertical-align: -2px; font-size: 60%">2</span>O', "H<sub>2</sub>O"),
        ('m<span style="vertical-align: 0px; font-size: 8pt">n</span>', "mn"),
        ('m<span style="vertical-align: 2px">n</span>', "mn"),
        (f'<span class="katex"><i>{MATH}</i><b aria-hidden="true">y</b></span> còn', f"<em>{MATH}</em> còn"),
        ('<b aria-hidden="true">chữ</b> còn', "<strong>chữ</strong> còn"),
        ('Với <img style="width: 20.1ex; height: 2.5ex" src="x.svg" alt="x²+y"> thì', "Với x²+y thì"),
    ],
)
def test_exponents_and_formulas_are_read_once(html: str, shown: str) -> None:
    assert body(f"<p>{html}</p>") == f"<p>{shown}</p>"


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ('<div style="display: flex"><span>Họ tên</span><span>An</span></div>', "Họ tên An"),
        ('<div style="display: inline-grid"><b>Họ</b><i>An</i></div>', "<strong>Họ</strong> <em>An</em>"),
        ("<div><span>Họ</span><span>An</span></div>", "HọAn"),
        ('Tên<input value="x">An<button>Gửi</button>sau', "Tên An sau"),
        ("Tên<input type=hidden>An", "TênAn"),
        ('<span class="sr-only">Ngày đăng</span>hôm nay', "Ngày đăng hôm nay"),
        ('Tải<svg aria-hidden="true"></svg>về<img src="a.gif" width="1" height="1">máy', "Tải về máy"),
    ],
)
def test_words_that_a_browser_sets_apart_do_not_touch(html: str, shown: str) -> None:
    assert body(f"<div>{html}</div>") == f"<p>{shown}</p>"


@pytest.mark.parametrize(
    ("html", "warning"),
    [
        ("<svg><title>Biểu đồ</title><desc>45 ha</desc></svg>", "words in a drawing: “45 ha”"),
        ('<iframe srcdoc="<p>Chữ <b>khung</b></p>"></iframe>', "words in <iframe>: “Chữ khung”"),
        ('<map><area alt="Bản một"></map>', "places of an image map that lead nowhere: “Bản một”"),
        ('<p><q cite="/goc">lời</q></p>', "the address of a quotation: “/goc”"),
        ('<p><del cite="/vi-sao">lời</del></p>', "the address of a change's reason: “/vi-sao”"),
        ("<p><del>lời</del></p>", ""),
    ],
)
def test_content_that_an_article_cannot_have_is_reported(html: str, warning: str) -> None:
    assert told(html) == warning


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ('<ol><li style="list-style: none">một</li><li>hai</li></ol>', "<ol><li>một</li><li>hai</li></ol>"),
        ('<ol><li style="list-style: none">một</li><li style="list-style: none">hai</li></ol>',
         "<ul><li>một</li><li>hai</li></ul>"),
    ],
)  # fmt: skip
def test_a_list_counts_as_all_its_items_say(html: str, shown: str) -> None:
    assert body(html) == shown


CARD = '<div><a href="/x"><img src="x.jpg"></a><h3><a href="/x">Tin X</a></h3><p>{}</p></div>'


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        (f'<div><p><b>Tin liên quan:</b></p>{CARD.format("Tóm tắt của tin X.")}</div>', ""),
        (f'<section><h4>Xem thêm</h4>{CARD.format("Tóm tắt.")}{CARD.format("Tóm tắt.")}</section>', ""),
        ('<div><h4>Xem thêm</h4><p><a href="/kh.pdf">Kế hoạch</a></p></div>',
         '<h2>Xem thêm</h2>\n<p><a href="https://xa.example/kh.pdf">Kế hoạch</a></p>'),
        ("<div><p>Tin liên quan</p><p>Bà con vui mừng.</p></div>", "<p>Tin liên quan</p>\n<p>Bà con vui mừng.</p>"),
        ('<p><a href="/x">Tin mới về cơn bão</a></p>', '<p><a href="https://xa.example/x">Tin mới về cơn bão</a></p>'),
        ('<p><a href="/x">Xem thêm: Bão số 3</a></p>', ""),
    ],
)  # fmt: skip
def test_a_box_of_related_links_goes_with_heading_picture_and_words(html: str, shown: str) -> None:
    assert body(html) == shown
    assert bool(told(html)) == (shown == "")


def test_related_text_that_is_long_stays() -> None:
    html = f'<div><p>Tin liên quan</p><div><p>{"Bà con vui mừng. " * 20}</p><a href="/x">ảnh</a></div></div>'
    assert "Bà con vui mừng." in body(html)


def test_a_table_whose_last_column_is_photographs_is_a_table() -> None:
    rows = "".join(f'<tr><td>{n}<td>Cây {n}<td><img src="{n}.jpg" alt="Lá cây {n}">' for n in (1, 2, 3))
    shown = body(f"<table><tr><td>STT<td>Tên<td>Ảnh{rows}</table>")
    assert shown.startswith("<table>")
    assert shown.count("<figure>") == 3
