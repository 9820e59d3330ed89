"""A clean body as text for displays that show characters alone."""

from __future__ import annotations

import pytest

from bantin_reader.web.export.body_text import BodyWords, body_text

WORDS = BodyWords(picture="Picture: %(description)s", struck="struck out: %(words)s")


def text(html: str) -> str:
    return body_text(html, WORDS)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<h2>Tin</h2><p>Một\nhai.</p><p>Ba &amp; bốn&nbsp;%.</p>", "Tin\n\nMột hai.\n\nBa & bốn %."),
        ("<p>Dòng một<br>dòng hai</p>", "Dòng một\ndòng hai"),
        ("<p>a</p><hr><p>b</p>", "a\n\n* * *\n\nb"),
        ("<p>Ông nói: <q>Được</q>.</p>", "Ông nói: “Được”."),
        ("<pre>if a:\n    b\n</pre><p>x  y</p>", "if a:\n    b\n\nx y"),
        ("<blockquote><p>Trích</p><p>dẫn</p></blockquote><p>sau</p>", "> Trích\n\n> dẫn\n\nsau"),
        ("", ""),
    ],
)
def test_blocks_are_a_line_apart(html: str, expected: str) -> None:
    assert text(html) == expected


def test_a_struck_out_word_does_not_read_as_valid() -> None:
    assert text("<p>Hạn <s>30/9</s> 15/10</p>") == "Hạn [struck out: 30/9] 15/10"
    assert text("<p><del>Điều 1</del></p>") == "[struck out: Điều 1]"


def test_a_link_keeps_its_address() -> None:
    assert text('<p>Xem <a href="https://a.vn/?x=1&amp;y=2">ở đây</a>.</p>') == "Xem ở đây <https://a.vn/?x=1&y=2>."
    assert text('<p><a href="https://a.vn/">https://a.vn/</a></p>') == "https://a.vn/"
    assert text('<p><a href="mailto:a@b.vn">a@b.vn</a></p>') == "a@b.vn"


def test_list_items_have_the_markers_that_a_browser_shows() -> None:
    html = '<ol type="a"><li>một</li><li value="4">hai<ul><li>trong</li></ul></li><li>ba</li></ol>'
    assert text(html) == "a. một\nd. hai\n  - trong\ne. ba"
    assert text('<ol start="4" type="I"><li>x</li></ol>') == "IV. x"
    assert text('<ol start="2" reversed=""><li>x</li><li>y</li></ol>') == "2. x\n1. y"
    assert text('<ol start="27" type="A"><li>x</li></ol>') == "AA. x"
    assert text('<ol start="0" type="i"><li>x</li><li>y</li></ol>') == "0. x\ni. y"


def test_the_second_paragraph_of_an_item_stands_under_the_first() -> None:
    assert text("<ol><li><p>một</p><p>hai</p></li></ol>") == "1. một\n   hai"


def test_a_table_is_a_line_for_each_row() -> None:
    html = (
        "<table><caption>Bảng</caption><thead><tr><th>Xã</th><th>Hộ</th></tr></thead>"
        "<tbody><tr><td>A</td><td>3</td></tr></tbody></table>"
    )
    assert text(html) == "Bảng\n\nXã | Hộ\nA | 3"


def test_a_picture_is_its_description() -> None:
    html = '<figure><img src="https://a/b.jpg" alt="Cầu"><figcaption>Cầu mới</figcaption></figure>'
    assert text(html) == "Picture: Cầu\nCầu mới" or text(html) == "Picture: Cầu\n\nCầu mới"
