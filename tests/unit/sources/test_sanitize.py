"""The HTML cleaner: what may harm is gone, what an article needs is kept, headings make an outline."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bantin_reader.sources.sanitize import clean_body


@pytest.mark.parametrize(
    "html",
    [
        "<p>Tin <em>nhanh</em> và <strong>đúng</strong></p>",
        "<ul><li>một</li><li>hai</li></ul>",
        '<ol start="3"><li>ba</li></ol>',
        "<blockquote><p>Lời dẫn</p></blockquote>",
        '<table><caption>Bảng</caption><thead><tr><th scope="col">Xã</th></tr></thead>'
        '<tbody><tr><td colspan="2">Khuổi Mây</td></tr></tbody></table>',
        '<p><abbr title="Ủy ban nhân dân">UBND</abbr> m<sup>2</sup></p>',
        '<p lang="en">A line in English</p>',
        '<p><a href="https://vanson.example.vn/tin?a=1&amp;b=2">tin</a></p>',
        '<p><a href="mailto:banbientap@vanson.example.vn">thư</a> <a href="tel:+842000000">gọi</a></p>',
        "<p>5 &lt; 6 &amp; 7</p>",
    ],
)
def test_what_an_article_needs_is_kept_as_it_is(html: str) -> None:
    assert clean_body(html) == html


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ("<p>a</p><script>alert(1)</script>", "<p>a</p>"),
        ("<p>a</p><style>p{display:none}</style>", "<p>a</p>"),
        ('<p onclick="alert(1)" onmouseover="x()">a</p>', "<p>a</p>"),
        ('<p id="toolbar" class="br-toolbar" style="color:red">a</p>', "<p>a</p>"),
        ('<p hx-get="/x" data-hx-get="/x" data-text="300">a</p>', "<p>a</p>"),
        ('<p aria-hidden="true" role="status" hidden tabindex="1">a</p>', "<p>a</p>"),
        ('<a href="javascript:alert(1)">a</a>', "<a>a</a>"),
        ('<a href="JaVa&#x09;ScRiPt:alert(1)">a</a>', "<a>a</a>"),
        ('<a href=" javascript:alert(1)">a</a>', "<a>a</a>"),
        ('<a href="data:text/html,x">a</a>', "<a>a</a>"),
        ('<a href="vbscript:x">a</a>', "<a>a</a>"),
        ('<a href="/tin" target="_blank" ping="https://theo-doi.example">a</a>', '<a href="/tin">a</a>'),
        ("<iframe src=https://xau.example></iframe><p>a</p>", "<p>a</p>"),
        ("<svg><script>alert(1)</script></svg><p>a</p>", "<p>a</p>"),
        ("<form action=/x><input name=a><button>b</button></form>", "b"),
        ("<p>a<!-- ẩn --></p>", "<p>a</p>"),
        ("<p>hở <b>thẻ", "<p>hở thẻ</p>"),
        ("  <p>a</p>\n", "<p>a</p>"),
    ],
)
def test_what_may_harm_is_gone_and_the_text_stays(html: str, clean: str) -> None:
    assert clean_body(html) == clean


@pytest.mark.parametrize(
    ("levels", "shown"),
    [
        ("1", "2"),
        ("2 3 4", "2 3 4"),
        ("1 2 3", "2 3 4"),
        ("1 3", "2 3"),
        ("2 4 4", "2 3 3"),
        ("3 2 4", "2 2 3"),
        ("1 2 3 4 5 6", "2 3 4 4 4 4"),
        ("5 6 5", "2 3 2"),
        ("6", "2"),
    ],
)
def test_headings_start_at_h2_and_skip_no_level(levels: str, shown: str) -> None:
    clean = clean_body("".join(f"<h{level}>Mục</h{level}>" for level in levels.split()))
    assert clean == "".join(f"<h{level}>Mục</h{level}>" for level in shown.split())


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ('<h1 id="a">Mục</h1>', "<h2>Mục</h2>"),
        ("<H1>Mục</H1>", "<h2>Mục</h2>"),
        ('<h3 lang="en">One</h3><h6>Hai</h6>', '<h2 lang="en">One</h2><h3>Hai</h3>'),
        ('<h1 class="x">Một</h1><h4 style="color:red">Hai</h4>', "<h2>Một</h2><h3>Hai</h3>"),
        ("<h1\n>Mục</h1 >", "<h2>Mục</h2>"),
        ("<!-- <h1>ẩn</h1> --><h3>Mục</h3>", "<h2>Mục</h2>"),
    ],
)
def test_headings_are_levelled_however_they_are_written(html: str, clean: str) -> None:
    assert clean_body(html) == clean


headings = st.builds("<h{0}>Mục</h{0}>".format, st.integers(1, 6))
pieces = st.one_of(headings, st.sampled_from(["<p>", "</p>", "<script>", "<b onclick=a>", "<!--", "<svg>", "&lt;"]))


@given(st.lists(st.one_of(pieces, st.text(max_size=8)), max_size=12).map("".join))
def test_any_html_comes_out_clean_and_cleaning_again_changes_nothing(html: str) -> None:
    clean = clean_body(html)
    assert not re.search(r"<(script|style|svg|!--|h[156])|<[^>]*\son\w+=", clean)
    assert clean_body(clean) == clean


@given(st.lists(st.integers(1, 6), min_size=1, max_size=12))
def test_any_outline_is_an_outline_of_the_page(levels: list[int]) -> None:
    clean = clean_body("".join(f"<h{level}>Mục</h{level}>" for level in levels))
    shown = [int(level) for level in re.findall(r"<h(\d)>", clean)]
    assert shown[0] == 2
    assert all(after - before <= 1 for before, after in pairwise(shown))
    assert len(shown) == len(levels)


@pytest.mark.parametrize("tag", ["img", "IMG", "image"])
def test_pictures_are_numbered_and_their_addresses_told(tag: str) -> None:
    """`<image>` is a picture in HTML, too."""
    addresses: list[str] = []
    assert clean_body(f'<p>a<{tag} src="/1.jpg"></p>', addresses) == '<p>a<img src="picture-0"></p>'
    assert addresses == ["/1.jpg"]
