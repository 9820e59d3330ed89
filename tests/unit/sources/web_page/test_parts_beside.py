"""What Readability leaves out of an article on a page of any site, and the importer keeps or tells."""

from __future__ import annotations

import pytest

from tests.unit.sources.web_page.unknown_site import PARAGRAPHS, page, read

DOCUMENT = '<a href="https://muongthanh.example/f/ke-hoach-12.pdf">Kế hoạch 12</a>'
OTHER = '<a href="https://muongthanh.example/tin-4.html">Chợ phiên mở lại</a>'


def below(html: str) -> str:
    """A page with `html` after the box of the article's text, inside the box that holds the title."""
    end = f"<p>{PARAGRAPHS[-1]}</p></div>"
    return page().replace(end, f"{end}{html}")


@pytest.mark.parametrize("name", ["social-work", "share-rice", "tin-lien-quan"])
def test_a_heading_stays_whatever_its_id_holds(name: str) -> None:
    heading = f'<h2 id="{name}" class="{name}">Công tác xã hội</h2><p>Bản trợ giúp mười hai hộ neo đơn.</p>'
    draft = read(page(heading))
    assert "<h2>Công tác xã hội</h2>\n<p>Bản trợ giúp" in draft.body


def test_a_heading_that_is_a_link_to_another_article_goes_and_is_told() -> None:
    draft = read(page(f'<h2 class="social">{OTHER}</h2>'))
    assert "Chợ phiên" not in draft.body
    assert "Chợ phiên mở lại" in " ".join(draft.warnings)


@pytest.mark.parametrize("name", ["data-src", "data-original", "data-lazy-src", "data-srcset"])
def test_a_picture_that_a_script_loads_stays(name: str) -> None:
    draft = read(page(f'<div class="khung-anh"><img {name}="duong.jpg" alt="Bà con trộn bê tông"></div>'))
    assert [picture.shown for picture in draft.pictures] == ["duong.jpg"]


@pytest.mark.parametrize(
    "html",
    [
        f"<div><b>Tệp đính kèm:</b> {DOCUMENT}</div>",
        f'<div class="dinh-kem">{DOCUMENT}</div>',
        f"<ul><li>Tải về: {DOCUMENT}</li></ul>",
    ],
)
def test_documents_below_the_text_are_part_of_the_article(html: str) -> None:
    draft = read(below(f'<div class="chia-se">Chia sẻ bài này lên mạng</div>{html}'))
    assert DOCUMENT in draft.body
    assert PARAGRAPHS[0] in draft.body
    assert "Chia sẻ bài này" not in draft.body


@pytest.mark.parametrize(
    "html",
    [
        f"<div><b>Văn bản mới của tỉnh</b> {DOCUMENT}</div>",
        f"<div><b>Đính kèm:</b> {OTHER}</div>",
        f'<aside class="dinh-kem">{DOCUMENT}</aside>',
    ],
)
def test_another_box_below_the_text_is_not(html: str) -> None:
    draft = read(below(html))
    assert "ke-hoach-12" not in draft.body
    assert "Chợ phiên" not in draft.body


LEAD = "Sau hai tuần thi công, con đường bê tông dài ba cây số đã nối bản với trung tâm xã."


def test_a_sentence_between_title_and_text_that_is_no_sapo_is_told() -> None:
    draft = read(page(before=f'<div class="sidebar-wrap"><p class="title">{LEAD}</p></div>'))
    assert LEAD not in draft.body
    assert LEAD[:40] in " ".join(draft.warnings)


@pytest.mark.parametrize(
    "html", ["<div>Thứ Ba, 14/5/2024, 07:30 (GMT+7)</div>", f"<div>{OTHER} {OTHER} {OTHER} {OTHER}</div>"]
)
def test_a_date_and_links_between_title_and_text_are_not_told(html: str) -> None:
    assert "parts beside the article" not in " ".join(read(page(before=html)).warnings)


def test_the_sapo_that_the_metadata_repeat_is_not_told() -> None:
    description = f'<meta name="description" content="{LEAD}">'
    draft = read(page(before=f'<div class="sidebar-wrap"><p>NTO - {LEAD}</p></div>', head=description))
    assert draft.sapo == LEAD
    assert LEAD[:30] not in " ".join(draft.warnings)
