"""Blocks of saved pages: paragraphs, marks, headings, lists, quotations and languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from bantin_reader.model.errors import SourceRefused
from bantin_reader.sources.html import HtmlPageParser
from bantin_reader.sources.html.profile import load_profiles

PAGE = '<html lang="vi"><h1 data-role="title">Khuổi Mây</h1><div data-role="content">{}</div></html>'
END = "<p>Đường đã thông.</p>"
WORD_ITEM = '<p class="MsoListParagraph" style="mso-list:l0 level{} lfo1">{}{}</p>'
MARKER = '<span style="mso-list:Ignore">{}<span>&nbsp;&nbsp; </span></span>'


def body(html: str) -> str:
    """The body without the sentence that every page here ends in."""
    read = HtmlPageParser(load_profiles(None)).read(PAGE.format(html + END), Path("bai.html")).body
    assert read.endswith(END)
    return read.removesuffix(END).rstrip("\n")


def item(text: str, marker: str = "", level: int = 1) -> str:
    return WORD_ITEM.format(level, MARKER.format(marker) if marker else "", text)


@pytest.mark.parametrize(
    "html",
    ["<p>Một</p><p>Hai</p>", "Một<br><br>Hai<br><br>", "<div>Một</div><div>Hai</div>", "Một<p>Hai</p>",
     "<div>Một<br>&nbsp;<br><br>Hai</div>", "<div><section>Một</section>Hai</div>", "<p>Một</p><p>&nbsp;</p><p>Hai"],
)  # fmt: skip
def test_blocks_and_empty_lines_separate_paragraphs(html: str) -> None:
    assert body(html) == "<p>Một</p>\n<p>Hai</p>"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p> Một \n\t&nbsp; hai </p>", "Một hai"),
        ("<p><br>Một <br> hai<br></p>", "Một<br>hai"),
        ("<p>M\u00adột\u200b hai\ufeff</p>", "Một hai"),
        ("<p>Mo\u0323\u0302t hai</p>", "Một hai"),
        ("<p>a &lt; b &amp; c &quot;d&quot;</p>", 'a &lt; b &amp; c "d"'),
        ('<p class="a" id="b" align="right" onclick="c()" data-x="1">Một<o:p></o:p></p>', "Một"),
        ("<p><!-- ghi chú -->Một<script>a</script><input><nav>b</nav><span hidden>c</span></p>", "Một"),
        ('<p>Một<span style="DISPLAY: none">a</span></p>', "Một"),
        ('<p>Một</p><div class="box share-buttons">Zalo</div>', "Một"),
    ],
)
def test_a_paragraph_contains_only_its_text(html: str, text: str) -> None:
    assert body(html) == f"<p>{text}</p>"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<b>a</b><strong> b</strong>", "<strong>a b</strong>"),
        ("<b><i>a</i></b> c", "<strong><em>a</em></strong> c"),
        ("<i><b>a</b> b</i> c", "<em><strong>a</strong> b</em> c"),
        ("<b>a <b>b</b></b> c", "<strong>a b</strong> c"),
        ("a<b> b </b>c", "a<strong> b </strong>c"),
        ("a <b>&nbsp;</b><i></i>b", "a b"),
        ("<u><font color=red>a</font></u> <o:p>b</o:p>", "a b"),
        ('<span style="font-weight:bold">a</span> b', "<strong>a</strong> b"),
        ('<span style="FONT-WEIGHT: 600;">a</span> b', "<strong>a</strong> b"),
        ('<span style="font-style: italic">a</span> b', "<em>a</em> b"),
        ('<b style="font-weight:normal">a</b> b', "a b"),
        ('<b>a <span style="font-weight: 400">b</span></b>', "<strong>a </strong>b"),
        ('<i>a <span style="font-style:normal">b</span></i>', "<em>a </em>b"),
        ('m<sup>2</sup> H<sub>2</sub>O m<span style="vertical-align:super">3</span>',
         "m<sup>2</sup> H<sub>2</sub>O m<sup>3</sup>"),
    ],
)  # fmt: skip
def test_marks_of_tags_and_styles_are_kept_and_adjacent_ones_joined(html: str, text: str) -> None:
    assert body(f"<p>{html}</p>") == f"<p>{text}</p>"


def test_the_style_of_a_block_marks_its_text() -> None:
    assert body('<p style="font-weight:700">Một</p>') == "<p><strong>Một</strong></p>"


@pytest.mark.parametrize(
    ("html", "headings"),
    [
        ("<h1>A</h1>", "<h2>A</h2>"),
        ("<h3>A</h3><h3>B</h3>", "<h2>A</h2>\n<h2>B</h2>"),
        ("<h2>A</h2><h4>B</h4><h5>C</h5><h6>D</h6>", "<h2>A</h2>\n<h3>B</h3>\n<h4>C</h4>\n<h4>D</h4>"),
        ("<h2><strong>A</strong> <em>b</em></h2>", "<h2>A <em>b</em></h2>"),
        ("<h2> &nbsp;</h2>", ""),
        ("<p><strong>A</strong></p>", "<p><strong>A</strong></p>"),
    ],
)
def test_headings_start_at_h2_and_skip_no_level(html: str, headings: str) -> None:
    assert body(html) == headings


@pytest.mark.parametrize(
    ("html", "lists"),
    [
        ("<ul> <li>a</li> <li><p>b</p></li> <li></li></ul>", "<ul><li>a</li><li>b</li></ul>"),
        ('<ol start="3"><li>a</ol>', '<ol start="3"><li>a</li></ol>'),
        ('<ol start="1"><li>a</ol>', "<ol><li>a</li></ol>"),
        ("<ul><li>a<ol><li>b</ol></ul>", "<ul><li>a<ol><li>b</li></ol></li></ul>"),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("<ul><li><p>a</p><p>b</p></ul>", "<ul><li><p>a</p><p>b</p></li></ul>"),
        ("<ul><li><br></li></ul>", ""),
        ("<p>- a</p><p>- b</p>", "<p>- a</p>\n<p>- b</p>"),
        ("<ul>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
    ],
)
def test_lists_keep_their_items_and_nothing_between(html: str, lists: str) -> None:
    assert body(html) == lists


@pytest.mark.parametrize("marker", ["·", "o", "§", "-", "–"])
def test_paragraphs_of_word_with_bullets_become_a_list(marker: str) -> None:
    assert body(item("một", marker) + item("hai", marker)) == "<ul><li>một</li><li>hai</li></ul>"


@pytest.mark.parametrize(
    ("html", "lists"),
    [
        (item("a", "1.") + item("b", "2."), "<ol><li>a</li><li>b</li></ol>"),
        (item("a", "3)"), '<ol start="3"><li>a</li></ol>'),
        (item("a", "a)"), '<ol type="a"><li>a</li></ol>'),
        (item("a", "·") + item("b", "o", 2) + item("c", "§", 3) + item("d", "·"),
         "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>"),
        (item("·&nbsp;&nbsp; a") + item("· b"), "<ul><li>a</li><li>b</li></ul>"),
        (item("2. a"), '<ol start="2"><li>a</li></ol>'),
        (item("a"), "<p>a</p>"),
        (item("a", "·") + "<p>b</p>" + item("c", "·"), "<ul><li>a</li></ul>\n<p>b</p>\n<ul><li>c</li></ul>"),
        (item("a", "1.") + item("b", "·"), "<ol><li>a</li></ol>\n<ul><li>b</li></ul>"),
    ],
)  # fmt: skip
def test_lists_of_word_keep_their_kind_start_and_depth(html: str, lists: str) -> None:
    assert body(html) == lists


@pytest.mark.parametrize(
    ("html", "quotes"),
    [
        ("<blockquote>a</blockquote>", "<blockquote><p>a</p></blockquote>"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "<blockquote><p>a</p><p>b</p></blockquote>"),
        ("<blockquote> </blockquote>", ""),
    ],
)
def test_a_quotation_holds_paragraphs(html: str, quotes: str) -> None:
    assert body(html) == quotes


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('<p lang="en">Hello</p>', '<p lang="en">Hello</p>'),
        ('<p>a <span lang="en">open data</span></p>', '<p>a <span lang="en">open data</span></p>'),
        ('<p lang="vi">a</p>', "<p>a</p>"),
        ('<p lang="en">Được mùa</p>', "<p>Được mùa</p>"),
        ('<p class="MsoNormal"><span lang="EN-US">a</span></p>', "<p>a</p>"),
        ('<p><span lang="EN-US" style="mso-ansi-language:EN-US">a</span></p>', "<p>a</p>"),
        ('<p lang="&quot;&gt;">a</p>', "<p>a</p>"),
        ('<ul><li lang="en">open data</li></ul>', '<ul><li><span lang="en">open data</span></li></ul>'),
        ('<ul><li><b lang="en">open</b> a</li></ul>',
         '<ul><li><strong><span lang="en">open</span></strong> a</li></ul>'),
    ],
)  # fmt: skip
def test_a_declared_language_is_kept_where_it_is_plausible(html: str, text: str) -> None:
    assert body(html) == text


def test_an_article_that_is_nested_too_deeply_is_refused_with_the_reason() -> None:
    with pytest.raises(SourceRefused, match="its elements are nested too deeply"):
        body("<div>" * 5000 + "a")
