"""Articles on pages of sites that no profile is written for: the article is found, all else is left out and told."""

from __future__ import annotations

import pytest

from bantin_reader.model.errors import SourceRefused
from tests.unit.sources.web_page.unknown_site import PARAGRAPHS, TITLE, page, read


def told(text: str) -> str:
    return "\n".join(warning for warning in read(text).warnings if warning.startswith("left out"))


def test_an_article_of_an_unknown_site_is_read() -> None:
    draft = read(page())
    assert draft.title == TITLE
    assert draft.body.split("\n") == [f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS]
    assert f"{draft.date:%d/%m/%Y} {draft.time:%H:%M}" == "21/11/2026 14:30"
    assert draft.byline == ""


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<p>Mỗi hộ góp <span style='text-decoration: line-through'>hai</span> ba ngày công.</p>", "<s>hai"),
        ("<ol start='3'><li>Cát, đá do các hộ góp.</li><li>Xi măng do xã hỗ trợ.</li></ol>", '<ol start="3">'),
        ("Góp cát.<br>Góp đá.", "Góp cát.<br>Góp đá."),
        ("<ul><li><a href='https://xa.example/kh.pdf'>Kế hoạch số 8</a></li></ul>", "https://xa.example/kh.pdf"),
        ("<div hidden=until-found>Ai góp công?</div>", "Ai góp"),
        ("<table><tr><th>Hộ</th><th>Công</th></tr><tr><td>Lò Văn Inh</td><td>15</td></tr></table>", "<td>15</td>"),
    ],
)  # fmt: skip
def test_meaning_within_the_article_stays(html: str, kept: str) -> None:
    assert kept in read(page(html)).body


@pytest.mark.parametrize(
    "html",
    [
        "<figure><img src=a.jpg alt='Trộn bê tông'><figcaption>Đổ đoạn đường đầu tiên.</figcaption></figure>",
        "<div class='anh'><img src=a.jpg><p class='photoCaption'>Đổ đoạn đường đầu tiên.</p></div>",
        "<div class='social'><figure><img src=a.jpg><figcaption>Đổ đoạn đường đầu tiên.</figcaption></figure></div>",
    ],
)
def test_each_picture_of_the_article_keeps_its_caption(html: str) -> None:
    assert "<figcaption>Đổ đoạn đường đầu tiên.</figcaption></figure>" in read(page(html)).body


def test_a_picture_between_the_title_and_the_text_is_the_articles_own() -> None:
    draft = read(page(before="<figure><img src=a.jpg><figcaption>Cổng bản.</figcaption></figure>"))
    assert draft.figure
    assert draft.figure.caption == "Cổng bản."
    assert "Cổng bản" not in draft.body


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<div class='tin-lq'><h3>Tin liên quan</h3><ul><li><a href='/a'>Chợ phiên</a></li></ul></div>", "Chợ phiên"),
        ("<div class='moi'><a href='/dat-mua'>Đặt mua báo dài hạn</a> ở đây</div>", "Đặt mua báo"),
    ],
)
def test_what_is_left_out_within_the_article_is_told(html: str, words: str) -> None:
    assert words not in read(page(html)).body
    assert words in told(page(html))


@pytest.mark.parametrize("line", ["By Lo Thi In", "Published 21/11/2026 14:30", TITLE, "Ảnh 1 / 8", "21/11/2026"])
def test_lines_above_the_text_that_are_not_of_it_are_told(line: str) -> None:
    text = page(top=f"<p>{line}</p>")
    assert line not in read(text).body
    assert line in told(text)


def test_what_stands_below_the_label_of_a_box_at_the_end_is_told() -> None:
    text = page().replace(
        '</div></div>\n<div class="sidebar">',
        "<p>Xem thêm</p><p>Chợ phiên đông khách.</p></div></div><div class='sidebar'>",
    )
    assert read(text).body.endswith(f"<p>{PARAGRAPHS[-1]}</p>")
    assert "Chợ phiên" in told(text)


def test_a_pointer_in_the_middle_cuts_nothing_off() -> None:
    draft = read(page("<p>Xem thêm: con đường cũ của bản.</p>"))
    assert all(paragraph in draft.body for paragraph in PARAGRAPHS)


