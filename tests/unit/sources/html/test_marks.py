"""Inline elements and their attributes keep their meaning."""

from __future__ import annotations

import pytest

from bantin_reader.sources.text.language import reads_as_vietnamese
from tests.unit.sources.html.article_page import body


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('<span style="text-decoration: underline line-through red">15/3</span>', "<s>15/3</s>"),
        ('<span style="text-decoration-line: line-through">15/3</span>', "<s>15/3</s>"),
        ('<span style="text-decoration: underline">15/3</span>', "15/3"),
        ('<del datetime="javascript:x">15/3</del>', "<del>15/3</del>"),
        ("<del><p>một</p><p>hai</p></del>", "<p><del>một</del></p>\n<p><del>hai</del></p>"),
        ("<s>một <b>hai</b></s>", "<s>một <strong>hai</strong></s>"),
        ("<q>một</q><q>hai</q>", "<q>một</q><q>hai</q>"),
        ("<kbd>Ctrl</kbd>+<kbd>C</kbd>", "<kbd>Ctrl</kbd>+<kbd>C</kbd>"),
        ("<abbr title=' Ủy ban\n nhân dân '>UBND</abbr>", '<abbr title="Ủy ban nhân dân">UBND</abbr>'),
        ('<time datetime="mai">mai</time>', "mai"),
        ('<data value="">12</data>', "12"),
        ('<bdo dir="x">abc</bdo>', "<bdi>abc</bdi>"),
        ("<ruby>漢<rt>hán</ruby><ruby>字<rt>tự</ruby>",
         "<ruby>漢<rp>(</rp><rt>hán</rt><rp>)</rp></ruby><ruby>字<rp>(</rp><rt>tự</rt><rp>)</rp></ruby>"),
        ("<rt>hán</rt>", "hán"),
        ("<cite>Kiều</cite><mark> hay</mark>", "<cite>Kiều</cite><mark> hay</mark>"),
    ],
)  # fmt: skip
def test_inline_elements_keep_their_meaning(html: str, text: str) -> None:
    assert body(html) in (text, f"<p>{text}</p>")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('<p lang="fr">hôtel de ville</p>', '<p lang="fr">hôtel de ville</p>'),
        ('<p lang="tyz">Pỏ mé nả</p>', '<p lang="tyz">Pỏ mé nả</p>'),
        ('<p lang="en">The Khuổi Mây road</p>', '<p lang="en">The Khuổi Mây road</p>'),
        ('<p lang="en">Đường Khuổi Mây đã thông</p>', "<p>Đường Khuổi Mây đã thông</p>"),
        ('<p lang="vn">một</p>', "<p>một</p>"),
        ('<div lang="en">The <span lang="vi">UBND</span> of the commune</div>',
         '<p lang="en">The <span lang="vi">UBND</span> of the commune</p>'),
        ('<span lang="en">one <b lang="en-GB">two</b></span>', '<span lang="en">one <strong>two</strong></span>'),
        ('<span lang="en">one<p>two</p></span>', '<p><span lang="en">one</span></p>\n<p lang="en">two</p>'),
        ('<p dir="rtl">שלום <span dir="ltr">abc</span></p>', '<p dir="rtl">שלום <span dir="ltr">abc</span></p>'),
        ('<p style="direction: rtl">שלום</p>', '<p dir="rtl">שלום</p>'),
        ('<p dir="ltr">một</p>', "<p>một</p>"),
        ('<p dir="auto">một</p>', '<p dir="auto">một</p>'),
        ('<ul><li dir="rtl">שלום</ul>', '<ul><li><span dir="rtl">שלום</span></li></ul>'),
        ('<p translate="no">Zalo</p>', '<p><span translate="no">Zalo</span></p>'),
    ],
)  # fmt: skip
def test_declared_languages_and_directions_are_kept(html: str, text: str) -> None:
    assert body(html) in (text, f"<p>{text}</p>")


def test_an_article_in_a_right_to_left_language_marks_left_to_right_text() -> None:
    arabic = "مرحبا بكم في القرية " * 20
    html = body(f'<p dir="rtl">{arabic}</p><p dir="ltr">abc <bdo dir="rtl">cba</bdo></p>', lang="ar")
    assert html == f'<p>{arabic.strip()}</p>\n<p dir="ltr">abc <bdo dir="rtl">cba</bdo></p>'


@pytest.mark.parametrize(
    ("text", "declared", "is_vietnamese"),
    [
        ("Được mùa", "en", True), ("Ủy ban nhân dân xã", "de", True), ("UBND xã Khuổi Mây họp", "en", True),
        ("Khuổi Mây Cooperative", "en", False), ("tôt", "fr", False), ("Hồ Tây", "fr", True), ("café", "en", False),
        ("Pỏ mé nả", "tyz", False), ("ọmọ dúdú", "yo", False), ("hello", "en", False), ("", "en", False),
    ],
)  # fmt: skip
def test_vietnamese_that_is_declared_as_another_language_is_recognized_by_its_syllables(
    text: str, declared: str, is_vietnamese: bool
) -> None:
    assert reads_as_vietnamese(text, declared) == is_vietnamese


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<pre><span>Trâu ơi\nTrâu ra\n    cày</span></pre>", "<pre>Trâu ơi\nTrâu ra\n    cày</pre>"),
        ("<pre>\n\n  một\n  hai  \n\n</pre>", "<pre>  một\n  hai</pre>"),
        ("<pre><code>một\nhai</code></pre>", "<pre><code>một\nhai</code></pre>"),
        ("<pre>một<br>hai</pre>", "<pre>một\nhai</pre>"),
        ("<pre><div>một</div><div>  hai</div></pre>", "<pre>một\n  hai</pre>"),
        ('<pre lang="en">one <b>two</b></pre>', '<pre lang="en">one <strong>two</strong></pre>'),
        ("<pre> \n </pre>", ""),
        ("<pre>một<img src='a.jpg' alt='Trâu'></pre>",
         '<pre>một</pre>\n<figure><img src="picture-0" alt="Trâu"></figure>'),
        ('<p style="white-space:pre-wrap">một\n\nhai\nba</p>', "<p>một</p>\n<p>hai<br>ba</p>"),
        ('<p style="white-space:nowrap">một\nhai</p>', "<p>một hai</p>"),
    ],
)  # fmt: skip
def test_preformatted_text_keeps_lines_and_indents(html: str, lines: str) -> None:
    assert body(html) == lines
