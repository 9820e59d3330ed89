"""Irregular markup of real portals, and the article that is read from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bantin_reader.model.article import Draft
from bantin_reader.sources.file_reader import FileLoader
from bantin_reader.sources.html import HtmlPageParser
from bantin_reader.sources.html.profile import load_profiles

PORTAL = """<!doctype html><html lang="vi"><head><title>{title}</title>{head}</head><body><div>{header}</div>
<div id="Block_BanTin_Toolbar">{toolbar}</div><div id="Block_BanTin_ViewData">{body}</div></body></html>"""
TOOLBAR = "<span>24/01/2024</span><h1>Khuổi Mây có điện</h1><p>Ba bản vùng cao đón dòng điện đầu tiên.</p>"
TEXT = "<p>Sáng 23/1, ngành điện đóng điện công trình ở xã Khuổi Mây.</p>"
IMAGE = '<img src="a.jpg" alt="Cột điện">'
FIGURE = '<figure><img src="picture-0" alt="Cột điện"></figure>'


def read(body: str, *, toolbar: str = TOOLBAR, head: str = "", header: str = "", title: str = "") -> Draft:
    page = PORTAL.format(title=title, head=head, header=header, toolbar=toolbar, body=body)
    return HtmlPageParser(load_profiles(None)).read(page, Path("bai.html"))


def body_of(html: str) -> list[str]:
    return read(TEXT + html + TEXT).body.split("\n")[1:-1]


def test_text_beside_a_picture_is_no_caption() -> None:
    told = "Sáng 12/2, xã làm lễ. Ông Lò Văn A nói: “Đường đã thông”."
    assert body_of(f"<p>{IMAGE} {told}</p>") == [FIGURE, f"<p>{told}</p>"]
    floating = '<img src="a.jpg" alt="Cột điện" style="float:left">'
    assert body_of(f"<p>{floating}<br>Bà con ra đường từ sớm</p>") == [FIGURE, "<p>Bà con ra đường từ sớm</p>"]


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{IMAGE}<br>Kéo dây qua suối. Ảnh: Lò Văn A</p>",
        f"<p>{IMAGE} Kéo dây qua suối. Ảnh: Lò Văn A</p>",
        f"<p>{IMAGE} <em>Kéo dây qua suối. Ảnh: Lò Văn A</em></p>",
    ],
)
def test_a_caption_with_its_credit_is_one(html: str) -> None:
    assert body_of(html) == [
        FIGURE.replace("</figure>", "<figcaption>Kéo dây qua suối. Ảnh: Lò Văn A</figcaption></figure>")
    ]


def test_the_link_of_an_attachment_is_kept_without_its_icon() -> None:
    link = '<a href="https://vanson.example/qd12.pdf">QĐ số 12.pdf</a>'
    assert body_of(f'<p><img src="/images/pdf.gif"> {link}</p>') == [f"<p>{link}</p>"]
    assert body_of(f"<p>{IMAGE} {link}</p>") == [FIGURE, f"<p>{link}</p>"]
    framed = '<iframe src="https://vanson.example/tai-lieu/l%E1%BB%8Bch.pdf"></iframe>'
    assert body_of(framed) == ['<p><a href="https://vanson.example/tai-lieu/l%E1%BB%8Bch.pdf">lịch.pdf</a></p>']


@pytest.mark.parametrize("name", ["sharepoint-rich-text", "SharePointField", "shared-block", "ms-rtestate-field"])
def test_a_box_with_only_the_name_of_a_widget_stays(name: str) -> None:
    assert body_of(f'<div class="{name}">Nội dung.</div>') == ["<p>Nội dung.</p>"]


def test_a_box_with_much_text_stays_whatever_its_name() -> None:
    assert body_of(f'<div class="social-content">{"Nội dung dài. " * 20}</div>') != []
    assert body_of('<div class="social-share">Thích <a href="#">Chia sẻ</a></div>') == []


@pytest.mark.parametrize(
    ("end", "byline"),
    [
        (
            '<p><b>Trần Thị B</b></p><p><b><a href="https://vanson.example/a.pdf">Xem toàn văn tại đây</a></b></p>',
            "Trần Thị B",
        ),
        ("<p><b>Đường dây nóng: 0209 3888 999</b></p>", ""),
        ('<p align="right"><b>TM. ỦY BAN NHÂN DÂN</b></p>', ""),
        ("<p><b>Bài, ảnh: Lò A</b></p><p>Lượt xem: 124</p>", "Lò A"),
        ("<p><b>Tin bài và hình ảnh: Lò A, Vàng B</b></p>", "Lò A, Vàng B"),
        ("<p><b>Bài: Lò A; Ảnh: Vàng B</b></p>", "Bài: Lò A; Ảnh: Vàng B"),
        (f"<p>Hết./.</p><p>Lò A</p><p>Một số hình ảnh:</p><p>{IMAGE}</p>", "Lò A"),
        ("<p>Hết./.</p><p>Lò A</p><p>Ảnh: Vàng B</p>", "Lò A, Ảnh: Vàng B"),
    ],
)
def test_only_a_name_is_taken_as_the_author(end: str, byline: str) -> None:
    draft = read(TEXT + end)
    assert draft.byline == byline
    assert ("Xem toàn văn" in draft.body) == ("Xem toàn văn" in end)


def test_a_source_is_not_taken_as_the_author() -> None:
    draft = read(f"{TEXT}<p align=right><b>Theo Báo Vân Sơn</b></p>")
    assert (draft.byline, draft.credit) == ("", "Báo Vân Sơn")


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("24-01-2024", "2024-01-24"),
        ("24.01.2024", "2024-01-24"),
        ("Thứ tư, ngày 24 tháng 01 năm 2024", "2024-01-24"),
    ],
)
def test_dates_are_read_as_offices_write_them(written: str, date: str) -> None:
    parts = [written, "Cỡ chữ: A- A A+", "In bài viết Gửi email", "Tên bài", "Tóm tắt."]
    toolbar = "".join(f"<div>{part}</div>" for part in parts)
    draft = read(TEXT, toolbar=toolbar)
    assert (str(draft.date), draft.title, draft.sapo) == (date, "Tên bài", "Tóm tắt.")


def test_the_day_on_which_the_page_was_shown_is_not_its_date() -> None:
    page = """<html><div><div class="dau">Hôm nay: 05/04/2026</div><div><h1 class="articletitle">Tên</h1>
    <p>Ngày 05-03-2024 08:15</p></div></div><div id="article_text" class="articletext"><p>Nội dung.</p></div></html>"""
    assert str(HtmlPageParser(load_profiles(None)).read(page, Path("a.html")).date) == "2024-03-05"


def test_a_missing_date_and_a_borrowed_sapo_are_told() -> None:
    head = '<meta name="description" content="Ba bản có điện.">'
    draft = read(TEXT, toolbar="<h1>Tên</h1>", head=head)
    assert draft.sapo == "Ba bản có điện."
    assert draft.warnings == ("no date found", "the sapo is the description in the page's metadata")


@pytest.mark.parametrize("content", ["Cổng Thông tin điện tử tỉnh Vân Sơn", "Chào mừng", "Trang tin xã Khuổi Mây"])
def test_what_the_site_says_on_every_page_is_no_sapo(content: str) -> None:
    head = f'<meta name="description" content="{content}"><meta name="author" content="Administrator">'
    draft = read(TEXT, toolbar="<h1>Tên</h1>", head=head, title="Tên - Chào mừng")
    assert (draft.sapo, draft.byline) == ("", "")


@pytest.mark.parametrize("text", ["<strong>Kết quả đạt được</strong>", "I. Kết quả", "KẾT QUẢ ĐẠT ĐƯỢC"])
def test_a_centred_heading_is_no_caption(text: str) -> None:
    assert body_of(f'<p>{IMAGE}</p><p align="center">{text}</p>') == [FIGURE, f"<p>{text}</p>"]


def test_older_news_with_dates_beside_them_are_related_links() -> None:
    link = '<a href="https://vanson.example/b">Tin cũ</a>'
    assert read(f"{TEXT}<p>Các tin khác</p><ul><li>{link} (10/02/2024)</li></ul>").body.split("\n") == [TEXT]
    assert body_of("<p>Xem thêm</p>") == ["<p>Xem thêm</p>"], "a label with no links after it is text"


def test_one_paragraph_in_old_letters_is_told(tmp_path: Path) -> None:
    page = PORTAL.format(
        title="", head="", header="", toolbar=TOOLBAR, body=f"{TEXT}<p>tØnh V©n S¬n khã kh¨n ®Êt ®ai</p>{TEXT}"
    )
    (tmp_path / "a.html").write_text(page, "utf-8")
    with pytest.raises(Exception, match="TCVN3"):
        FileLoader(pages=HtmlPageParser(load_profiles(None))).read(tmp_path / "a.html")


def test_links_that_lead_nowhere_are_told() -> None:
    draft = read(f'{TEXT}<p><a href="/kh.pdf">Kế hoạch</a> <a href="#a">đầu trang</a></p>')
    assert draft.warnings == ("links that lead nowhere, because the page does not say its own address: 1",)


def test_a_table_s_title_row_is_its_caption_and_its_heads_are_heads() -> None:
    table = """<table><tr><td colspan=2><b>Bảng 1</b></td></tr><tr><td><b>Năm</b></td><td><b>Số hộ</b></td></tr>
    <tr><td>2025</td><td>12</td></tr></table>"""
    [found] = body_of(table)
    assert found.startswith('<table><caption>Bảng 1</caption><thead><tr><th scope="col">Năm</th>')


def test_a_picture_in_a_cell_of_a_table_with_heads_stays_in_it() -> None:
    table = f"<table><tr><th>Giống</th><th>Ảnh</th></tr><tr><td>Lúa</td><td>{IMAGE}</td></tr></table>"
    assert body_of(table) == [
        '<table><thead><tr><th scope="col">Giống</th><th scope="col">Ảnh</th></tr></thead><tbody><tr><td>Lúa</td>'
        f"<td>{FIGURE}</td></tr></tbody></table>"
    ]


def test_the_title_and_the_sapo_are_not_said_twice() -> None:
    again = "<p>Khuổi Mây có điện</p><p><b>Ba bản vùng cao đón dòng điện đầu tiên.</b></p>"
    assert read(again + TEXT).body == TEXT


def test_an_album_s_caption_belongs_to_its_last_picture() -> None:
    album = f"<div><p>{IMAGE}</p><p>{IMAGE}</p><figcaption>Hai ảnh của đoàn</figcaption></div>"
    assert body_of(album)[1].endswith("<figcaption>Hai ảnh của đoàn</figcaption></figure>")


def test_a_line_end_in_the_source_parts_no_name_and_a_break_parts_two() -> None:
    page = """<h1 class="articletitle">Tên</h1><p class="article-author">Hoàng
    Thị Mẩy<br>Ảnh: Lò A</p><div id="article_text" class="articletext"><p>Nội dung.</p></div>"""
    draft = HtmlPageParser(load_profiles(None)).read(f"<html><div>{page}</div></html>", Path("a.html"))
    assert draft.byline == "Hoàng Thị Mẩy, Ảnh: Lò A"