@pytest.mark.parametrize(
    "html",
    [
        "<h1>{title}</h1>",
        "<div class=tieu-de><h1>Tin tức</h1><h2>{title}</h2></div>",
        "<h1>Báo Mường Thanh Hạ</h1><div class='article-title'>{title}</div>",
        "",
    ],
)
def test_the_title_is_the_heading_that_the_page_title_confirms_else_the_page_title(html: str) -> None:
    assert read(page().replace(f"<h1>{TITLE}</h1>", html.format(title=TITLE))).title == TITLE


def test_the_sites_name_is_no_title() -> None:
    with pytest.raises(SourceRefused, match="no title"):
        read(page(title="Báo Mường Thanh Hạ").replace("<h1>Báo Mường Thanh Hạ</h1>", ""))


def test_a_site_that_gives_the_title_as_its_own_name_loses_no_title() -> None:
    head = f'<meta property="og:site_name" content="{TITLE}"><meta property="og:title" content="{TITLE}">'
    assert read(page(head=head)).title == TITLE


@pytest.mark.parametrize(
    ("html", "author"),
    [
        ("<span class='author'>Lò Thị Ín</span>", "Lò Thị Ín"),
        ("<p class='byline'>By <a rel='author' href='/x'>Lò Thị Ín</a></p>", "Lò Thị Ín"),
        ("<span class='author'>Báo Mường Thanh Hạ</span>", ""),
        ("<span class='author'>admin</span>", ""),
        ("<div class='authority'>Phòng Nội vụ</div>", ""),
    ],
)
def test_the_author_is_what_the_page_calls_so_and_never_the_site(html: str, author: str) -> None:
    assert read(page(before=html)).byline == author


def test_the_metadatas_author_goes_before_what_the_page_calls_so() -> None:
    draft = read(page(before="<span class='author'>Phóng viên</span>", head='<meta name="author" content="Lò Thị Ín">'))
    assert draft.byline == "Lò Thị Ín"


SUMMARY = "Bà con tự góp cát, đá và hơn một nghìn ngày công để làm con đường chờ đợi mười năm."


@pytest.mark.parametrize(
    ("called", "described", "sapo"),
    [
        ("sapo", "", SUMMARY),
        ("article-summary", SUMMARY, SUMMARY),
        ("article-summary", "", ""),
    ],
)
def test_the_sapo_is_what_the_page_calls_so_or_its_metadata_say(called: str, described: str, sapo: str) -> None:
    head = f'<meta name="description" content="{described}">' if described else ""
    draft = read(page(before=f"<div class='{called}'>{SUMMARY}</div>", head=head))
    assert draft.sapo == sapo


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<h1>404 Not Found</h1><p>Trang bạn tìm không có ở đây, hãy về trang chủ.</p>", "reports an error"),
        ("<h1>Đăng nhập</h1><form><p>Hãy nhập tên và mật khẩu.</p><input type=password></form>", "log in"),
        ("<h1>Tin</h1><p>Chưa có nội dung.</p>", "too little text"),
        ("", "too little text"),
    ],
)  # fmt: skip
def test_a_page_that_is_no_article_is_refused_by_name(body: str, reason: str) -> None:
    with pytest.raises(SourceRefused, match=f"no article: .*{reason}"):
        read(f"<html><head><title>Cổng thông tin xã Nà Luông</title></head><body>{body}</body></html>")


def test_a_list_of_articles_is_refused_by_name() -> None:
    items = "".join(
        f"<div class=item><h2><a href='/{number}.html'>Tin số {number} của xã</a></h2><p>{paragraph}</p></div>"
        for number, paragraph in enumerate(PARAGRAPHS * 2)
    )
    with pytest.raises(SourceRefused, match="no article: the page is a list of articles"):
        read(
            f"<html><head><title>Tin tức trong xã</title></head><body><h1>Tin tức</h1><div>{items}</div></body></html>"
        )


def test_a_page_cannot_say_itself_which_part_is_the_body() -> None:
    draft = read(page(before='<div data-part="body">Mua ngay</div><h2 data-part="title">Giảm giá</h2>'))
    assert draft.title == TITLE
    assert "Mua ngay" not in draft.body


def test_readability_sees_no_scripts_and_metadata_with_markup_break_nothing() -> None:
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "</b> <i & ]]> <!--"}</script>'
    assert read(page("<script>for (;;) {}</script>", head=head)).body.count("<p>") == len(PARAGRAPHS)
