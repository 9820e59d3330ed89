"""The calendar of the archive: months of a year, days of a month."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from bantin_reader.config.settings import Settings
from tests.checking import CheckingClient, parse, text_of
from tests.conftest import land
from tests.web.lists.test_lists import write


@pytest.fixture
def dated(settings: Settings, tmp_path: Path) -> None:
    """Articles of four days of 2025 and 2026, 22 of one of these."""
    days = ["2025-12-31", "2026-02-28", "2026-03-02", "2026-03-02", *["2026-03-31"] * 22]
    land(
        settings,
        *(write(tmp_path, n, day, category="Văn hóa" if n < 3 else "Thể thao") for n, day in enumerate(days)),
    )


def calendar(client: CheckingClient, address: str) -> Element:
    [table] = parse(client.get(address).text).iter("table")
    return table


def links(element: Element) -> dict[str, str]:
    return {text_of(link): link.get("href") or "" for link in element.iter("a")}


def named(page: Element, label: str) -> Element:
    return next(nav for nav in page.iter("nav") if nav.get("aria-label") == label)


def test_a_month_is_a_table_whose_days_lead_to_their_articles(client: CheckingClient, dated: None) -> None:
    table = calendar(client, "/archive/2026/03")
    assert text_of(next(table.iter("caption"))) == "Tháng 3 năm 2026"
    heads = [*table.iter("th")]
    assert [head.get("scope") for head in heads] == ["col"] * 7
    assert [text_of(head) for head in heads] == ["T2", "T3", "T4", "T5", "T6", "T7", "CN"]
    assert [head.get("aria-label") for head in heads[::6]] == ["Thứ Hai", "Chủ Nhật"]
    rows = [[text_of(cell) for cell in row.iter("td")] for row in table.iter("tr")][1:]
    assert [len(row) for row in rows] == [7] * 6
    assert rows[0] == ["", "", "", "", "", "", "1"]
    assert links(table) == {
        "202/03/2026, 2 bài": "/archive/2026/03/02",
        "3131/03/2026, hơn 20 bài": "/archive/2026/03/31",
    }


def test_a_month_in_english(client: CheckingClient, dated: None) -> None:
    page = client.get("/archive/2026/02", headers={"Accept-Language": "en"}).text
    [table] = parse(page).iter("table")
    assert text_of(next(table.iter("caption"))) == "February 2026"
    assert links(table) == {"2828 February 2026, 1 article": "/archive/2026/02/28"}


def test_a_month_leads_to_its_neighbours_as_far_as_there_are_articles(client: CheckingClient, dated: None) -> None:
    around = named(parse(client.get("/archive/2026/01").text), "Trước và sau")
    assert links(around) == {"Tháng 12 năm 2025": "/archive/2025/12", "Tháng 2 năm 2026": "/archive/2026/02"}
    around = named(parse(client.get("/archive/2026/03").text), "Trước và sau")
    assert links(around) == {"Tháng 2 năm 2026": "/archive/2026/02"}


def test_a_year_has_twelve_months_and_leads_to_its_neighbours(client: CheckingClient, dated: None) -> None:
    page = parse(client.get("/archive/2026").text)
    months = named(page, "Các tháng của năm 2026")
    assert [text_of(item) for item in months.iter("li")] == [f"Tháng {number}" for number in range(1, 13)]
    assert links(months) == {"Tháng 2": "/archive/2026/02", "Tháng 3": "/archive/2026/03"}
    assert links(named(page, "Trước và sau")) == {"2025": "/archive/2025"}


def test_a_day_has_its_months_calendar_in_which_it_is_marked(client: CheckingClient, dated: None) -> None:
    table = calendar(client, "/archive/2026/03/02")
    assert [link.get("href") for link in table.iter("a") if link.get("aria-current") == "page"] == [
        "/archive/2026/03/02"
    ]
    assert len(links(table)) == 2


def test_the_calendar_keeps_the_filters(client: CheckingClient, dated: None) -> None:
    table = calendar(client, "/archive/2026/03?category=van-hoa")
    assert links(table) == {"202/03/2026, 1 bài": "/archive/2026/03/02?category=van-hoa"}
    page = parse(client.get("/archive/2026?category=van-hoa").text)
    assert [*links(named(page, "Các tháng của năm 2026")).values()] == [
        "/archive/2026/02?category=van-hoa",
        "/archive/2026/03?category=van-hoa",
    ]


def test_further_pages_have_no_calendar(client: CheckingClient, dated: None) -> None:
    page = parse(client.get("/archive/2026/03?before=2026-03-31T00:00:00~6").text)
    assert not [*page.iter("table")]


def test_a_month_without_an_article_between_others_says_so(client: CheckingClient, dated: None) -> None:
    page = client.get("/archive/2026/01").text
    assert "Không có bài nào khớp với lựa chọn này." in page
    assert links(calendar(client, "/archive/2026/01")) == {}
