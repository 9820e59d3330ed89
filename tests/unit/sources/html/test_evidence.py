"""Title, sapo, category and tags are found with evidence or left empty."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bantin_reader.sources.html import HtmlPageParser
from tests.unit.sources.html.evidence_page import PROFILE, SENTENCES, linked, read


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("Khuổi Mây trồng rừng - Báo Vân Sơn", "Khuổi Mây trồng rừng"),
        ("Khuổi Mây trồng rừng | BÁO VÂN SƠN", "Khuổi Mây trồng rừng"),
        ("Khuổi Mây - bản trồng rừng", "Khuổi Mây - bản trồng rừng"),
        ("Báo Vân Sơn", "Báo Vân Sơn"),
    ],
)
def test_the_site_s_name_is_removed_from_a_title_of_the_metadata(said: str, title: str) -> None:
    assert read(f'<meta property="og:title" content="{said}">', before="").title == title


@pytest.mark.parametrize(
    ("said", "sapo"),
    [
        ("Mờ sáng, bà con lên nương. Vụ này [&hellip;]", ""),
        ("Mờ sáng, bà con lên nương. Lịch gieo Vụ này được mùa […]", ""),
        ("Khuổi Mây Mờ sáng, bà con lên nương. Vụ này...", ""),
        ("Khuổi Mây Mờ...", ""),
        ("Khuổi Mây Mờ sáng, bà con lên nương.", ""),
        ("bà con lên nương...", ""),
        ("Bà con lên nương.", "Bà con lên nương."),
        ("Trích từ một đoạn mà trang đã sửa [...]", ""),
        ("Báo Vân Sơn", ""),
        ("Khuổi Mây", ""),
        ("Vụ mùa được bảy tạ một sào…", "Vụ mùa được bảy tạ một sào…"),
    ],
)
def test_an_excerpt_or_the_site_s_name_is_not_a_sapo(said: str, sapo: str) -> None:
    assert read(f'<meta property="og:description" content="{said}">').sapo == sapo


@pytest.mark.parametrize("kind", ["WebSite", "Organization", "NewsMediaOrganization"])
def test_a_description_of_the_site_is_not_a_sapo(kind: str) -> None:
    about = "Tin tức nhanh, chính xác của tỉnh."
    site = f'<script type="application/ld+json">{json.dumps({"@type": kind, "description": about})}</script>'
    assert read(site + f'<meta property="og:description" content="{about}">').sapo == ""
    assert read(site + linked(description=about)).sapo == ""
    assert read(site + '<meta property="og:description" content="Vụ mùa được.">').sapo == "Vụ mùa được."


@pytest.mark.parametrize("field", ["sapo", "category", "author", "date", "updated", "tags"])
def test_a_profile_may_ignore_the_metadata_of_a_field(field: str) -> None:
    head = linked(
        description="Vụ mùa được.", articleSection="Kinh tế", author="Lò Ín", keywords="rừng",
        datePublished="2026-11-19", dateModified="2026-11-20",
    )  # fmt: skip
    page = f'<html lang="vi"><head>{head}</head><body><h1>Khuổi Mây</h1><div id="bai">{SENTENCES}</div></body></html>'
    profile = PROFILE.model_copy(update={"ignore_metadata": (field,)})
    names = {"author": "byline"}
    for one in ("sapo", "category", "author", "date", "updated", "tags"):
        value = getattr(HtmlPageParser([], profile).read(page, Path("bai.html")), names.get(one, one))
        assert bool(value) == (one != field), one


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


def test_the_site_s_name_is_not_a_category() -> None:
    assert read('<meta property="article:section" content="Báo Vân Sơn">').category == ""


def test_keywords_that_are_a_sentence_are_not_tags() -> None:
    sentence = "Trao đổi với chúng tôi sáng nay ông chủ tịch xã nói rằng đường sẽ xong trước Tết"
    draft = read(f'<meta name="keywords" content="{sentence}">')
    assert draft.tags == ()
    assert f"not a tag but a sentence: “{sentence}”" in draft.warnings
    assert read('<meta name="keywords" content="rừng, Khuổi Mây">').tags == ("rừng", "Khuổi Mây")


def test_a_text_that_is_too_long_for_its_field_leaves_it_empty_with_a_warning() -> None:
    draft = read(before=f'<h1>Khuổi Mây</h1><p class="tac-gia">{"a" * 501}</p><p class="nguon">{"b" * 501}</p>')
    assert (draft.byline, draft.credit) == ("", "")
    assert "no source found: the text in its place has 501 characters" in draft.warnings
    assert any(warning.startswith("no author found: ") for warning in draft.warnings)


@pytest.mark.parametrize("name", ["Trang chủ", "Uncategorized", "Chưa phân loại", "24/01/2024"])
def test_a_home_page_a_default_or_a_date_is_no_category(name: str) -> None:
    assert read(f'<meta property="article:section" content="{name}">').category == ""
    assert read('<meta property="article:section" content="Trang trại">').category == "Trang trại"


def test_a_title_among_the_keywords_is_no_tag() -> None:
    title = "Khuổi Mây mở lớp học đêm cho bà con"
    head = f'<meta name="keywords" content="{title}, lớp học">'
    assert read(head, before=f"<h1>{title}</h1>").tags == ("lớp học",)
    assert read(head).tags == (title, "lớp học")


def test_markup_and_references_in_a_description_are_read_as_html() -> None:
    said = "&lt;p&gt;Ba mươi người &amp;quot;học trò&amp;quot; &lt;b&gt;cao tuổi&lt;/b&gt; cầm bút.&lt;/p&gt;"
    assert read(f'<meta name="description" content="{said}">').sapo == 'Ba mươi người "học trò" cao tuổi cầm bút.'
    said = "Thẻ &lt;b&gt; của HTML làm chữ đậm, thẻ &lt;i&gt; làm chữ nghiêng."
    assert read(f'<meta name="description" content="{said}">').sapo == (
        "Thẻ <b> của HTML làm chữ đậm, thẻ <i> làm chữ nghiêng."
    )


@pytest.mark.parametrize("after", ["Báo Vân Sơn", "Báo Vân Sơn - Trang chủ", "Vân Sơn | Báo điện tử"])
def test_a_title_and_the_site_s_name_are_no_sapo(after: str) -> None:
    assert read(f'<meta name="description" content="Khuổi Mây - {after}">').sapo == ""
    assert read('<meta name="description" content="Khuổi Mây - bản nhỏ đón khách">').sapo != ""
