"""Widgets are recognized by their name together with their content; a name alone removes nothing."""

from __future__ import annotations

import pytest

from tests.unit.sources.html.article_page import body, told

LINK = '<a href="https://xa.example/tin-khac">Chợ phiên mở lại</a>'


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ('<h2 id="social-insurance">Bảo hiểm xã hội</h2>', "<h2>Bảo hiểm xã hội</h2>"),
        ('<h2 id="zalo">Zalo</h2>', "<h2>Zalo</h2>"),
        ('<p class="share-price">Giá một cổ phần là 10.500 đồng.</p>', "<p>Giá một cổ phần là 10.500 đồng.</p>"),
        ('<div class="credit-rating">Xếp loại A.</div>', "<p>Xếp loại A.</p>"),
        ('<p id="related-law">Theo Luật Nhà ở.</p>', "<p>Theo Luật Nhà ở.</p>"),
        ('<div class="tin-lien-quan"><p>Nội dung</p></div>', "<p>Nội dung</p>"),
        ('<p class="zalo">Zalo: 0912 345 678</p>', "<p>Zalo: 0912 345 678</p>"),
        ('<p>Nhắn qua <a class="zalo-link" href="https://zalo.me/0912">Zalo</a> nhé.</p>',
         '<p>Nhắn qua <a href="https://zalo.me/0912">Zalo</a> nhé.</p>'),
        ('<p>Xem <span class="related">' + LINK + "</span> để rõ.</p>", f"<p>Xem {LINK} để rõ.</p>"),
        ('<div class="related-files"><a href="https://xa.example/qd.pdf">QĐ 12</a></div>',
         '<p><a href="https://xa.example/qd.pdf">QĐ 12</a></p>'),
        ('<div class="comments-box"><p>Ông Páo nói: “Đường đã thông”, và mời bà con.</p></div>',
         "<p>Ông Páo nói: “Đường đã thông”, và mời bà con.</p>"),
    ],
)  # fmt: skip
def test_a_class_or_id_alone_makes_no_widget(html: str, kept: str) -> None:
    assert body(html) == kept
    assert told(html) == ""


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (f'<div class="related-news">{LINK} {LINK} (12/3)</div>', "Chợ phiên"),
        (f'<div class="tin-lien-quan"><p>Tin liên quan</p><ul><li>{LINK}</ul></div>', "Tin liên quan"),
        ('<div class="social-share">Thích 12 <a href="#">Chia sẻ</a></div>', "Thích 12"),
        ('<div class="box share-buttons">Zalo</div>', "Zalo"),
        ('<div class="rating">Đánh giá: 4/5 (12 lượt)</div>', "Đánh giá"),
        ('<div class="comments-box">Viết bình luận <textarea></textarea><button>Gửi</button></div>', "Viết bình luận"),
        ('<p class="share"><a href="https://www.facebook.com/sharer/sharer.php?u=x">Đăng lên trang của bạn</a></p>',
         "Đăng lên"),
        ('<p><a href="https://twitter.com/intent/tweet?url=x">Đăng lên X</a></p>', "Đăng lên X"),
    ],
)  # fmt: skip
def test_an_element_with_name_and_content_of_a_widget_is_left_out_and_reported(html: str, words: str) -> None:
    assert body(html) == ""
    assert f"share buttons or related links: “{words}" in told(html)


@pytest.mark.parametrize(
    "html",
    [
        '<h2>Có thể bạn quan tâm</h2><a href="/k"><img src="k.jpg" alt="Không"><p>Bơm vốn cho dự án</p></a>',
        '<p>Tin liên quan</p><p><a href="/k"><img src="k.jpg" alt="Khác"></a></p>',
        '<ul><li><a href="/1"><img src="k.jpg" alt="Một"></a><p>Tham khảo thêm</p><h3><a href="/1">Một</a></h3>'
        '<li><h2><a href="/2">Hai</a></h2></ul>',
        '<div><span><a href="javascript:;">TIN MỚI</a></span><ul></ul></div>',
        f"<h4>Bài viết liên quan</h4><p>{LINK}</p><p>12/03/2026</p><p>{LINK}</p>",
    ],
)  # fmt: skip
def test_a_box_of_related_links_goes_with_heading_pictures_and_words(html: str) -> None:
    assert body(html) == ""
    assert "share buttons or related links: " in told(html)


@pytest.mark.parametrize(
    "html",
    [
        "<h2>Tin mới</h2>\n<p>Xã vừa mở lớp học đêm.</p>",
        f"<p>Xem thêm tại {LINK} và báo của xã.</p>",
        f"<ul><li>{LINK}</li></ul>",
        "<p>Tham khảo thêm</p>",
    ],
)
def test_text_that_begins_like_the_label_of_a_box_stays(html: str) -> None:
    assert body(html) == html


def test_a_linked_picture_without_a_label_stays() -> None:
    assert "<figure>" in body('<a href="/k"><img src="k.jpg" alt="Lễ hội"></a>')


@pytest.mark.parametrize(
    "html",
    [
        '<p>&gt;&gt; Bà con mang theo <a href="https://xa.example/mau-1">mẫu đơn số 1</a> khi đến bộ phận một cửa.</p>',
        '<p>&gt;&gt; Xem chi tiết: <a href="https://xa.example/qd-12.pdf">Quyết định 12</a></p>',
    ],
)
def test_a_sentence_or_a_document_after_an_arrow_stays(html: str) -> None:
    assert body(html) == html
    assert told(html) == ""


def test_an_arrow_and_a_link_to_another_article_go() -> None:
    html = f"<p>&gt;&gt; Xem thêm: {LINK}</p>"
    assert body(html) == ""
    assert "Chợ phiên mở lại" in told(html)
