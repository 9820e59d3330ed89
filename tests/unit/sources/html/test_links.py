"""Links in an article: of pictures, of documents in viewers, and within the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from bantin_reader.sources.html.media import viewed_document
from tests.unit.sources.html.article_page import body, read, told

X = "https://xa.example"


def link(address: str, words: str) -> str:
    return f'<a href="{address}">{words}</a>'


FIGURE = '<figure><img src="picture-0" alt="{}"></figure>\n'


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ('<a href="/dang-ky"><img src="a.png" alt="Đăng ký trực tuyến"></a>',
         FIGURE.format("Đăng ký trực tuyến") + f"<p>{link(X + '/dang-ky', 'Đăng ký trực tuyến')}</p>"),
        ('<a href="/dang-ky" title="Đăng ký"><img src="a.png"></a>',
         FIGURE.format("Đăng ký") + f"<p>{link(X + '/dang-ky', 'Đăng ký')}</p>"),
        ('<a href="/dang-ky"><img src="a.png" alt="a.png"></a>',
         FIGURE.format("") + f"<p>{link(X + '/dang-ky', 'xa.example/dang-ky')}</p>"),
        ('<a href="/qd.pdf"><img src="pdf.gif" alt="Quyết định 14"></a>',
         f"<p>{link(X + '/qd.pdf', 'Quyết định 14')}</p>"),
        ('<p>Tải <a href="/qd.pdf"><img src="pdf.gif"></a> về</p>', f"<p>Tải {link(X + '/qd.pdf', 'qd.pdf')} về</p>"),
        ('<a href="/qd.pdf" aria-label="Quyết định"><svg></svg></a>', f"<p>{link(X + '/qd.pdf', 'Quyết định')}</p>"),
        ('<a href="/qd.pdf" style="display:block"><i class="icon"></i></a>', f"<p>{link(X + '/qd.pdf', 'qd.pdf')}</p>"),
        ('<a href="/a"><img src="a.png" alt="Cầu treo"> Xem</a>',
         FIGURE.format("Cầu treo") + f"<p>{link(X + '/a', 'Cầu treo')}</p>\n<p>{link(X + '/a', 'Xem')}</p>"),
        ('<a href="/a.jpg"><img src="a.jpg" alt="Cầu treo"></a>', FIGURE.format("Cầu treo").strip()),
        ('<a href="javascript:mo()"><img src="a.jpg" alt="Cầu treo"></a>', FIGURE.format("Cầu treo").strip()),
        ('<a href="#"><i class="icon"></i></a>', ""),
        ('<p>Bấm <a href="/a"><b>vào</b></a><a></a></p>', f'<p>Bấm <a href="{X}/a"><strong>vào</strong></a></p>'),
    ],
)  # fmt: skip
def test_a_link_whose_only_content_is_a_picture_keeps_its_address_and_gets_words(html: str, shown: str) -> None:
    assert body(html).replace('<strong><a href="https://xa.example/a">vào</a></strong>',
                              '<a href="https://xa.example/a"><strong>vào</strong></a>') == shown  # fmt: skip


def test_an_empty_link_is_told() -> None:
    assert (body('<p>Lời<a href="/a"></a></p>'), told('<p>Lời<a href="/a"></a></p>')) == (
        "<p>Lời</p>",
        "links without words: “https://xa.example/a”",
    )


def test_the_link_of_the_article_s_own_picture_stands_above_the_text() -> None:
    draft = read("", before='<p><a href="/du-an"><img src="a.jpg" alt="Bản vẽ dự án"></a></p>')
    assert draft.figure
    assert draft.body.startswith(f"<p>{link(X + '/du-an', 'Bản vẽ dự án')}</p>\n<p>")


@pytest.mark.parametrize(
    ("viewer", "document"),
    [
        ("https://docs.google.com/viewer?url=https%3A%2F%2Fxa.example%2Fqd.pdf&embedded=true", f"{X}/qd.pdf"),
        ("https://docs.google.com/gview?embedded=1&url=http://xa.example/a/b.docx", "http://xa.example/a/b.docx"),
        ("https://view.officeapps.live.com/op/embed.aspx?src=https%3A%2F%2Fxa.example%2Fkh.xlsx", f"{X}/kh.xlsx"),
        ("/pdfjs/web/viewer.html?file=/vb/qd.pdf#page=2", "/vb/qd.pdf"),
        ("/pdfjs/web/viewer.html?file=vb%2Fqd.pdf", "/pdfjs/web/vb/qd.pdf"),
        ("https://xa.example/xem-pdf?file=https://kho.example/qd.pdf", "https://kho.example/qd.pdf"),
        ("https://phim.example/xem?url=https://xa.example/a", "https://phim.example/xem?url=https://xa.example/a"),
        ("https://www.youtube.com/embed/abc?src=1", "https://www.youtube.com/embed/abc?src=1"),
        ("https://www.google.com/maps/embed?pb=1.2/3", "https://www.google.com/maps/embed?pb=1.2/3"),
        ("http://[", "http://["),
    ],
)
def test_a_viewer_leads_to_the_document_that_it_shows(viewer: str, document: str) -> None:
    assert viewed_document(viewer) == document


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ('<iframe src="https://docs.google.com/viewer?url=https%3A%2F%2Fxa.example%2Fqd.pdf" title="Quyết định 12">'
         "</iframe>", f"<p>{link(X + '/qd.pdf', 'Quyết định 12 (PDF)')}</p>"),
        (
            '<a href="https://docs.google.com/gview?embedded=1&amp;url=https%3A%2F%2Fxa.example%2Fqd.pdf">QĐ</a>',
            f"<p>{link(X + '/qd.pdf', 'QĐ')}</p>",
        ),
        ('<a href="/view?file=tin.html">Tin</a>', f"<p>{link(X + '/view?file=tin.html', 'Tin')}</p>"),
        ('<iframe src="/pdfjs/web/viewer.html?file=/qd.pdf"></iframe>', f"<p>{link(X + '/qd.pdf', 'qd.pdf')}</p>"),
        ('<embed src="/kh.xlsx" title="Kế hoạch (xlsx)">', f"<p>{link(X + '/kh.xlsx', 'Kế hoạch (xlsx)')}</p>"),
        ('<iframe src="https://phim.example/embed/1" title="Phim"></iframe>',
         f"<p>{link('https://phim.example/embed/1', 'Phim')}</p>"),
        ('<iframe src="https://docs.google.com/viewer?url=javascript:alert(1)//.pdf"></iframe>', ""),
    ],
)  # fmt: skip
def test_a_document_is_named_by_its_title_and_kind(html: str, shown: str) -> None:
    assert body(html) == shown


@pytest.mark.parametrize(("count", "size"), [(1_234_567, "1,2 MB"), (45_600, "46 kB"), (12, "1 kB")])
def test_a_document_that_lies_beside_the_page_is_named_with_its_size(tmp_path: Path, count: int, size: str) -> None:
    (tmp_path / "qd.pdf").write_bytes(b"%" * count)
    draft = read('<object data="qd.pdf" title="Quyết định"></object>', file=tmp_path / "bai.html")
    assert link(f"{X}/qd.pdf", f"Quyết định (PDF, {size})") in draft.body
