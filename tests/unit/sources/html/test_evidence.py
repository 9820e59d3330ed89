"""A field is found with evidence, or it is left empty."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bantin_reader.model.article import Draft
from bantin_reader.sources.html import HtmlPageParser
from bantin_reader.sources.html.profile import Profile

SENTENCES = "<p>Mờ sáng, bà con lên nương.</p><p>Vụ này được mùa.</p>"
PROFILE = Profile(
    name="x",
    fields={"title": "h1", "author": ".tac-gia", "source": ".nguon", "updated": ".sua", "body": "#bai"},  # type: ignore[dict-item]
)


def read(head: str = "", body: str = SENTENCES, before: str = "<h1>Khuổi Mây</h1>") -> Draft:
    site = (
        '<meta property="og:site_name" content="Báo Vân Sơn"><link rel="canonical" href="https://baovanson.example/a">'
    )
    page = f'<html lang="vi"><head>{site}{head}</head><body>{before}<div id="bai">{body}</div></body></html>'
    return HtmlPageParser([], PROFILE).read(page, Path("bai.html"))


def linked(**fields: object) -> str:
    article = {"@type": "NewsArticle", "headline": "Khuổi Mây"} | fields
    return f'<script type="application/ld+json">{json.dumps(article)}</script>'


NOBODIES = [
    "https://www.facebook.com/baovanson",
    "baovanson.example",
    "admin",
    "admin2",
    "Administrator",
    "Ban biên tập",
    "Báo Vân Sơn",
    "BÁO VÂN SƠN ONLINE",
    "Van Son",
    "baovanson",
    "toasoan@baovanson.example",
]


@pytest.mark.parametrize("name", NOBODIES)
def test_a_site_an_address_or_an_account_is_no_author(name: str) -> None:
    for head in (f'<meta name="author" content="{name}">', linked(author={"@type": "Person", "name": name})):
        draft = read(head)
        assert draft.byline == ""
    assert f"no author found: the metadata name “{name}”, who is none" in draft.warnings


@pytest.mark.parametrize("name", ["Vàng Thị Mẩy", "Vân Sơn Hà", "Lò Ín", "Sở Y tế tỉnh Vân Sơn"])
def test_who_is_named_in_the_metadata_is_the_author(name: str) -> None:
    assert read(f'<meta name="author" content="{name}">').byline == name


def test_several_authors_are_several() -> None:
    assert read('<meta property="dable:author" content="LÒ ÍN;VÀNG A DÍNH">').byline == "LÒ ÍN, VÀNG A DÍNH"
    assert read(linked(author=[{"name": "Lò Ín"}, {"name": "Vàng A Dính"}])).byline == "Lò Ín, Vàng A Dính"


@pytest.mark.parametrize("end", ["(Còn nữa)", "Còn nữa", "Mời bạn đọc xem tiếp kỳ sau", "Hết", "(Xem tiếp trang 4)"])
def test_a_note_at_the_end_is_no_author_and_stays(end: str) -> None:
    draft = read(body=f'{SENTENCES}<p style="text-align:right"><em>{end}</em></p>')
    assert draft.byline == ""
    assert end in draft.body


@pytest.mark.parametrize("name", ["Quàng Văn Tám", "LÒ THỊ ÍN", "Vàng A Dính", "Nguyễn Thị Kim Oanh"])
def test_a_plain_last_line_of_the_shape_of_a_name_is_the_author(name: str) -> None:
    draft = read(body=f"{SENTENCES}<p>{name}</p>")
    assert (draft.byline, name in draft.body) == (name, False)


@pytest.mark.parametrize(
    "line", ["Lò Ín", "Xã Khuổi Mây", "Ủy ban nhân dân xã", "Nguyễn Văn nói vậy", "Hà Nội mùa thu"]
)
def test_another_plain_last_line_stays(line: str) -> None:
    draft = read(body=f"{SENTENCES}<p>{line}</p>")
    assert (draft.byline, line in draft.body) == ("", True)


def test_the_source_has_a_field_of_its_own() -> None:
    fields = '<h1>Khuổi Mây</h1><p class="tac-gia">Theo Lù Thị Mẩy</p><p class="nguon">Nguồn: Báo Vùng Cao</p>'
    draft = read(before=fields)
    assert (draft.byline, draft.credit) == ("Lù Thị Mẩy", "Báo Vùng Cao")
    draft = read(before='<h1>Khuổi Mây</h1><p class="tac-gia">Theo Báo Vùng Cao</p>')
    assert (draft.byline, draft.credit) == ("", "Báo Vùng Cao")


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("Khuổi Mây trồng rừng - Báo Vân Sơn", "Khuổi Mây trồng rừng"),
        ("Khuổi Mây trồng rừng | BÁO VÂN SƠN", "Khuổi Mây trồng rừng"),
        ("Khuổi Mây - bản trồng rừng", "Khuổi Mây - bản trồng rừng"),
        ("Báo Vân Sơn", "Báo Vân Sơn"),
    ],
)
def test_a_title_of_the_metadata_loses_the_site_s_name(said: str, title: str) -> None:
    assert read(f'<meta property="og:title" content="{said}">', before="").title == title


@pytest.mark.parametrize(
    ("said", "sapo"),
    [
        ("Mờ sáng, bà con lên nương. Vụ này [&hellip;]", ""),
        ("Mờ sáng, bà con lên nương. Lịch gieo Vụ này được mùa […]", ""),
        ("Khuổi Mây Mờ sáng, bà con lên nương. Vụ này...", ""),
        ("Báo Vân Sơn", ""),
        ("Khuổi Mây", ""),
        ("Vụ mùa được bảy tạ một sào…", "Vụ mùa được bảy tạ một sào…"),
    ],
)
def test_an_excerpt_or_the_site_s_name_is_no_sapo(said: str, sapo: str) -> None:
    assert read(f'<meta property="og:description" content="{said}">').sapo == sapo


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:section" content="Nông thôn mới">',
        '<meta itemprop="articleSection" content="Nông thôn mới">',
        linked(articleSection="Nông thôn mới"),
        linked(articleSection=["Nông thôn mới", "Kinh tế"]),
        '<script type="application/ld+json">{"@type": "BreadcrumbList", "itemListElement": ['
        '{"name": "Trang chủ"}, {"item": {"name": "Xã hội"}}, {"item": {"name": "Nông thôn mới"}}]}</script>',
        '<script type="application/ld+json">{"@type": "BreadcrumbList", "itemListElement": ['
        '[{"name": "Trang chủ"}], [{"name": "Nông thôn mới"}], [{"name": "Khuổi Mây"}]]}</script>',
    ],
)
def test_the_category_is_found_in_the_metadata(head: str) -> None:
    assert read(head).category == "Nông thôn mới"


def test_the_site_s_name_is_no_category() -> None:
    assert read('<meta property="article:section" content="Báo Vân Sơn">').category == ""


def test_keywords_that_are_a_sentence_are_no_tags() -> None:
    sentence = "Trao đổi với chúng tôi sáng nay ông chủ tịch xã nói rằng đường sẽ xong trước Tết"
    draft = read(f'<meta name="keywords" content="{sentence}">')
    assert draft.tags == ()
    assert f"no tag: “{sentence}”" in draft.warnings
    assert read('<meta name="keywords" content="rừng, Khuổi Mây">').tags == ("rừng", "Khuổi Mây")


def test_the_date_of_a_change_leaves_the_page_and_is_not_the_date() -> None:
    head = '<meta property="article:published_time" content="2026-03-01">'
    draft = read(head, before='<h1>Khuổi Mây</h1><p class="sua">Cập nhật: 05/03/2026</p>')
    assert str(draft.date) == "2026-03-01"


def test_the_last_of_a_list_of_names_is_no_author() -> None:
    draft = read(body="<p>Danh sách hộ được vay gồm</p><p>Lò Thị Ín</p><p>Quàng Văn Tám</p>")
    assert draft.byline == ""


def test_nobody_in_an_element_of_the_page_is_told() -> None:
    draft = read(before='<h1>Khuổi Mây</h1><p class="tac-gia">By admin</p>')
    assert draft.byline == ""
    assert "no author found: the page names “By admin”, who is none" in draft.warnings


def test_a_text_that_is_too_long_for_its_field_leaves_it_empty_and_is_told() -> None:
    draft = read(before=f'<h1>Khuổi Mây</h1><p class="tac-gia">{"a" * 501}</p><p class="nguon">{"b" * 501}</p>')
    assert (draft.byline, draft.credit) == ("", "")
    assert "no source found: the text in its place has 501 characters" in draft.warnings
    assert any(warning.startswith("no author found: ") for warning in draft.warnings)
