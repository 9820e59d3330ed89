"""Visibility: text that scrolling or a click reveals is kept; permanently hidden text is left out and reported."""

from __future__ import annotations

import pytest

from tests.unit.sources.html.article_page import body, told

HIDDEN = "hidden on the page: “Lịch khám.”"
P = "<p>Lịch khám.</p>"


@pytest.mark.parametrize(
    "html",
    [
        f'<div class="wow fadeInUp" style="visibility:hidden;animation-name:none">{P}</div>',
        f'<section data-aos="fade-up" class="aos-init" style="opacity:0">{P}</section>',
        f'<div class="elementor-invisible" style="visibility: hidden">{P}</div>',
        f'<div style="opacity:0;transform:translateY(30px)">{P}</div>',
        f'<div hidden="until-found">{P}</div>',
        f'<div id="lich" hidden>{P}</div><a href="#lich" role="tab"></a>',
        f'<div id="lich" style="display:none">{P}</div><i data-bs-target="#lich"></i>',
        f'<div id="lich" style="display:none">{P}</div><i aria-controls="khac lich"></i>',
        f'<div id="lich" style="display:none">{P}</div><i onclick="mo(\'lich\')"></i>',
        f'<div class="tab-pane" style="display:none">{P}</div>',
        f'<div role="tabpanel" hidden>{P}</div>',
        f'<ul class="slides"><li class="slide" style="display:none">{P}</li></ul>',
        f'<div class="d-none d-md-block">{P}</div>',
        f"<dialog open>{P}</dialog>",
        f'<div class="collapse">{P}</div>',
        f'<div class="sr-only" style="position:absolute;left:-10000px">{P}</div>',
        f'<div aria-hidden="true">{P}</div>',
    ],
)
def test_text_that_a_visitor_can_reveal_is_kept(html: str) -> None:
    assert "Lịch khám." in body(html)
    assert told(html) == ""


@pytest.mark.parametrize(
    "html",
    [
        f'<div style="display:none">{P}</div>',
        f'<div style="DISPLAY : None !important">{P}</div>',
        f'<div style="visibility:hidden">{P}</div>',
        f"<div hidden>{P}</div>",
        f'<div class="d-none">{P}</div>',
        f'<div class="row d-none mt-2">{P}</div>',
        f'<div class="collapse" style="display:none">{P}</div>',
        f'<div style="mso-hide:all">{P}</div>',
        f"<dialog>{P}</dialog>",
        f'<div role="dialog" aria-hidden="true">{P}</div>',
        f'<div style="position:absolute;left:-9999px">{P}</div>',
        f'<div style="text-indent:-9999px">{P}</div>',
        f"<table><tr><th>Năm<th>Hộ<tr><td>2025<td>12<tr style='display:none'><td>{P}</table>",
        f"<table><tr><th>Năm<th>Hộ<tr><td>2025<td>12<td hidden>{P}</table>",
        f"<ul><li>một<li hidden>{P}</ul>",
        f"<dl><dt>một<dd hidden>{P}</dl>",
    ],
)
def test_text_that_nobody_can_reveal_is_left_out_and_reported(html: str) -> None:
    assert "Lịch khám." not in body(html)
    assert HIDDEN in told(html)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h3><button aria-expanded='false'>Mất thẻ?</button></h3><div hidden>Làm lại.</div>",
         "<h2>Mất thẻ?</h2>\n<p>Làm lại.</p>"),
        ("<h3>1. <button>Mất thẻ?</button></h3>", "<h2>1. Mất thẻ?</h2>"),
        ("<div><button aria-controls='a'>Mất thẻ?</button></div><div id='a' hidden>Làm lại.</div>",
         "<p><strong>Mất thẻ?</strong></p>\n<p>Làm lại.</p>"),
        ("<details><summary>Mất thẻ?</summary>Làm lại.</details>",
         "<p><strong>Mất thẻ?</strong></p>\n<p>Làm lại.</p>"),
        ("<details><summary><h3>Mất thẻ?</h3></summary>Làm lại.</details>", "<h2>Mất thẻ?</h2>\n<p>Làm lại.</p>"),
    ],
)  # fmt: skip
def test_the_question_of_an_accordion_is_a_heading_or_a_line_above_its_answer(html: str, text: str) -> None:
    assert body(html) == text


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<button>Nghe bài này</button>", "controls: “Nghe bài này”"),
        ("<button data-toggle='dropdown' aria-expanded='false'>Chọn cỡ chữ</button>", "controls: “Chọn cỡ chữ”"),
        ("<nav><a href='/a'>Mục lục</a></nav>", "navigation: “Mục lục”"),
        ("<p hidden><img src='/anh/cau.jpg'></p>", "hidden on the page: “/anh/cau.jpg”"),
        ("<p hidden><a href='/qd.pdf'></a></p>", "hidden on the page: “/qd.pdf”"),
        ("<noscript>Bật lên</noscript>", "shown without scripts only: “Bật lên”"),
    ],
)
def test_an_omission_is_named_by_its_words_picture_or_address(html: str, reason: str) -> None:
    assert body(html) == ""
    assert told(html) == reason


@pytest.mark.parametrize(
    "html",
    ["<script>a()</script><style>p{}</style>", "<p hidden> &nbsp;</p>", "<button></button>",
     "<input type=hidden value=a>",
     "<iframe width=0 height=0 src='https://dem.example/x'></iframe>",
     "<div class='slick-cloned'>Ảnh một</div>"],
)  # fmt: skip
def test_elements_without_content_are_left_out_silently(html: str) -> None:
    assert (body(html), told(html)) == ("", "")


def test_many_omissions_share_one_line_and_long_names_are_cut() -> None:
    html = "".join(f"<p hidden>mục {number}</p>" for number in range(8)) + f"<p hidden>{'dài ' * 50}</p>"
    assert told(html) == "hidden on the page: “mục 0”, “mục 1”, “mục 2”, “mục 3”, “mục 4” and 4 more"
    assert told(f"<p hidden>{'dài ' * 50}</p>").endswith("dài…”")
    assert len(told(f"<p hidden>{'dài ' * 50}</p>")) < 130
