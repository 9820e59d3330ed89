"""How a profile finds the fields of a page: by selectors and by places."""

from __future__ import annotations

from pathlib import Path

import pytest

from bantin_reader.model.article import Draft
from bantin_reader.sources.html import HtmlPageParser
from bantin_reader.sources.html.profile import Profile

PAGE = "<h1>Khuổi Mây</h1>{}<div id=bai><p>Đường đã thông.</p></div>"
GUID = "ctl00_m_g_6f1e0c2a_4b7d_4c55_9a0e_1f2d3c4b5a69_ctl00_"


def read(html: str, before: str = "", **fields: object) -> Draft:
    """A page by a profile of these fields, in this order, then title and body."""
    profile = Profile(name="x", fields={**fields, "title": "h1", "body": "#bai"})  # type: ignore[dict-item]
    return HtmlPageParser([profile]).read(before + PAGE.format(html), Path("bai.html"))


BAR = {"child": 2, "of": ".thanh"}


@pytest.mark.parametrize(
    ("html", "category"),
    [
        ("<i>Một</i><i>Hai</i>", "Hai"),
        ("<p>Một</p><p>Hai</p><p>Ba</p>", "Hai"),
        ("<p>Một</p><p>&nbsp;</p><!-- a --><script>b</script><p hidden>c</p><p>Hai</p>", "Hai"),
        ("<div><div><p>Một</p></div><div><p>Hai</p></div></div>", "Hai"),
        ("<div><p>Một</p><p>Hai</p></div><p>Ba</p>", "Hai"),
        ("Một<p>Hai</p>", "Hai"),
        ("<p>Một</p>Hai<p>Ba</p>", "Hai"),
        ("<p>Một</p><p>A+ | A-</p><p>Tăng cỡ chữ</p><p>Hai</p>", "Hai"),
        ("<p>Một</p><div>Hai <b>ba</b></div>", "Hai ba"),
        ("<p>Một</p>", ""),
    ],
)
def test_a_place_is_the_nth_part_with_text(html: str, category: str) -> None:
    assert read(f"<div class=thanh>{html}</div>", category=BAR).category == category


def test_a_place_counts_the_parts_that_other_fields_did_not_take() -> None:
    first = {"child": 1, "of": ".thanh"}
    draft = read("<div class=thanh><p>Tin</p><p>19/11/2026</p><p>Mở.</p></div>", category=first, date=first, sapo=first)
    assert (draft.category, str(draft.date), draft.sapo) == ("Tin", "2026-11-19", "Mở.")


def test_a_date_that_cannot_be_read_leaves_its_element_in_the_page() -> None:
    first = {"child": 1, "of": ".thanh"}
    draft = read("<div class=thanh><p>Mở ngày 30/02/2026.</p></div>", date=first, sapo=first)
    assert (draft.date, draft.sapo) == (None, "Mở ngày 30/02/2026.")


@pytest.mark.parametrize("prefix", [GUID, "WebPart_6f1e0c2a-4b7d-4c55-9a0e-1f2d3c4b5a69_", GUID.upper()])
def test_an_id_with_a_guid_is_found_by_the_part_after_it(prefix: str) -> None:
    html = f'<p id="{prefix}mo">Mở.</p><p id="{prefix}nguoi">Lò Ín</p>'
    draft = read(html, sapo="#mo", author="p#nguoi", category="#khong")
    assert (draft.sapo, draft.byline, draft.category) == ("Mở.", "Lò Ín", "")


def test_an_exact_id_has_precedence_over_one_with_a_guid() -> None:
    assert read(f'<p id="{GUID}mo">Sau</p><p id="mo">Trước</p>', sapo="#mo").sapo == "Trước"


@pytest.mark.parametrize(
    ("html", "sapo"),
    [("<p class=b>B</p><p class=a>A</p>", "A"), ("<p class=a> </p><p class=b>B</p>", "B"), ("<p class=c>C</p>", "")],
)
def test_several_selectors_are_tried_in_order(html: str, sapo: str) -> None:
    assert read(html, sapo=[".a", ".b"]).sapo == sapo


def test_the_element_of_a_field_is_removed_from_the_body() -> None:
    profile = Profile(name="x", fields={"title": "h1", "author": ".nguoi", "body": "#bai"})  # type: ignore[dict-item]
    draft = HtmlPageParser([profile]).read(
        "<h1>A</h1><div id=bai><p>Đã.</p><p class=nguoi>Tác giả: Ín</p></div>", Path("a")
    )
    assert (draft.body, draft.byline) == ("<p>Đã.</p>", "Ín")


def test_a_heading_that_is_a_date_is_told_where_it_is_not_taken_as_the_title() -> None:
    profile = Profile(name="x", fields={"title": ["h1", "h2"], "body": "#bai"})  # type: ignore[dict-item]
    page = "<h1>Ngày 8/3/2024</h1><h2>Khuổi Mây</h2><div id=bai><p>Đường đã thông.</p></div>"
    draft = HtmlPageParser([profile]).read(page, Path("bai.html"))
    assert draft.title == "Khuổi Mây"
    assert "a date is not taken as the title: “Ngày 8/3/2024”" in draft.warnings
