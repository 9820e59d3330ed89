"""How lists count: the numbers that a reader of the page saw are the numbers that a reader of the article sees."""

from __future__ import annotations

import pytest

from bantin_reader.sources.html.numbering import Numbering, numbering_of
from tests.unit.sources.html.article_page import body, told
from tests.unit.sources.html.test_blocks import item


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ('<ol type="A"><li>một</ol>', '<ol type="A"><li>một</li></ol>'),
        ('<ol type="i" start="4"><li>một</ol>', '<ol type="i" start="4"><li>một</li></ol>'),
        ('<ol type="x"><li>một</ol>', "<ol><li>một</li></ol>"),
        ('<ol start="0"><li>một</ol>', '<ol start="0"><li>một</li></ol>'),
        ('<ol start="-2"><li>một<li>hai</ol>', '<ol start="-2"><li>một</li><li>hai</li></ol>'),
        ('<ol><li value="5">năm<li>sáu<li value="9">chín</ol>',
         '<ol start="5"><li>năm</li><li>sáu</li><li value="9">chín</li></ol>'),
        ('<ol><li>một<li>&nbsp;<li>ba</ol>', '<ol><li>một</li><li value="3">ba</li></ol>'),
        ('<ol><li> <li>hai</ol>', '<ol start="2"><li>hai</li></ol>'),
        ('<ol><li>một<li hidden>hai<li>ba</ol>', '<ol><li>một</li><li value="3">ba</li></ol>'),
        ('<ol reversed><li>ba<li>hai</ol>', '<ol start="2" reversed=""><li>ba</li><li>hai</li></ol>'),
        ('<ol reversed start="9"><li>chín<li value="4">bốn</ol>',
         '<ol start="9" reversed=""><li>chín</li><li value="4">bốn</li></ol>'),
        ('<ol style="list-style: lower-alpha inside"><li>một</ol>', '<ol type="a"><li>một</li></ol>'),
        ('<ol><li style="list-style-type:upper-alpha">một</ol>', '<ol type="A"><li>một</li></ol>'),
        ('<ol type="a" style="list-style-type:decimal"><li>một</ol>', "<ol><li>một</li></ol>"),
        ('<ol style="list-style-position: inside"><li>một</ol>', "<ol><li>một</li></ol>"),
        ('<ol style="list-style-type:disc"><li>một</ol>', "<ul><li>một</li></ul>"),
        ('<ul type="a"><li>một</ul>', "<ul><li>một</li></ul>"),
        ('<ol><li>một</li>thêm<li>hai</ol>', "<ol><li><p>một</p><p>thêm</p></li><li>hai</li></ol>"),
    ],
)  # fmt: skip
def test_an_item_has_the_number_that_a_browser_shows(html: str, kept: str) -> None:
    assert body(html) == kept


def test_a_counter_style_that_html_does_not_have_is_reported() -> None:
    html = '<ol style="list-style-type: cjk-decimal"><li>một</ol>'
    assert (body(html), told(html)) == ("<ol><li>một</li></ol>", "the way in which a list counts: “cjk-decimal”")


@pytest.mark.parametrize(
    ("markers", "numbering"),
    [
        ("1. 2. 3.", Numbering("1", (1, 2, 3))),
        ("(4) (6)", Numbering("1", (4, 6))),
        ("a) b) c)", Numbering("a", (1, 2, 3))),
        ("A. B.", Numbering("A", (1, 2))),
        ("i. ii. iii.", Numbering("i", (1, 2, 3))),
        ("I. II. III. IV.", Numbering("I", (1, 2, 3, 4))),
        ("h) i) k)", Numbering("a", (8, 9, 11))),
        ("i)", Numbering("i", (1,))),
        ("c) d) e)", Numbering("a", (3, 4, 5))),
        ("xiv. xv.", Numbering("i", (14, 15))),
        ("c. ci.", Numbering("i", (100, 101))),
        ("d) đ) e)", None),
        ("1.1. 1.2.", None),
        ("1. b.", None),
        ("iiii.", None),
        ("a. B.", None),
    ],
)
def test_markers_of_word_are_read_as_a_counter_style(markers: str, numbering: Numbering | None) -> None:
    assert numbering_of(markers.split()) == numbering


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        (item("một", "a)") + item("hai", "b)"), '<ol type="a"><li>một</li><li>hai</li></ol>'),
        (item("một", "II.") + item("hai", "III."), '<ol type="I" start="2"><li>một</li><li>hai</li></ol>'),
        (item("một", "1.") + item("hai", "3."), '<ol><li>một</li><li value="3">hai</li></ol>'),
        (item("Hiệu lực", "Điều 5.") + item("Thi hành", "Điều 6."), "<p>Điều 5. Hiệu lực</p>\n<p>Điều 6. Thi hành</p>"),
        (item("bốn", "d)") + item("năm", "đ)") + item("sáu", "e)"), "<p>d) bốn</p>\n<p>đ) năm</p>\n<p>e) sáu</p>"),
        (item("một", "1.") + item("nhỏ", "1.1.", 2), "<ol><li><p>một</p><p>1.1. nhỏ</p></li></ol>"),
        (item("một", "-") + item("hai", "–"), "<ul><li>một</li><li>hai</li></ul>"),
        ('<p class="MsoListParagraph"><span style="mso-list:Ignore;font-family:Wingdings">v</span>một</p>',
         "<ul><li>một</li></ul>"),
    ],
)  # fmt: skip
def test_paragraphs_that_word_numbers_keep_their_numbers(html: str, kept: str) -> None:
    assert body(html) == kept


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<dl><dt>Hộ nghèo<dd>hộ thiếu ăn<dd>hộ không đất<dt>Bản<dd>thôn</dl>",
         "<dl><dt>Hộ nghèo</dt><dd>hộ thiếu ăn</dd><dd>hộ không đất</dd><dt>Bản</dt><dd>thôn</dd></dl>"),
        ("<dl><div><dt>Hộ<dd>nhà</div></dl>", "<dl><dt>Hộ</dt><dd>nhà</dd></dl>"),
        ("<dl><dt><h3>Hộ</h3><dd><p>a</p><ul><li>b</ul></dl>", "<dl><dt>Hộ</dt><dd>a<ul><li>b</li></ul></dd></dl>"),
        ("<dl><dt> <dd></dl>", ""),
        ('<dl class="gallery-item"><dt><img src="a.jpg" alt="Rừng"><dd>Sa mộc</dl>',
         '<figure><img src="picture-0" alt="Rừng"><figcaption>Sa mộc</figcaption></figure>'),
    ],
)  # fmt: skip
def test_terms_stay_with_their_descriptions(html: str, kept: str) -> None:
    assert body(html) == kept
