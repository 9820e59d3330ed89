"""Which words of a saved page belong to a picture, which picture is the article's own, who the author is, and what
stands among the blocks and is not the article."""

from __future__ import annotations

from pathlib import Path

import pytest

from bantin_reader.model.article import Draft
from bantin_reader.sources.html import HtmlPageParser
from bantin_reader.sources.html.profile import load_profiles

PAGE = '<html lang="vi"><h1 data-role="title">Khuổi Mây</h1><div data-role="content">{}</div></html>'
START, END = "<p>Đường đã thông.</p>", "<p>Bà con mừng vui.</p>"
IMAGE = '<img src="a.jpg" alt="Cầu">'
LONG = "a" * 401


def read(html: str) -> Draft:
    return HtmlPageParser(load_profiles(None)).read(PAGE.format(html), Path("bai.html"))


def between(html: str) -> str:
    """What the blocks between two sentences become."""
    body = read(START + html + END).body
    assert body.startswith(START)
    assert body.endswith(END)
    return body.removeprefix(START).removesuffix(END).strip("\n")


def figure(caption: str = "", number: int = 0) -> str:
    words = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure><img src="picture-{number}" alt="Cầu">{words}</figure>'


def rows(*cells: str) -> str:
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


@pytest.mark.parametrize(
    "html",
    [
        f"<figure>{IMAGE}<figcaption>Cầu <b>treo</b></figcaption></figure>",
        f"<figure><figcaption><p>Cầu</p><p>treo</p></figcaption><div>{IMAGE}</div></figure>",
        f"<p>{IMAGE}Cầu treo</p>",
        f"<p>{IMAGE}<br>Cầu<br><i>treo</i></p>",
        f'<div><a href="a.jpg">{IMAGE}</a><span>Cầu treo</span></div>',
        f"<p>{IMAGE}</p><p><em>Cầu treo</em></p>",
        f"<p>{IMAGE}</p><p><em>Cầu</em><br><em>treo</em></p>",
        f'<p>{IMAGE}</p><p align="center">Cầu treo</p>',
        f'<p>{IMAGE}</p><p style="text-align: center">Cầu treo</p>',
        f"<center><p>{IMAGE}</p><p>Cầu treo</p></center>",
        f'<div style="text-align:center"><p>{IMAGE}</p><p>Cầu treo</p></div>',
        rows(f"<td>{IMAGE}", "<td>Cầu treo"),
        rows(f"<td>{IMAGE}<td>", "<td>Cầu treo<td>"),
        f'<table><tr><td colspan="2">{IMAGE}<tr><td colspan="2"><p>Cầu</p><p>treo</p></table>',
    ],
)
def test_a_picture_s_caption_is_found_where_it_stands(html: str) -> None:
    assert between(html) == figure("Cầu treo")


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        (f"<p>{IMAGE}</p><p>Cầu treo</p>", f"{figure()}\n<p>Cầu treo</p>"),
        (f"<p>{IMAGE}</p><p><i>Cầu</i> treo</p>", f"{figure()}\n<p><em>Cầu</em> treo</p>"),
        (f'<p>{IMAGE}</p><p align="right">Cầu treo</p>', f"{figure()}\n<p>Cầu treo</p>"),
        (f"<p>{IMAGE}{LONG}</p>", f"{figure()}\n<p>{LONG}</p>"),
        (f"<p>{IMAGE}</p><p><i>{LONG}</i></p>", f"{figure()}\n<p><em>{LONG}</em></p>"),
        (f"<p>{IMAGE}Hết./.</p>", f"{figure()}\n<p>Hết./.</p>"),
        (f"<p>Xem {IMAGE} bên</p>", f"<p>Xem bên</p>\n{figure()}"),
        (f"<p>{IMAGE}Bắc qua suối</p><p><i>treo</i></p>", f"{figure('Bắc qua suối')}\n<p><em>treo</em></p>"),
        (f"<center>{IMAGE}<h2>Treo</h2></center>", f"{figure()}\n<h2>Treo</h2>"),
        (rows(f"<td>{IMAGE}", f"<td>{LONG}"), f"{figure()}\n<p>{LONG}</p>"),
        (rows(f"<td>{IMAGE}<td>", "<td><td>Bên"), f"{figure()}\n<p>Bên</p>"),
    ],
)
def test_text_that_does_not_read_as_a_caption_stays_text(html: str, blocks: str) -> None:
    assert between(html) == blocks


def test_a_caption_of_400_letters_is_still_one() -> None:
    assert between(f"<p>{IMAGE}{LONG[1:]}</p>") == figure(LONG[1:])


def test_the_last_block_is_no_caption_where_it_may_be_the_author() -> None:
    last = f"{START}<p>{IMAGE}</p><p><i>{{}}</i></p>"
    assert read(last.format("Lò Văn A")).byline == "Lò Văn A"
    assert read(last.format("Lò Ín")).body == f"{START}\n{figure()}\n<p><em>Lò Ín</em></p>"
    assert read(last.format("Cầu treo mới bắc qua suối.")).body == f"{START}\n{figure('Cầu treo mới bắc qua suối.')}"
    known = last.format("Bắc cầu") + '<p data-role="author">Lò Văn A</p>'
    assert read(known).body == f"{START}\n{figure('Bắc cầu')}"


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        (f"<p>{IMAGE}{IMAGE}</p>", [figure(), figure(number=1)]),
        (f"<p>{IMAGE}Một<br>{IMAGE}Hai</p>", [figure("Một"), figure("Hai", 1)]),
        (f"<figure>{IMAGE}{IMAGE}<figcaption>Hai</figcaption></figure>", [figure(), figure("Hai", 1)]),
        (rows(f"<td>{IMAGE}<td>{IMAGE}", "<td>Một<td>Hai"), [figure("Một"), figure("Hai", 1)]),
        (f"<p>{IMAGE}</p><p>{IMAGE}</p><p><i>Hai</i></p>", [figure(), figure("Hai", 1)]),
    ],
)
def test_each_of_several_pictures_has_its_own_caption(html: str, blocks: list[str]) -> None:
    assert between(html) == "\n".join(blocks)


