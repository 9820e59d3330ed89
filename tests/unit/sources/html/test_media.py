"""Media, documents in frames, formulas and drawings become links or text; the rest is reported."""

from __future__ import annotations

import pytest

from bantin_reader.sources.html.mathml import DEEPEST
from tests.unit.sources.html.article_page import body, told

X = "https://xa.example"


def link(path: str, words: str) -> str:
    return f'<p><a href="{path}">{words}</a></p>'


@pytest.mark.parametrize(
    ("html", "links"),
    [
        ('<iframe src="/tai-lieu/l%E1%BB%8Bch.pdf"></iframe>', link(f"{X}/tai-lieu/l%E1%BB%8Bch.pdf", "lịch.pdf")),
        ('<iframe src="https://phim.example/embed/1"></iframe>',
         link("https://phim.example/embed/1", "phim.example/embed/1")),
        ('<iframe data-src="https://phim.example/1" src="about:blank" title="Lễ hội"></iframe>',
         link("https://phim.example/1", "phim.example/1")),
        ('<iframe src="/pdfjs/web/viewer.html?file=/vb/QD-13.pdf"></iframe>', link(f"{X}/vb/QD-13.pdf", "QD-13.pdf")),
        ('<iframe src="https://view.officeapps.live.com/op/embed.aspx?src=https%3A%2F%2Fxa.example%2Fkh.docx"></iframe>',
         link(f"{X}/kh.docx", "kh.docx")),
        ('<audio><source src="/a.ogg"><source src="/a.mp3"></audio>', link(f"{X}/a.ogg", "a.ogg")),
        ('<object data="/a.swf"><param name="movie" value="/a.swf"></object>', link(f"{X}/a.swf", "a.swf")),
        ('<object><embed src="/a.pdf"></object>', link(f"{X}/a.pdf", "a.pdf")),
        ('<p>Nghe <audio src="/a.mp3"></audio> nhé</p>',
         f"<p>Nghe</p>\n{link(f'{X}/a.mp3', 'a.mp3')}\n<p>nhé</p>"),
    ],
)  # fmt: skip
def test_media_and_documents_become_links(html: str, links: str) -> None:
    assert body(html) == links


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ('<video src="bai_files/phim.mp4"></video>', "<video>, whose address leads nowhere: “phim.mp4”"),
        ('<video src="data:video/mp4;base64,AAAA"></video>',
         "<video>, whose address leads nowhere: “a file written out in the page”"),
        ('<iframe src="https://www.facebook.com/plugins/like.php?href=x"></iframe>',
         "share buttons or related links: “https://www.facebook.com/plugins/like.php?href=x”"),
        ("<iframe src='about:blank'></iframe>", ""),
        ('<iframe src="https://dem.example/" style="width: 0px"></iframe>', ""),
    ],
)  # fmt: skip
def test_media_without_a_public_address_are_reported(html: str, words: str) -> None:
    assert (body(html), told(html)) == ("", words)


@pytest.mark.parametrize(
    ("html", "formula"),
    [
        ("<math><semantics><mi>x</mi><annotation encoding='tex'>x</annotation></semantics></math>",
         "<p><math><mi>x</mi></math></p>"),
        ("<math display='block' class='a'><mrow><mi>x</mi>\n<mo stretchy='false' onclick='a()'>=</mo><mn>1</mn></mrow>"
         "</math>",
         '<p><math display="block"><mrow><mi>x</mi><mo stretchy="false">=</mo><mn>1</mn></mrow></math></p>'),
        ("<math><mi>x</mi></math><math><mi>x</mi></math>", "<p><math><mi>x</mi></math><math><mi>x</mi></math></p>"),
        ("<p>Nếu <math><mi>x</mi></math> lớn</p>", "<p>Nếu <math><mi>x</mi></math> lớn</p>"),
        ("<math><mtext>a<b>b</b></mtext></math>", "<p>a b</p>"),
        ("<math><maction><mi>x</mi></maction></math>", "<p>x</p>"),
        ("<math>x<mi>y</mi></math>", "<p>x y</p>"),
        ("<math></math>", ""),
        (f"<math>{'<mrow>' * (DEEPEST + 1)}<mi>x</mi></math>", "<p>x</p>"),
    ],
)  # fmt: skip
def test_a_formula_is_kept_as_mathml_or_as_its_text(html: str, formula: str) -> None:
    assert body(html) == formula


@pytest.mark.parametrize(
    ("html", "text", "left_out"),
    [
        ('<svg aria-label="Biểu đồ"><path d="M0 0"/></svg>', "<p>Biểu đồ</p>", ""),
        ("<svg><title>Biểu đồ</title><text>45 ha</text></svg>", "<p>Biểu đồ</p>", "words in a drawing: “45 ha”"),
        ('<svg width="16" height="16"><title>mũi tên</title></svg>', "", "words in a drawing: “mũi tên”"),
        ('<svg aria-hidden="true"><title>mũi tên</title></svg>', "", ""),
        ("<svg><path d='M0 0'/></svg>", "", ""),
        ("<canvas><table><tr><th>Năm<th>Hộ<tr><td>2025<td>12</table></canvas>",
         '<table><thead><tr><th scope="col">Năm</th><th scope="col">Hộ</th></tr></thead><tbody><tr><td>2025</td>'
         "<td>12</td></tr></tbody></table>", ""),
        ('<li><input type="checkbox" disabled> chưa nộp</li>', "<p>☐ chưa nộp</p>", ""),
        ('<input type="checkbox"> đồng ý', "<p>đồng ý</p>", ""),
        ('<input type="checkbox" checked> đã nộp', "<p>☑ đã nộp</p>", ""),
        ('<input type="checkbox" checked><label>Mở</label>', "<p>Mở</p>", ""),
        ('<meter value="6">sáu phần mười</meter>', "<p>sáu phần mười</p>", ""),
    ],
)  # fmt: skip
def test_drawings_and_meters_are_replaced_by_their_words(html: str, text: str, left_out: str) -> None:
    assert (body(html), told(html)) == (text, left_out)


def test_a_link_to_a_local_file_is_reported() -> None:
    html = '<p>Xem <a href="file:///C:/kh.doc">kế hoạch</a> <a href="#">đầu trang</a></p>'
    assert body(html) == "<p>Xem kế hoạch đầu trang</p>"
    assert told(html) == "addresses that lead nowhere: “file:///C:/kh.doc”"
