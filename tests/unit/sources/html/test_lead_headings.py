"""A summary that a page sets as a heading of its body."""

from __future__ import annotations

from pathlib import Path

import pytest

from bantin_reader.model.article import Draft
from bantin_reader.sources.html import HtmlPageParser
from bantin_reader.sources.html.profile import Profile

LEAD = "Sau hai mùa mưa, ba mươi hộ ở Khuổi Mây đã trồng lại 45 ha rừng đầu nguồn."
TEXT = "<p>Sáng 18/11, bà con cùng lên đồi.</p><p>Mỗi hộ nhận 1,5 ha.</p>"
FIELDS = {"title": "h1", "body": "#bai"}


def read(body: str, head: str = "", before: str = "", **fields: str) -> Draft:
    profile = Profile(name="x", fields=FIELDS | fields)  # type: ignore[arg-type]
    page = f'<html lang="vi"><head>{head}</head><h1>Khuổi Mây</h1>{before}<div id="bai">{body}</div></html>'
    return HtmlPageParser([profile]).read(page, Path("bai.html"))


@pytest.mark.parametrize("tag", ["h2", "h3", "h4"])
@pytest.mark.parametrize("lead", [LEAD, f"“{LEAD}”", LEAD.rstrip(".") + "…", " ".join(["trồng rừng"] * 13)])
def test_a_lead_that_is_set_as_a_heading_is_the_sapo(tag: str, lead: str) -> None:
    draft = read(f"<{tag}>{lead}</{tag}>{TEXT}")
    assert (draft.sapo, draft.warnings) == (lead, ("no date found",))
    assert lead not in draft.body
    assert draft.body.startswith("<p>Sáng 18/11")


def test_a_lead_heading_has_precedence_over_a_description_of_the_metadata() -> None:
    head = '<meta property="og:description" content="Một bản làm mẫu.">'
    assert read(f"<h2>{LEAD}</h2>{TEXT}", head).sapo == LEAD
    assert read(TEXT, head).sapo == "Một bản làm mẫu."


def test_a_figure_before_or_after_the_lead_heading_is_the_article_s_figure() -> None:
    figure = '<figure><img src="a.jpg" alt="Đồi"><figcaption>Đồi mới trồng</figcaption></figure>'
    for body in (f"{figure}<h2>{LEAD}</h2>{TEXT}", f"<h2>{LEAD}</h2>{figure}{TEXT}"):
        draft = read(body)
        assert draft.figure is not None
        assert (draft.sapo, draft.figure.caption) == (LEAD, "Đồi mới trồng")


@pytest.mark.parametrize(
    "heading",
    [
        "Ba mươi hộ trồng rừng",
        "Bà con được gì khi cả ba mươi hộ cùng nhận đất trồng lại rừng đầu nguồn?",
        "Các hộ muốn nhận đất trồng rừng đầu nguồn trong năm nay cần chuẩn bị những giấy tờ sau:",
        "1. Hộ gia đình muốn nhận đất trồng rừng đầu nguồn nộp đơn tại nhà văn hóa bản.",
        "Điều 5. Hộ gia đình muốn nhận đất trồng rừng đầu nguồn nộp đơn tại nhà văn hóa bản.",
        f'<a href="https://xa.example/rung">{LEAD}</a>',
    ],
)
def test_another_first_heading_stays_in_the_body(heading: str) -> None:
    draft = read(f"<h2>{heading}</h2>{TEXT}")
    assert draft.sapo == ""
    assert draft.body.startswith("<h2>")


def test_a_heading_before_a_heading_or_further_down_stays_in_the_body() -> None:
    for body in (f"<h2>{LEAD}</h2><h3>Cách làm</h3>{TEXT}", f"{TEXT}<h2>{LEAD}</h2>{TEXT}", f"<h2>{LEAD}</h2>"):
        draft = read(body)
        assert draft.sapo == ""
        assert LEAD in draft.body


def test_a_heading_is_not_the_sapo_if_the_profile_selects_the_sapo() -> None:
    draft = read(f"<h2>{LEAD}</h2>{TEXT}", before="<p class=mo>Mở.</p>", sapo=".mo")
    assert (draft.sapo, LEAD in draft.body) == ("Mở.", True)
    assert read(f"<h2>{LEAD}</h2>{TEXT}", sapo=".mo").sapo == ""