def test_a_spacer_is_no_picture_and_a_file_s_name_no_alternative_text() -> None:
    draft = read(f'{START}<p><img src="x.gif" width="1"></p><p><img src="b.jpg" alt="IMG_1.JPG"></p>{END}')
    assert draft.warnings == (
        "no date found",
        "picture b.jpg: no alternative text and no caption",
    )
    assert [picture.shown for picture in draft.pictures] == ["b.jpg"]


@pytest.mark.parametrize("html", [f"<p>{IMAGE}</p><p><i>Cầu treo</i></p>", f"<div><p>{IMAGE}<br>Cầu treo</p></div>"])
def test_a_picture_before_all_text_is_the_article_s_own(html: str) -> None:
    draft = read(html + START + f"<p>{IMAGE}</p>" + END)
    assert draft.figure
    assert (draft.figure.caption, draft.figure.alt) == ("Cầu treo", "Cầu")
    assert draft.picture
    assert draft.body == f"{START}\n{figure()}\n{END}"


@pytest.mark.parametrize("before", ["<p>Một câu.</p>", "<h2>Mục</h2>", "Một câu.<br>"])
def test_a_picture_after_text_is_not_the_article_s_own(before: str) -> None:
    assert read(before + f"<p>{IMAGE}</p>" + END).figure is None


@pytest.mark.parametrize(
    ("html", "byline", "body"),
    [
        (f'{START}<p align="right">Lò Ín</p>', "Lò Ín", START),
        (f"{START}<p><b>Tác giả: Lò Ín</b></p>", "Lò Ín", START),
        ('<p>Hết.<br><b>Lò Ín</b></p>', "Lò Ín", "<p>Hết.</p>"),
        ("<p>Hết./. Lò Ín</p>", "Lò Ín", "<p>Hết./.</p>"),
        ("<p>Hết./.</p><p>Lò Ín</p><p>Ảnh: Vi Na</p>", "Lò Ín, Ảnh: Vi Na", "<p>Hết./.</p>"),
        (f'{START}<p align="right">Lò Ín</p><p>{IMAGE}</p>', "Lò Ín", f"{START}\n{figure()}"),
        (f"{START}<p>Lò Ín</p>", "", f"{START}\n<p>Lò Ín</p>"),
        (f"{START}<p><b>Mừng!</b></p>", "", f"{START}\n<p><strong>Mừng!</strong></p>"),
        (f"{START}<p><b>- Lò Ín</b></p>", "", f"{START}\n<p><strong>- Lò Ín</strong></p>"),
        (f"{START}<p><b>{'a ' * 12}a</b></p>", "", f"{START}\n<p><strong>{'a ' * 12}a</strong></p>"),
        (f"{START}<p><b>{'a' * 81}</b></p>", "", f"{START}\n<p><strong>{'a' * 81}</strong></p>"),
        (f"{START}<h2>Lò Ín</h2>", "", f"{START}\n<h2>Lò Ín</h2>"),
        (f"{START}<ul><li><b>Lò Ín</b></ul>", "", f"{START}\n<ul><li><strong>Lò Ín</strong></li></ul>"),
        ("<p><b>Lò Ín</b></p>", "", "<p><strong>Lò Ín</strong></p>"),
    ],
)  # fmt: skip
def test_an_author_at_the_end_is_taken_when_formatted_as_one(html: str, byline: str, body: str) -> None:
    assert (read(html).byline, read(html).body) == (byline, body)


@pytest.mark.parametrize(
    "html",
    [
        '<p>Tin liên quan:</p><ul><li><a href="b.html">B</a></li></ul>',
        '<div><b>Xem thêm</b></div><p><a href="b.html">B</a></p><p><a href="c.html">C</a></p>',
        '<h3>Các tin khác</h3><p><a href="b.html">B</a></p>',
        '<p>&gt;&gt; <a href="b.html">B</a></p>',
        '<p><a href="b.html">Xem thêm: B</a></p>',
        '<div class="tin-lien-quan"><p><a href="b.html">Nội dung</a></p></div>',
        "<p>Tăng cỡ chữ | Giảm cỡ chữ | In trang</p>",
        "<p>Chia sẻ</p><p>Từ khóa:</p>",
    ],
)
def test_related_links_and_labels_of_controls_are_removed(html: str) -> None:
    assert between(html) == ""


@pytest.mark.parametrize(
    "html",
    [
        "<p>Tin liên quan đến vụ cháy rừng đã được kiểm chứng.</p>",
        "<p>&gt;&gt; Không có liên kết.</p>",
        "<p>Chia sẻ với bà con vùng lũ.</p>",
        '<p><a href="https://vanson.example/">Cổng thông tin</a></p>',
    ],
)
def test_sentences_that_begin_like_such_labels_stay(html: str) -> None:
    assert between(html) == html


def test_the_caption_of_an_older_wordpress_theme_belongs_to_its_picture() -> None:
    html = f'<div class="wp-caption aligncenter">{IMAGE}<p class="wp-caption-text">Cầu treo mới.</p></div>'
    assert between(html) == figure("Cầu treo mới.")
    assert between(f'<div class="wp-caption">{IMAGE}</div><p>Cầu treo mới.</p>') == f"{figure()}\n<p>Cầu treo mới.</p>"
